import type { Paper } from '../../src/corpus/paper.ts';
import { splitSentences } from '../../src/search/sentences.ts';
import { isStopWord } from '../../src/search/terms.ts';
import { between, createRandom, pick, shuffled } from './random.ts';

const SEED = 2305;

/**
 * Queries as people type them, in mixed order: half of them pieces of sentences out of abstracts (4
 * to 12 words), a quarter words of titles (1 to 3), a quarter questions. The same papers give the
 * same queries, whichever engine is asked.
 *
 * @param questions taken in turn, and again from the start when there are too few
 */
export function drawQueries(
  papers: readonly Paper[],
  questions: readonly string[],
  count: number,
): string[] {
  const random = createRandom(SEED);
  const order = shuffled(questions, random);
  const queries = Array.from({ length: count }, (_, i) => {
    if (i % 4 < 2) return drawSentence(papers, random);
    return i % 4 === 2 ? drawTitleWords(papers, random) : order[(i >> 2) % order.length]!;
  });
  return shuffled(queries, random);
}

function drawSentence(papers: readonly Paper[], random: () => number): string {
  for (;;) {
    const { abstract } = pick(papers, random);
    const { start, end } = pick(splitSentences(abstract), random);
    const words = abstract.slice(start, end).split(/\s+/);
    if (words.length < 4) continue;
    const length = Math.min(words.length, between(4, 12, random));
    const first = between(0, words.length - length, random);
    return words.slice(first, first + length).join(' ');
  }
}

function drawTitleWords(papers: readonly Paper[], random: () => number): string {
  for (;;) {
    const words = pick(papers, random)
      .title.split(/[^\p{L}\p{N}-]+/u)
      .filter((word) => word.length > 1 && !isStopWord(word.toLowerCase()));
    if (words.length === 0) continue;
    const length = Math.min(words.length, between(1, 3, random));
    const first = between(0, words.length - length, random);
    return words.slice(first, first + length).join(' ');
  }
}
