import { announcesRelease } from '../question/release.ts';
import type { ReadPaper } from './read-abstract.ts';
import { dot } from './unit.ts';

const CONTRIBUTES =
  /\b(?:we|this (?:paper|work|study|report|article|survey)|our (?:paper|work|study))\b.*\b(?:propose|introduce|present|describe|develop|explore|examine|investigate|study|provide|show|review|survey|analy[sz]e|formulate)\w*/i;
const CONCLUDES =
  /\b(?:results?|experiments?|experimental|empirical(?:ly)?|findings?|evaluations?|we (?:find|show|demonstrate|observe))\b/i;
/** What each sign adds to how near a sentence is to the whole paper. */
const CONTRIBUTION = 0.3;
const CONCLUSION = 0.2;
const RELEASE = 0.6;

/**
 * How well each sentence says what its paper is about: near the whole in meaning, and saying what
 * was done or what came out.
 */
export function scoreForSummary({ sentences, embedding }: ReadPaper): number[] {
  return sentences.map(({ text, embedding: own }, i) => {
    const isInSecondHalf = i >= sentences.length / 2;
    return (
      dot(own, embedding) +
      (CONTRIBUTES.test(text) ? CONTRIBUTION : 0) +
      (isInSecondHalf && CONCLUDES.test(text) ? CONCLUSION : 0) -
      (announcesRelease(text) ? RELEASE : 0)
    );
  });
}
