import type { Paper } from '../../src/corpus/paper.ts';
import { splitSentences } from '../../src/search/sentences.ts';
import { createRandom, pick } from './random.ts';

const SEED = 84;

/** Distinct words beside those of the seed: as many as 156,316 real papers of the field have. */
const INVENTED_WORDS = 150_000;

/** Rank from which on words grow rare more quickly; found in those papers, like the next. */
const COMMON_WORDS = 2_000;

/** Mandelbrot's shift: flattens the first few ranks. */
const RANK_SHIFT = 2.7;

/** Invented words are put together from the letters of real ones, in runs of this length. */
const SYLLABLE = /[a-z]{2,3}/g;

/** Words that can be drawn, and up to where a number from 0 to 1 falls on each. */
interface Vocabulary {
  readonly words: readonly string[];
  readonly bounds: Float64Array;
}

/**
 * Papers without end that are like real ones in what costs a search engine time and memory: how
 * often words occur, how many there are, how long texts are. They mean nothing. The first ones are
 * the seed papers themselves; the same seed papers give the same corpus.
 */
export function* generateCorpus(seedPapers: readonly Paper[]): Generator<Paper> {
  yield* seedPapers;
  const random = createRandom(SEED);
  const vocabulary = createVocabulary(seedPapers, random);
  const sentenceLengths = seedPapers.flatMap(({ abstract }) =>
    splitSentences(abstract).map(({ start, end }) => countWords(abstract.slice(start, end))),
  );
  for (let number = 1; ; number++) {
    const model = pick(seedPapers, random);
    const title = drawWords(vocabulary, countWords(model.title), random);
    const sentences: string[] = [];
    for (let left = countWords(pick(seedPapers, random).abstract); left > 0; ) {
      const length = Math.min(left, pick(sentenceLengths, random));
      sentences.push(`${capitalise(drawWords(vocabulary, length, random))}.`);
      left -= length;
    }
    yield {
      ...model,
      id: `generated:${number}`,
      title: capitalise(title),
      abstract: sentences.join(' '),
      authors: model.authors.map(() => pick(pick(seedPapers, random).authors, random)),
      source: 'generated',
      links: { abstract: `urn:papercord:generated:${number}` },
    };
  }
}

/**
 * Words by rank: the seed's by their frequency, then invented ones. The common ones follow Zipf and
 * Mandelbrot with exponent 1, all others fall off with exponent 2, as in large collections (Ferrer
 * i Cancho and Solé, “Two Regimes in the Frequency of Words”, 2001).
 */
function createVocabulary(papers: readonly Paper[], random: () => number): Vocabulary {
  const counts = new Map<string, number>();
  for (const { title, abstract } of papers) {
    for (const word of `${title} ${abstract}`.toLowerCase().match(/[a-z0-9]+/g) ?? []) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const words = [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
  const syllables = words.flatMap((word) => word.match(SYLLABLE) ?? []);
  const known = new Set(words);
  while (known.size < words.length + INVENTED_WORDS) {
    const length = 2 + Math.floor(random() * 3);
    known.add(Array.from({ length }, () => pick(syllables, random)).join(''));
  }

  const bounds = new Float64Array(known.size);
  let sum = 0;
  for (let rank = 0; rank < bounds.length; rank++) {
    sum += Math.min(1, COMMON_WORDS / (rank + 1)) / (rank + RANK_SHIFT);
    bounds[rank] = sum;
  }
  return { words: [...known], bounds: bounds.map((bound) => bound / sum) };
}

function drawWords({ words, bounds }: Vocabulary, count: number, random: () => number): string {
  return Array.from({ length: count }, () => words[firstAbove(bounds, random())]).join(' ');
}

/** Index of the first bound above the number, by halving. */
function firstAbove(bounds: Float64Array, number: number): number {
  let low = 0;
  let high = bounds.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bounds[middle]! > number) high = middle;
    else low = middle + 1;
  }
  return low;
}

function countWords(text: string): number {
  return text.split(/\s+/).length;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
