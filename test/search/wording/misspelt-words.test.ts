import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../../src/config.ts';
import { loadCorpus } from '../../../src/corpus/load-corpus.ts';
import type { Paper } from '../../../src/corpus/paper.ts';
import { texToUnicode } from '../../../src/corpus/tex-to-unicode.ts';
import { createStaticEmbedder } from '../../../src/search/embedding/static-embedder.ts';
import { readWordModel } from '../../../src/search/embedding/word-model.ts';
import { OramaPaperIndex } from '../../../src/search/orama/orama-paper-index.ts';
import { stem } from '../../../src/search/terms.ts';
import { editDistance } from '../../../src/search/wording/edit-distance.ts';
import { splitWords } from '../../../src/search/words.ts';
import { fc } from '../../fast-check.ts';

const MIN_CHARS = 8;
const MIN_PAPERS = 8;
const LETTERS = /^[a-z]+$/;

let index: OramaPaperIndex;
let commonWords: string[];
let allWords: Set<string>;

beforeAll(async () => {
  const model = await readWordModel(join(PROJECT_ROOT, 'data/model/words.bin'));
  index = new OramaPaperIndex(createStaticEmbedder(model));
  const papers: Paper[] = [];
  for await (const paper of loadCorpus(join(PROJECT_ROOT, 'data/papers.jsonl'))) papers.push(paper);
  await index.upsert(papers);

  const papersWith = new Map<string, number>();
  for (const { title, abstract } of papers) {
    for (const word of new Set(splitWords(texToUnicode(`${title} ${abstract}`)))) {
      papersWith.set(word, (papersWith.get(word) ?? 0) + 1);
    }
  }
  commonWords = [...papersWith]
    .filter(
      ([word, count]) => count >= MIN_PAPERS && word.length >= MIN_CHARS && LETTERS.test(word),
    )
    .map(([word]) => word);
  allWords = new Set([...papersWith.keys(), ...model.rows.keys()]);
});

/** A slip of the finger, inside the word. */
type Slip = readonly [kind: 'drop' | 'double' | 'swap' | 'replace', at: number, letter: string];

function misspell(word: string, [kind, place, letter]: Slip): string {
  const at = 1 + (place % (word.length - 2));
  const [before, here, next, after] = [
    word.slice(0, at),
    word[at]!,
    word[at + 1]!,
    word.slice(at + 2),
  ];
  if (kind === 'drop') return before + next + after;
  if (kind === 'double') return before + here + here + next + after;
  return kind === 'swap' ? before + next + here + after : before + letter + next + after;
}

describe('a common word that is misspelt', () => {
  const slip: fc.Arbitrary<Slip> = fc.tuple(
    fc.constantFrom('drop', 'double', 'swap', 'replace'),
    fc.nat(30),
    fc.constantFrom(...'aeinorst'),
  );

  it('is taken for a word that is as near, and at least as common', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(10_000), slip, async (number, chosen) => {
        const meant = commonWords[number % commonWords.length]!;
        const typed = misspell(meant, chosen);
        fc.pre(!allWords.has(typed) && index.idf(stem(typed)) === index.idf('no-such-term'));

        const { reading } = await index.search({ query: `models ${typed}`, limit: 1 });

        const [correction] = reading!.corrections;
        expect(correction?.typed).toBe(typed);
        expect(editDistance(typed, correction!.used, 2)).toBe(1);
        expect(index.idf(stem(correction!.used))).toBeLessThanOrEqual(index.idf(stem(meant)));
      }),
      { numRuns: 150 },
    );
  });

  it('is left alone when it is spelt right', async () => {
    for (const word of commonWords) {
      const { reading } = await index.search({ query: word, limit: 1 });

      expect(reading!.corrections).toEqual([]);
    }
  });
});
