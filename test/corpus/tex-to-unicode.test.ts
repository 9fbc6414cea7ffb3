import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { texToUnicode } from '../../src/corpus/tex-to-unicode.ts';
import { fc } from '../fast-check.ts';

const tex = String.raw;

describe('texToUnicode', () => {
  describe('in running text', () => {
    it.each([
      [tex`LiPO-{\lambda}, which leverages`, 'LiPO-λ, which leverages'],
      ["we propose ``CodeT5+'', a family", 'we propose “CodeT5+”, a family'],
      ['a ``strong reference" is included', 'a “strong reference” is included'],
      ["we answer the `where' and `how' questions", 'we answer the ‘where’ and ‘how’ questions'],
      ["the ``users' needs'' come first", "the “users' needs” come first"],
      [tex`over 95\% success`, 'over 95% success'],
      [tex`R\&D, \#1, \$5, a\_b`, 'R&D, #1, $5, a_b'],
      ['Values -- A Survey --- of it', 'Values – A Survey — of it'],
      ['w.r.t.~the likelihood, 1)~a relabeler', 'w.r.t. the likelihood, 1) a relabeler'],
      [tex`one {\ldots} two\dots`, 'one … two…'],
      [tex`\emph{so} \textbf{it} {\em goes} \texttt{a\_b}`, 'so it goes a_b'],
      [tex`see \url{https://a.b/c\_d~e}`, 'see https://a.b/c_d~e'],
      [tex`\href{https://a.b}{our page}`, 'our page (https://a.b)'],
      [tex`as shown by~\cite{a,b}, and Figure~\ref{fig}`, 'as shown by, and Figure'],
      [tex`10\,000 runs, i.e.\ many`, '10 000 runs, i.e. many'],
      ['Align^2LLaVA', 'Align²LLaVA'],
      ['x_{i} and 1^{st} and 10^{-5}', 'xᵢ and 1ˢᵗ and 10⁻⁵'],
      [tex`\begin{itemize} \item one \item two \end{itemize}`, '• one • two'],
    ])('%s → %s', (text, unicode) => {
      expect(texToUnicode(text).trim()).toBe(unicode);
    });

    it('keeps a footnote in brackets, since the address of the code often stands there', () => {
      expect(
        texToUnicode(tex`for most problems.\footnote{The code is at https://a.b/c_d.} We`),
      ).toBe('for most problems. (The code is at https://a.b/c_d.) We');
    });
  });

  it.each([
    [tex`Erd\H{o}s, R\'enyi, Nystr\"om, Schr{\"o}dinger`, 'Erdős, Rényi, Nyström, Schrödinger'],
    [tex`na\"{\i}ve, \c{c}, \v{s}, \~{n}, Fr\`echet`, 'naïve, ç, š, ñ, Frèchet'],
    [tex`Polyak-\L ojasiewicz, \o{}re, stra\ss e, \AA`, 'Polyak-Łojasiewicz, øre, straße, Å'],
    ['Schr{ö}dinger, {B}ERT, {BERT}', 'Schrödinger, BERT, BERT'],
  ])('puts accents on letters: %s', (text, unicode) => {
    expect(texToUnicode(text)).toBe(unicode);
  });

  describe('in formulas', () => {
    it.each([
      ['$O(n)$', 'O(n)'],
      [tex`$\mathcal{O}(n^2)$`, '𝒪(n²)'],
      [tex`\(x_i\), \[y\], $$z$$`, 'xᵢ, y, z'],
      [tex`$\alpha$-fair, 6.01$\times$`, 'α-fair, 6.01×'],
      [tex`$\mathbb{R}^d$, $\mathbb E[x]$`, 'ℝᵈ, 𝔼[x]'],
      [tex`$\frac{a}{b}$, $\frac{a+b}{c}$, $2\frac{1}{2}x$`, 'a/b, (a+b)/c, 2(1/2)x'],
      [tex`$\sqrt{n}$, $\sqrt{dT}$, $\sqrt[3]{x}$`, '√n, √(dT), ³√x'],
      [tex`$d\log n \leq \log\log n$`, 'd log n ≤ log log n'],
      [tex`$2\times 3$, $\lambda x$, $\alpha = 3$, $x \in S$`, '2×3, λx, α = 3, x ∈ S'],
      [tex`$\sum_{i=1}^{n} x_{i,j}$`, '∑ᵢ₌₁ⁿ x_(i,j)'],
      [tex`$L_{\text{KL}}$, $D_{train}$, $x^{k/2}$, $\pi_\theta$`, 'L_KL, D_train, x^(k/2), π_θ'],
      [tex`$\hat{x}$, $\bar\theta$, $\widehat{AB}$`, 'x̂, θ̄, AB'],
      [tex`$\left(\frac{1}{\epsilon^2}\right)$`, '(1/ε²)'],
      [tex`$\{0, 1\}^n$, $|S|$, $p\|q$, $f''$`, '{0, 1}ⁿ, |S|, p‖q, f″'],
      [tex`$30^\circ$, 14$^{th}$, CO$_2$`, '30°, 14ᵗʰ, CO₂'],
      [tex`$\operatorname*{arg\,max}_x f$, $\not\in$, \ensuremath{\infty}`, 'arg maxₓ f, ∉, ∞'],
    ])('%s → %s', (text, unicode) => {
      expect(texToUnicode(text)).toBe(unicode);
    });
  });

  it.each([
    'costs $5 and $10',
    'from $5-$10 to US$20 million',
    'less than $0.1 million, using 1.25T tokens',
    'with $100K Budget',
    '($5) and ($10)',
    '$20 per user, saving 3$',
    'about ~15%, 3~5 times, 70%~80%, p ~ q',
    'chain_of_guidance and NOT_ENOUGH_INFO, RED^FM',
    'https://a.b/~c/d_e--f and `code` and ``more code``',
    'a photo of a {label}, the set {0, 1}',
    String.raw`C:\temp\new, \d+ and \u2019`,
    '50% of all, A & B # 1',
    '----',
  ])('leaves alone what is no TeX: %s', (text) => {
    expect(texToUnicode(text)).toBe(text);
  });

  it.each([
    [tex`\modelname outperforms others`, 'modelname outperforms others'],
    [tex`\modelname{} and \foo{bar}{baz}`, 'modelname and bar baz'],
    [tex`$\R^n$`, 'Rⁿ'],
  ])('keeps what a reader can use of an unknown command: %s', (text, unicode) => {
    expect(texToUnicode(text)).toBe(unicode);
  });

  it.each([
    ['{', '{'],
    ['}}{{$', '}}{{$'],
    ['$x', '$x'],
    ['\\', '\\'],
    [tex`\textbf{unclosed`, 'unclosed'],
    [tex`a \footnote{unclosed`, 'a unclosed'],
    [tex`$x^{2$`, 'x^{2'],
    [tex`\frac{1}`, '1/'],
    [tex`\"hello\" he said`, '"hello" he said'],
  ])('gets through broken TeX: %s', (text, unicode) => {
    expect(texToUnicode(text)).toBe(unicode);
  });

  it('gets through 100,000 nested groups and 100,000 open ones', () => {
    const nested = '{'.repeat(100_000) + '}'.repeat(100_000);

    expect(texToUnicode(nested).length).toBeLessThanOrEqual(nested.length);
    expect(texToUnicode('{'.repeat(100_000))).toBe('{'.repeat(100_000));
  });

  it('leaves no TeX in the papers of the seed, and changes nothing the second time', () => {
    const lines = readFileSync(new URL('../../data/papers.jsonl', import.meta.url), 'utf8').trim();
    const papers: { title: string; abstract: string }[] = lines
      .split('\n')
      .map((line) => JSON.parse(line));

    for (const text of papers.flatMap(({ title, abstract }) => [title, abstract])) {
      const unicode = texToUnicode(text);
      expect(unicode).not.toMatch(/[\\{}`]|''|\w~/);
      expect(texToUnicode(unicode)).toBe(unicode);
    }
  });

  describe('for any text', () => {
    const pieces = fc.constantFrom(
      ...[tex`\frac`, tex`\alpha`, tex`\"`, tex`\foo`, tex`\sqrt`, tex`\text`, tex`\footnote`],
      ...[tex`\(`, tex`\)`, tex`\begin{equation}`, tex`\end{equation}`, tex`\\`, tex`\left`],
      ...[
        '{',
        '}',
        '$',
        '$$',
        '^',
        '_',
        '~',
        '--',
        '`',
        '``',
        "''",
        '"',
        ' ',
        'x',
        '12',
        'é',
        '𝔼',
        '.',
      ],
    );
    const texLike = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));

    it('never throws, never makes a text much longer, and splits no surrogate pair', () => {
      fc.assert(
        fc.property(fc.oneof(texLike, fc.string({ unit: 'binary' })), (text) => {
          const unicode = texToUnicode(text);

          expect(unicode.length).toBeLessThanOrEqual(text.length * 2 + 12);
          expect(unicode).not.toMatch(/\p{Surrogate}/u);
        }),
        { numRuns: 2_000 },
      );
    });

    it('returns a text without TeX as it came', () => {
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme' }), (text) => {
          fc.pre(!/[\\$`~{^]|--/.test(text));

          expect(texToUnicode(text)).toBe(text);
        }),
      );
    });
  });
});
