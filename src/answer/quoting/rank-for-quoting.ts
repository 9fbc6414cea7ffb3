import { texToUnicode } from '../../corpus/tex-to-unicode.ts';
import type { Hit } from '../../search/paper-index.ts';
import { nameInTitle } from '../question/names.ts';
import type { PaperQuestion } from '../question/read-question.ts';
import { tellingWords } from '../question/telling-words.ts';
import { type ReadPaper, termsOf } from './read-abstract.ts';

/** A paper on its place for quoting. */
export interface RankedPaper {
  readonly paper: ReadPaper;
  /** Of the best paper's score in the ranking that it was found by, from 0 to 1. */
  readonly share: number;
}

/** A paper that comes less near than this share of the nearest is on something else. */
const MIN_NEARNESS_SHARE = 0.6;

/**
 * Orders the papers that were found by rank and nearness together, since questions are put in
 * other words than queries, and leaves out those that are beside the point: much less near than
 * others, or without the name that is asked for where others hold it. The paper that is called by
 * that name comes first.
 */
export function rankForQuoting(
  { name }: Pick<PaperQuestion, 'name'>,
  {
    hits,
    read,
    nearness,
  }: { hits: readonly Hit[]; read: readonly ReadPaper[]; nearness: readonly number[] },
): RankedPaper[] {
  const best = Math.max(...hits.map(({ score }) => score)) || 1;
  const least = MIN_NEARNESS_SHARE * Math.max(0, ...nearness);
  const all = read
    .map((paper, i) => ({ paper, share: hits[i]!.score / best, nearness: nearness[i]! }))
    .sort((a, b) => b.share + b.nearness - a.share - a.nearness);
  const named = name === undefined ? [] : all.filter(({ paper }) => holds(paper, name));
  if (named.length === 0) return all.filter((each) => each.nearness >= least);
  const isSource = ({ paper }: RankedPaper) =>
    nameInTitle(texToUnicode(paper.paper.title)) === name;
  return [...named.filter(isSource), ...named.filter((each) => !isSource(each))];
}

function holds(paper: ReadPaper, name: string): boolean {
  const terms = termsOf(paper);
  const words = tellingWords(name);
  return words.length > 0 && words.every(({ term }) => terms.has(term));
}
