import { describe, expect, it } from 'vitest';
import { findQuote } from '../../../src/answer/language-model/find-quote.ts';
import { fc } from '../../fast-check.ts';

const ABSTRACT =
  'Training is “often unstable” — and slow. Models are unable to learn from\n   feedback alone. ' +
  "They don’t scale beyond 3.5 billion parameters. Our ``reward-free'' method does.";

describe('findQuote', () => {
  it.each([
    {
      differs: 'in nothing',
      claimed: 'They don’t scale beyond 3.5 billion parameters.',
      stored: 'They don’t scale beyond 3.5 billion parameters.',
    },
    {
      differs: 'in quotation marks and dashes',
      claimed: 'Training is "often unstable" - and slow.',
      stored: 'Training is “often unstable” — and slow.',
    },
    {
      differs: 'in white space',
      claimed: '  Models are unable to\tlearn from feedback alone. ',
      stored: 'Models are unable to learn from\n   feedback alone.',
    },
    {
      differs: 'in the quotation marks of TeX',
      claimed: 'Our “reward–free” method does.',
      stored: "Our ``reward-free'' method does.",
    },
    {
      differs: 'in being only a part of a sentence',
      claimed: 'scale beyond 3.5 billion',
      stored: 'They don’t scale beyond 3.5 billion parameters.',
    },
    {
      differs: 'in being parts of two sentences',
      claimed: 'learn from feedback alone. They don’t scale',
      stored:
        'Models are unable to learn from\n   feedback alone. They don’t scale beyond 3.5 billion parameters.',
    },
  ])('gives whole sentences as they are stored when a quote differs $differs', (example) => {
    expect(findQuote(ABSTRACT, example.claimed)).toBe(example.stored);
  });

  it.each([
    { what: 'another word', claimed: 'They don’t scale beyond 3.5 million parameters.' },
    { what: 'another digit', claimed: 'They don’t scale beyond 3.6 billion parameters.' },
    { what: 'another case', claimed: 'they don’t scale beyond 3.5 billion parameters.' },
    { what: 'words left out', claimed: 'They … scale beyond 3.5 billion parameters.' },
    { what: 'a cut word at its start', claimed: 'able to learn from feedback alone' },
    { what: 'a cut word at its end', claimed: 'They don’t scale beyond 3.5 bill' },
    { what: 'too few words', claimed: 'reward-free method does.' },
    { what: 'too few characters', claimed: 'to learn from fee' },
    { what: 'nothing in it', claimed: '   ' },
    { what: 'words of our own around it', claimed: 'They say: They don’t scale beyond 3.5' },
  ])('takes no quote with $what', ({ claimed }) => {
    expect(findQuote(ABSTRACT, claimed)).toBeUndefined();
  });

  it('finds whole words behind the same words that are cut', () => {
    const abstract =
      'We find unlabelled data of low quality here. We find labelled data of low quality.';

    expect(findQuote(abstract, 'labelled data of low quality')).toBe(
      'We find labelled data of low quality.',
    );
  });

  it('takes no quote that is so long that it would support anything', () => {
    const abstract = 'One more word follows this one. '.repeat(30);

    expect(findQuote(abstract, abstract)).toBeUndefined();
  });

  it('leaves a part as it is when its sentence is too long to show', () => {
    const part = 'this part says all that matters';
    const abstract = `${'and on '.repeat(80)}${part} ${'and on '.repeat(80)}`;

    expect(findQuote(abstract, part)).toBe(part);
  });
});

const WHITE_SPACE = [' ', '\n', '\t', '\u00a0', '  \r\n '];
const QUOTATION_MARKS = ['"', "'", '“', '”', '‘', '’', '«', '»', '`', '„'];
const DASHES = ['-', '‐', '–', '—', '−', '--'];

const word = fc.stringMatching(/^[a-zA-Z0-9éжλ]{1,9}$/);
const separator = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WHITE_SPACE) },
  fc.constantFrom(...QUOTATION_MARKS).map((mark) => ` ${mark}`),
  fc.constantFrom(...DASHES),
  fc.constantFrom(', ', '. ', ' $\\lambda$ ', '? '),
);

/** An abstract, and where one of its parts that is long enough for a quote begins and ends. */
const abstractAndPart = fc
  .array(fc.tuple(word, separator), { minLength: 12, maxLength: 40 })
  .chain((pieces) => {
    const ends: number[] = [];
    let abstract = '';
    for (const [text, between] of pieces) {
      ends.push(abstract.length + text.length);
      abstract += text + between;
    }
    const starts = pieces.map(([text], index) => ends[index]! - text.length);
    return fc
      .tuple(fc.nat(pieces.length - 9), fc.integer({ min: 8, max: pieces.length }))
      .map(([from, count]) => ({
        abstract,
        part: abstract.slice(starts[from], ends[Math.min(from + count, pieces.length) - 1]),
      }));
  })
  .filter(({ part }) => part.replace(/\s+/g, ' ').length >= 40 && part.length <= 500);

/** Replaces each run of one kind by another of its kind. */
function redress(text: string, choices: readonly number[]): string {
  let index = 0;
  const pick = (kind: readonly string[]) => kind[choices[index++ % choices.length]! % kind.length]!;
  return text.replace(/(\s+)|(["'“”‘’«»`„]+)|([-‐–—−]+)/gu, (_run, space, mark) =>
    pick(space ? WHITE_SPACE : mark ? QUOTATION_MARKS : DASHES),
  );
}

describe('findQuote, for any abstract', () => {
  it('finds every part, whatever white space, quotation marks and dashes it is written with', () => {
    const choices = fc.array(fc.nat(20), { minLength: 1, maxLength: 20 });

    fc.assert(
      fc.property(abstractAndPart, choices, ({ abstract, part }, picks) => {
        const found = findQuote(abstract, redress(part, picks));

        expect(abstract).toContain(found);
        expect(found).toContain(part);
      }),
    );
  });

  it('finds no part in which a letter or a digit is changed', () => {
    const plain = (text: string) => redress(text, [0]);

    fc.assert(
      fc.property(
        abstractAndPart,
        fc.nat(),
        fc.constantFrom(...'abcxyzABCXYZ0123456789ж'),
        ({ abstract, part }, choice, other) => {
          const places = [...part.matchAll(/[\p{L}\p{N}]/gu)].map(({ index }) => index);
          const place = places[choice % places.length]!;
          const changed = part.slice(0, place) + other + part.slice(place + 1);
          fc.pre(!plain(abstract).includes(plain(changed)));

          expect(findQuote(abstract, changed)).toBeUndefined();
        },
      ),
    );
  });
});
