import type { Paper } from '../../corpus/paper.ts';
import type { Answer } from '../answer.ts';
import type { PaperQuestion } from '../question/read-question.ts';
import { announcesRelease, asksForRelease } from '../question/release.ts';
import { type Candidate, chooseQuotes, MAX_QUOTES } from './choose-quotes.ts';
import { groundAnswer } from './ground-answer.ts';
import type { QuotingParts } from './quoting-parts.ts';
import { type ReadPaper, readPapers } from './read-abstract.ts';
import { studyPapers } from './study-papers.ts';
import { scoreForSummary } from './summarize-paper.ts';
import type { SureVerdict, Verdict } from './weigh-evidence.ts';
import { countPapers, sentence } from './write-lead.ts';

/** Enough to say what one paper is about, or what it says of something. */
const QUOTES_OF_ONE_PAPER = 3;

/**
 * Answers a question about papers that somebody chose.
 *
 * @param least the verdict below which it refuses
 */
export async function answerFromPapers(
  question: PaperQuestion,
  papers: readonly Paper[],
  parts: QuotingParts,
  least: SureVerdict = 'faint',
): Promise<Answer> {
  const chosen = papers.slice(0, MAX_QUOTES);
  const read = await readPapers(chosen, parts.sentenceEmbedder);
  const quotes = Math.min(QUOTES_OF_ONE_PAPER, Math.floor(MAX_QUOTES / chosen.length));
  const toCandidates = (score: (paper: ReadPaper) => number[]): Candidate[] =>
    read.map((paper) => ({ read: paper, scores: score(paper), quotes }));
  const refuse = (lead: string): Answer => ({
    kind: 'refusal',
    lead,
    closest: chosen.map((paper) => ({ paper, score: 1 })),
  });

  const doNotSay = () =>
    refuse(
      chosen.length === 1
        ? 'The abstract of this paper does not say.'
        : 'The abstracts of these papers do not say.',
    );

  if (read.every(({ sentences }) => sentences.length === 0)) {
    return refuse(
      chosen.length === 1
        ? 'No abstract of this paper is held, so there is nothing to quote.'
        : 'No abstracts of these papers are held, so there is nothing to quote.',
    );
  }
  if (question.isSummary) {
    const quoted = chooseQuotes(toCandidates(scoreForSummary));
    return groundAnswer(
      quoted.length === 1
        ? 'What this paper is about, in the words of its abstract.'
        : sentence(
            `what ${countPapers(quoted.length)} are about, in the words of their abstracts.`,
          ),
      quoted,
    );
  }
  if (asksForRelease(question.text)) {
    const quoted = chooseQuotes(toCandidates(scoreForRelease));
    return quoted.length > 0 ? groundAnswer(leadOf(quoted.length, 'clear'), quoted) : doNotSay();
  }
  const { evidence, scoresOf } = await studyPapers(question, read, parts, {
    corpusSize: read.length,
    isBySentence: true,
  });
  const { verdict } = evidence;
  if (verdict === 'none' || (least === 'clear' && verdict === 'faint')) return doNotSay();
  const quoted = chooseQuotes(toCandidates((paper) => scoresOf(paper, question.name)));
  return groundAnswer(leadOf(quoted.length, verdict), quoted);
}

/** Only sentences that say where something can be had are worth quoting. */
function scoreForRelease({ sentences }: ReadPaper): number[] {
  return sentences.map(({ text }) => (announcesRelease(text) ? 1 : 0));
}

function leadOf(count: number, verdict: Verdict): string {
  const [of, say] =
    count === 1 ? ['abstract of this paper', 'says'] : ['abstracts of these papers', 'say'];
  return verdict === 'clear'
    ? `What the ${of} ${say} of this.`
    : `The ${of} may not answer this; here is what comes closest.`;
}
