import { describe, expect, it } from 'vitest';
import { WordReader } from '../../src/search/word-reader.ts';
import { MAX_WORD_CHARS, splitSequence, splitWords } from '../../src/search/words.ts';
import { fc } from '../fast-check.ts';

/** A reader that takes every word in, and what it read as words again. */
function createReader() {
  const reader = new WordReader({ isGrowing: true });
  return { reader, read: (text: string) => Array.from(reader.read(text), (n) => reader.wordAt(n)) };
}

/** Texts of what makes words hard to tell: joiners, digits, accents, scripts, odd characters. */
const hardText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          'a',
          'B',
          'the',
          'x',
          '7',
          '42',
          '-',
          '-',
          "'",
          '’',
          '.',
          '.',
          ' ',
          ', ',
          's',
          '_',
          '\n',
        ],
        ...[
          'é',
          'ß',
          'İ',
          'ﬁ',
          '²',
          '…',
          '–',
          '×',
          'α',
          'Ω',
          '語',
          '٣',
          '\u0301',
          '\u212a',
          '😀',
          '\0',
        ],
        'w'.repeat(39),
      ),
      fc.string({ maxLength: 3 }),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('WordReader', () => {
  it('reads the words that splitWords gives, of any text', () => {
    const { read } = createReader();
    fc.assert(
      fc.property(hardText, (text) => {
        // A word that is cut in the middle of a character keeps no half of it.
        const words = splitWords(text).map((word) => Buffer.from(word).toString());

        expect(read(text)).toEqual(words);
      }),
      { numRuns: 3_000 },
    );
  });

  it('tells whole hyphenated words from their parts, which follow one another as splitSequence says', () => {
    const { reader } = createReader();
    fc.assert(
      fc.property(hardText, (text) => {
        const { numbers, wholes } = reader.readSequence(text);
        const parts = numbers.filter((_, i) => !wholes.includes(i));

        const sequence = splitSequence(text).map((word) => word.slice(0, MAX_WORD_CHARS));
        expect(Array.from(parts, (number) => reader.wordAt(number))).toEqual(
          sequence.map((word) => Buffer.from(word).toString()),
        );
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    [
      'Self-play of GPT-3.5, at 0.5B',
      ['self', 'play', 'selfplay', 'of', 'gpt', '3.5', 'gpt3.5', 'at', '0.5', 'b'],
    ],
    ["The model's “don’t-know”", ['the', 'model', 'dont', 'know', 'dontknow']],
    ['Schrödinger’s ω-automata', ['schrodinger', 'ω', 'automata', 'ωautomata']],
    ['x- -y .5 a.b', ['x', 'y', '5', 'a', 'b']],
  ])('reads “%s”', (text, words) => {
    expect(createReader().read(text)).toEqual(words);
  });

  it('numbers words in the order in which they come, the given ones first', () => {
    const reader = new WordReader({ words: ['plan', 'größe'], isGrowing: true });

    expect([...reader.read('A robot plans a plan')]).toEqual([2, 3, 4, 2, 0]);
    expect([...reader.read('plan')]).toEqual([0]);
    expect(Array.from({ length: reader.size }, (_, number) => reader.wordAt(number))).toEqual([
      'plan',
      'größe',
      'a',
      'robot',
      'plans',
    ]);
  });

  it('passes over unknown words when it takes none in', () => {
    const reader = new WordReader({ words: ['plan', 'große', '3.5'] });

    expect([...reader.read('A plan of great Größe: 3.5')]).toEqual([0, 1, 2]);
    expect(reader.size).toBe(3);
    expect(['plan', 'plans', '', 'x'.repeat(99)].map((word) => reader.numberOf(word))).toEqual([
      0,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('tells tens of thousands of words apart', () => {
    const { reader, read } = createReader();
    const words = Array.from({ length: 50_000 }, (_, i) => `w${i}`);

    expect(read(words.join(' '))).toEqual(words);
    expect(reader.read(words.toReversed().join(' ')).toReversed()).toEqual(
      Int32Array.from(words.keys()),
    );
  });
});
