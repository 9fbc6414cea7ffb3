import type { Paper } from '../../corpus/paper.ts';
import { texToUnicode } from '../../corpus/tex-to-unicode.ts';
import type { PaperIndex } from '../../search/paper-index.ts';
import { stem } from '../../search/terms.ts';
import { splitWords } from '../../search/words.ts';
import { tellingWords } from '../question/telling-words.ts';

/** Of the words that were added, by weight. */
const MIN_SHARE = 0.4;

/**
 * Tells whether a paper holds what a follow-up adds to the questions before it. The words of those
 * find the same papers once more, whatever is asked of them: “and with yeast?”
 */
export function holdsAdded(
  added: string,
  index: Pick<PaperIndex, 'idf'>,
): (paper: Paper) => boolean {
  const words = tellingWords(added).map(({ term }) => ({ term, weight: index.idf(term) }));
  const sum = (some: typeof words) => some.reduce((total, { weight }) => total + weight, 0);
  const least = MIN_SHARE * sum(words);
  return ({ title, abstract }) => {
    const terms = new Set(splitWords(texToUnicode(`${title}\n${abstract}`)).map(stem));
    return sum(words.filter(({ term }) => terms.has(term))) >= least;
  };
}
