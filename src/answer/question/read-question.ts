import type { Paper } from '../../corpus/paper.ts';
import type { PaperFinder } from '../../search/paper-finder.ts';
import type { Question } from '../answer.ts';
import { type Comparison, readComparison } from './comparison.ts';
import { type FollowUp, readFollowUp, type WholeQuestion } from './follow-up.ts';
import { findMentionedPapers } from './mentioned-papers.ts';
import { readNarrowing } from './narrowing.ts';
import { definedName, type QuestionKind, questionKind } from './question-kind.ts';
import { asksOfBot, type SmallTalkKind, smallTalkKind, withoutGreeting } from './small-talk.ts';
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
  /** What it adds to earlier questions, whose words stand in `text`, too; papers hold it that answer. */
  readonly added?: string | undefined;
  /** How it may ask who wrote papers or when they came out; absent when it cannot. */
  readonly narrowed?: NarrowedQuestion;
  /** Whether it goes on from earlier questions. */
  readonly followsOn: boolean;
  /** The same of all papers, for when those to which only a pronoun points do not say. */
  readonly wider?: PaperQuestion;
}

/** Questions that may together ask who wrote papers or when; `resolveNarrowing` tells. */
export interface NarrowedQuestion {
  /** As they were typed, oldest first. */
  readonly questions: readonly string[];
  /** Whether only what the last one asks of it counts: it may as well be about papers shown. */
  readonly isByLast: boolean;
}

/** What a message turns out to be. */
export type ReadQuestion =
  | { readonly is: 'small talk'; readonly kind: SmallTalkKind }
  | { readonly is: 'unknown paper'; readonly reference: string }
  | { readonly is: 'missing place'; readonly shown: readonly Paper[] }
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
    if (kind !== undefined && (!goesOn || asksOfBot(mentioned.text))) {
      return { is: 'small talk', kind };
    }
  }

  const typed = withoutGreeting(mentioned.text);
  const papers = references.flatMap((reference) => finder.resolve(reference) ?? []);
  if (references.length > 0 && papers.length === 0) {
    return { is: 'unknown paper', reference: references[0]! };
  }
  if (papers.length > 0) {
    return { is: 'question', ...readWords({ text: typed, form: typed }), papers };
  }

  const followUp = readFollowUp(typed, turns);
  const { paperIds, exceptIds, wider, missingOf } = followUp;
  if (missingOf !== undefined) {
    return { is: 'missing place', shown: missingOf.flatMap((id) => finder.resolve(id) ?? []) };
  }
  if (tellingWords(followUp.text).length === 0 && paperIds.length === 0) {
    return { is: 'small talk', kind: 'help' };
  }
  const shown = paperIds.flatMap((id) => finder.resolve(id) ?? []);
  const narrowed = readNarrowed(typed, followUp);
  const { followsOn } = followUp;
  const common = { is: 'question', followsOn, ...(narrowed && { narrowed }) } as const;
  if (shown.length === 0) return { ...readWords(wider ?? followUp, exceptIds), ...common };
  return {
    ...readWords(followUp),
    ...common,
    papers: shown,
    ...(wider && { wider: readWords(wider) }),
  };
}

function readNarrowed(
  typed: string,
  { questions, paperIds }: FollowUp,
): NarrowedQuestion | undefined {
  const own = readNarrowing(typed);
  if (own?.standsAlone) return { questions: [typed], isByLast: true };
  const isByLast = paperIds.length > 0;
  const isNarrowed =
    own !== undefined || (!isByLast && questions.some((each) => readNarrowing(each) !== undefined));
  return isNarrowed ? { questions, isByLast } : undefined;
}

function readWords(
  { text, form, added }: Pick<WholeQuestion, 'text' | 'form' | 'added'>,
  exceptIds: readonly string[] = [],
): PaperQuestion {
  return {
    kind: questionKind(form),
    text,
    isSummary: tellingWords(text).every(({ word }) => SUMMARY_WORDS.has(word)),
    comparison: readComparison(form, added),
    name: definedName(form),
    exceptIds: new Set(exceptIds),
    added,
    followsOn: false,
  };
}

/** A question of all papers that goes on from no other, in words that were not typed as such. */
export function readAlone(text: string, exceptIds: ReadonlySet<string>): PaperQuestion {
  return { ...readWords({ text, form: text }), exceptIds };
}
