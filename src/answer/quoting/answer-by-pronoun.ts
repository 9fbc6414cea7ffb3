import type { Paper } from '../../corpus/paper.ts';
import type { Answer } from '../answer.ts';
import type { PaperQuestion } from '../question/read-question.ts';
import { findCandidates } from '../retrieve-papers.ts';
import { answerFromCorpus, READ_PAPERS } from './answer-from-corpus.ts';
import { answerFromPapers } from './answer-from-papers.ts';
import type { QuotingParts } from './quoting-parts.ts';
import type { SureVerdict } from './weigh-evidence.ts';

const ALL_ASKED_NOTE = 'All papers were asked, not only those shown before.';

/** A question that may be about papers, or about what they are on. */
interface AmbiguousQuestion {
  /** As one about the papers. */
  readonly question: PaperQuestion;
  readonly papers: readonly Paper[];
  /** As one of all papers. */
  readonly wider: PaperQuestion;
}

/**
 * Answers a question that points to papers by nothing but a pronoun. “How do you prevent it?” may
 * be about the paper that was shown, or about reward hacking; so what answers clearly goes first,
 * the papers themselves before all others. Where they do not answer at all, others may.
 */
export async function answerByPronoun(
  { question, papers, wider }: AmbiguousQuestion,
  parts: QuotingParts,
): Promise<Answer> {
  const clear = await answerFromPapers(question, papers, parts, 'clear');
  if (clear.kind === 'grounded') return clear;
  const onSubject = await answerFromHolders(wider, parts, 'clear');
  if (onSubject.kind === 'grounded') return { ...onSubject, note: ALL_ASKED_NOTE };
  const near = await answerFromPapers(question, papers, parts);
  if (near.kind === 'grounded') return near;
  const exceptIds = new Set(papers.map(({ id }) => id));
  const others = await answerFromHolders({ ...wider, exceptIds }, parts);
  return others.kind === 'grounded' ? { ...others, note: ALL_ASKED_NOTE } : near;
}

/** Answers from papers that hold what was asked last. */
async function answerFromHolders(
  question: PaperQuestion,
  parts: QuotingParts,
  least?: SureVerdict,
): Promise<Answer> {
  const found = await findCandidates(question, parts, READ_PAPERS);
  return answerFromCorpus(question, found, parts, { needsAdded: true, ...(least && { least }) });
}
