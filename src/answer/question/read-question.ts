import type { Paper } from '../../corpus/paper.ts';
import type { PaperFinder } from '../../search/paper-finder.ts';
import type { Question } from '../answer.ts';
import { type Comparison, readComparison } from './comparison.ts';
import { readFollowUp } from './follow-up.ts';
import { findMentionedPapers } from './mentioned-papers.ts';
import { definedName, type QuestionKind, questionKind } from './question-kind.ts';
import { type SmallTalkKind, smallTalkKind, withoutGreeting } from './small-talk.ts';
import { tellingWords } from './telling-words.ts';

/** A question about what papers say. */
export interface PaperQuestion {
  readonly kind: QuestionKind;
  /** What to find: the words typed, and those of earlier questions where they are needed. */
  readonly text: string;
  /** The papers that it is about; all of the corpus when absent. */
  readonly papers?: readonly Paper[];
  /** Whether it only wants to know what its papers are about. */
  readonly isSummary: boolean;
  readonly comparison?: Comparison | undefined;
  /** The name whose meaning is asked for. */
  readonly name?: string | undefined;
  /** Papers that were shown before and are not wanted again. */
  readonly exceptIds: ReadonlySet<string>;
}

/** What a message turns out to be. */
export type ReadQuestion =
  | { readonly is: 'small talk'; readonly kind: SmallTalkKind }
  | { readonly is: 'unknown paper'; readonly reference: string }
  | ({ readonly is: 'question' } & PaperQuestion);

/** Words by which people ask what a paper is about. */
const SUMMARY_WORDS = new Set(
  `abstract conclusion conclusions contribution contributions finding findings gist idea ideas key
  main message overview point result results short shortly summarization takeaway takeaways tldr
  tl dr topic versus vs`.split(/\s+/),
);

/** Reads a question by its words, the paper that it is about, and what was asked before. */
export function readQuestion(
  { text, paperId, turns = [] }: Question,
  finder: Pick<PaperFinder, 'resolve'>,
): ReadQuestion {
  const mentioned = findMentionedPapers(text, (title) => finder.resolve(title) !== undefined);
  const references = paperId === undefined ? mentioned.references : [paperId];
  if (references.length === 0) {
    const kind = smallTalkKind(mentioned.text);
    const goesOn = turns.length > 0 && tellingWords(mentioned.text).length > 0;
    if (kind !== undefined && !goesOn) return { is: 'small talk', kind };
  }

  const typed = withoutGreeting(mentioned.text);
  const papers = references.flatMap((reference) => finder.resolve(reference) ?? []);
  if (references.length > 0 && papers.length === 0) {
    return { is: 'unknown paper', reference: references[0]! };
  }
  if (papers.length > 0) return { is: 'question', ...readWords(typed), papers };

  const { text: whole, form, paperIds, exceptIds } = readFollowUp(typed, turns);
  if (tellingWords(whole).length === 0 && paperIds.length === 0) {
    return { is: 'small talk', kind: 'help' };
  }
  const shown = paperIds.flatMap((id) => finder.resolve(id) ?? []);
  return {
    is: 'question',
    ...readWords(whole, form),
    ...(shown.length > 0 && { papers: shown }),
    exceptIds: new Set(exceptIds),
  };
}

function readWords(text: string, form = text): PaperQuestion {
  return {
    kind: questionKind(form),
    text,
    isSummary: tellingWords(text).every(({ word }) => SUMMARY_WORDS.has(word)),
    comparison: readComparison(form),
    name: definedName(form),
    exceptIds: new Set(),
  };
}
