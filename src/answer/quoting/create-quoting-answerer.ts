import type { Answer, Answerer } from '../answer.ts';
import { type PaperQuestion, readQuestion } from '../question/read-question.ts';
import { findCandidates } from '../retrieve-papers.ts';
import { answerByPronoun } from './answer-by-pronoun.ts';
import { answerByRecord } from './answer-by-record.ts';
import { answerFromCorpus, READ_PAPERS } from './answer-from-corpus.ts';
import { answerFromPapers } from './answer-from-papers.ts';
import { answerComparison } from './compare.ts';
import { makeSmallTalk } from './make-small-talk.ts';
import { noteOnLanguage } from './note-on-language.ts';
import type { QuotingAnswererParts, QuotingParts } from './quoting-parts.ts';
import { resolveNarrowing } from './resolve-narrowing.ts';
import { createWordEmbeddings } from './word-embeddings.ts';
import { countPapers } from './write-lead.ts';

/**
 * Answers in sentences of abstracts, character for character, without a language model: finds
 * papers, judges whether they answer at all, and chooses what to quote. An answer takes
 * milliseconds, so that nothing is reported on the way.
 */
export function createQuotingAnswerer(given: QuotingAnswererParts): Answerer {
  const parts = { ...given, words: createWordEmbeddings(given.sentenceEmbedder) };
  return {
    async answer(question, { signal } = {}) {
      signal?.throwIfAborted();
      const read = readQuestion(question, parts.finder);
      switch (read.is) {
        case 'small talk':
          return makeSmallTalk(read.kind, parts);
        case 'unknown paper':
          return {
            kind: 'refusal',
            lead: `The paper ${plainId(read.reference)} is not among those held here.`,
            closest: [],
          };
        case 'missing place': {
          const { shown } = read;
          const lead = `Only ${countPapers(shown.length)} ${shown.length === 1 ? 'was' : 'were'} shown before.`;
          const closest = shown.map((paper) => ({ paper, score: 1 }));
          return { kind: 'refusal', lead, closest, followsOn: true };
        }
        case 'question': {
          const answer = await answerQuestion(read, parts, signal);
          const note = answer.kind === 'refusal' ? noteOnLanguage(question.text) : undefined;
          return note === undefined ? answer : { ...answer, note };
        }
      }
    },
  };
}

async function answerQuestion(
  question: PaperQuestion,
  parts: QuotingParts,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const { narrowed, followsOn } = question;
  const narrowing = narrowed && (await resolveNarrowing(narrowed, parts.index));
  const isByRecord = narrowed !== undefined && narrowing !== undefined;
  const answer = isByRecord
    ? await answerByRecord(question, narrowing, parts)
    : await answerFromTexts(question, parts, signal);
  const countsEarlier = isByRecord ? narrowed.questions.length > 1 : followsOn;
  return countsEarlier && answer.kind !== 'small-talk' ? { ...answer, followsOn: true } : answer;
}

async function answerFromTexts(
  question: PaperQuestion,
  parts: QuotingParts,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const { papers, comparison, wider } = question;
  if (papers !== undefined) {
    return wider === undefined
      ? answerFromPapers(question, papers, parts)
      : answerByPronoun({ question, papers, wider }, parts);
  }
  const found = await findCandidates(question, parts, READ_PAPERS);
  signal?.throwIfAborted();
  return comparison === undefined
    ? answerFromCorpus(question, found, parts)
    : answerComparison({ ...question, comparison }, found, parts);
}

/** What a person typed as an id, without what could be markup. */
function plainId(reference: string): string {
  return reference.replace(/[^\w./:-]+/g, '').slice(0, 60);
}
