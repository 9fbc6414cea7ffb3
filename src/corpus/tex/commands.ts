import { subscript, superscript } from './scripts.ts';
import type { TexContext } from './tex-context.ts';
import type { Span } from './tex-source.ts';

/** Converts one command with its arguments. */
export type Command = (tex: TexContext) => string;

const BREAKS_APART = /[\s+\-−/*=<>≤≥±×·,|]/;
const ONE_TERM = /^(?:\p{L}\p{M}*[\p{Lm}\p{No}]*|\d+|\([^()]*\))$/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const ENDS_IN_LETTER_OR_DIGIT = /[\p{L}\p{N}]$/u;

/** The commands that do more than stand for a character, by name without a star. */
const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ...named(
    `emph mbox hbox sout st text textbf textit textmd textnormal textrm textsc textsf
    textsl texttt textup ul uline uwave`,
    (tex) => tex.render(tex.cursor.takeArgument(), 'text'),
  ),
  ...named(
    `bm boldsymbol boxed mathbf mathbin mathclose mathit mathnormal mathop mathopen mathord mathrel
    mathrm mathsf mathstrut mathtt operatorname overbrace pmb substack underbrace underline`,
    (tex) => tex.render(tex.cursor.takeArgument()),
  ),
  ...named('ensuremath', (tex) => tex.render(tex.cursor.takeArgument(), 'math')),
  ...named('enquote', (tex) => `“${tex.render(tex.cursor.takeArgument())}”`),
  ...named('footnote footnotetext thanks', footnote),
  ...named(
    `autocite autoref bibliography bibliographystyle cite citealp citealt citeauthor citep citet
    citeyear citeyearpar Cref cref eqref footcite footnotemark hspace label nocite pageref
    parencite phantom ref tag textcite vspace`,
    dropWithArgument,
  ),
  ...named(
    `bfseries bf boldmath centering displaystyle em footnotesize frenchspacing hfill huge it
    itshape large Large LARGE left limits middle mdseries nolimits noindent nonumber normalfont
    normalsize protect relax right rm rmfamily sc scriptsize scriptstyle scshape sf sffamily sl
    slshape small textstyle tiny tt ttfamily unboldmath xspace`,
    drop,
  ),
  ...named('big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm', drop),
  ...named('bigskip hskip linebreak medskip newline newpage par smallskip', () => ' '),
  ...named('begin', environment),
  ...named('end', environment),
  ...named('item', (tex) => {
    tex.cursor.take(/\s*/y);
    return '• ';
  }),
  ...named('color', (tex) => {
    tex.cursor.takeGroupAfterSpaces();
    return '';
  }),
  ...named('textcolor', (tex) => {
    tex.cursor.takeArgument();
    return tex.render(tex.cursor.takeArgument());
  }),
  ...named('url path nolinkurl', (tex) => addressIn(tex, tex.cursor.takeArgument())),
  ...named('href', link),
  ...named('verb lstinline', verbatim),
  ...named('textsuperscript', (tex) => superscript(tex.render(tex.cursor.takeArgument()))),
  ...named('textsubscript', (tex) => subscript(tex.render(tex.cursor.takeArgument()))),
  ...named('frac dfrac tfrac cfrac nicefrac sfrac', fraction),
  ...named('sqrt', root),
  ...named('binom dbinom tbinom', (tex) => {
    const [of, choose] = twoArguments(tex);
    return `(${of} choose ${choose})`;
  }),
  ...named('overset stackrel', (tex) => {
    const [above, base] = twoArguments(tex);
    return base + superscript(above);
  }),
  ...named('underset', (tex) => {
    const [below, base] = twoArguments(tex);
    return base + subscript(below);
  }),
  ...named('pmod', (tex) => `(mod ${tex.render(tex.cursor.takeArgument())})`),
  ...named('not', (tex) => `${tex.render(tex.cursor.takeArgument())}\u0338`.normalize('NFC')),
]);

/** The conversion of a command that has one of its own, or `undefined`. */
export function commandNamed(name: string): Command | undefined {
  return COMMANDS.get(name);
}

function named(names: string, command: Command): [string, Command][] {
  return names.split(/\s+/).map((name) => [name, command]);
}

/**
 * A footnote is kept in brackets, for the address of the code often stands there and nowhere else.
 */
function footnote(tex: TexContext): string {
  tex.cursor.takeOptional();
  const note = tex.render(tex.cursor.takeArgument(), 'text').trim();
  if (note === '') return '';
  return /(?:^|\s)$/.test(tex.before) ? `(${note})` : ` (${note})`;
}

/** References into a text that we do not have. */
function dropWithArgument(tex: TexContext): string {
  while (tex.cursor.takeOptional() !== undefined);
  tex.cursor.takeGroup();
  tex.dropSpaceBefore();
  return '';
}

/** What only concerns the look, up to the delimiter `.` that stands for none. */
function drop(tex: TexContext): string {
  if (tex.mode === 'math') tex.cursor.take(/\s*\.?/y);
  else tex.cursor.take(/\{\}|\s*/y);
  return '';
}

function environment(tex: TexContext): string {
  tex.cursor.takeGroup();
  tex.cursor.takeOptional();
  tex.cursor.take(/\s*/y);
  return /(?:^|\s)$/.test(tex.before) ? '' : ' ';
}

function fraction(tex: TexContext): string {
  const isAfterLetter = ENDS_IN_LETTER_OR_DIGIT.test(tex.before);
  const [above, below] = twoArguments(tex).map(bracketed);
  const quotient = `${above}/${below}`;
  return isAfterLetter || LETTER_OR_DIGIT.test(tex.cursor.next) ? `(${quotient})` : quotient;
}

function root(tex: TexContext): string {
  const index = tex.cursor.takeOptional();
  const radicand = tex.render(tex.cursor.takeArgument()).trim();
  const of = ONE_TERM.test(radicand) ? radicand : `(${radicand})`;
  return index === undefined ? `√${of}` : `${superscript(tex.render(index))}√${of}`;
}

function bracketed(text: string): string {
  const isBracketed = /^\([^()]*\)$/.test(text);
  return BREAKS_APART.test(text) && !isBracketed ? `(${text})` : text;
}

function twoArguments(tex: TexContext): [string, string] {
  const first = tex.render(tex.cursor.takeArgument()).trim();
  const second = tex.render(tex.cursor.takeArgument()).trim();
  return [first, second];
}

function link(tex: TexContext): string {
  const address = addressIn(tex, tex.cursor.takeArgument());
  const words = tex.render(tex.cursor.takeArgument()).trim();
  return words === '' || address.includes(words) ? address : `${words} (${address})`;
}

function addressIn(tex: TexContext, span: Span | undefined): string {
  if (span === undefined) return '';
  const raw = tex.cursor.source.text.slice(span.start, span.end);
  return raw.replace(/\\([_%#&~$])(?:\{\})?/g, '$1').trim();
}

function verbatim(tex: TexContext): string {
  const group = tex.cursor.takeGroup();
  if (group !== undefined) return tex.cursor.source.text.slice(group.start, group.end);
  return tex.cursor.take(/([^a-zA-Z\s*]).{0,500}?\1/suy)?.slice(1, -1) ?? '';
}
