import type { Turn } from '../answer.ts';
import { asksOfRecordAlone, readNarrowing } from './narrowing.ts';
import { findPointedPapers, withoutPlaces } from './pointed-papers.ts';
import { definedName, questionKind } from './question-kind.ts';
import { tellingWords } from './telling-words.ts';

/** A question as it is to be asked of all papers. */
export interface WholeQuestion {
  /** The question, with what earlier ones said of it where it cannot stand alone. */
  readonly text: string;
  /** The question whose form counts: the earlier one where this has no form of its own. */
  readonly form: string;
  /** The questions that it is made of, as they were typed, oldest first. */
  readonly questions: readonly string[];
  /** What of it has to stand in papers that answer; absent when that is all of it. */
  readonly added?: string;
}

/** What a question means after the ones before it. */
export interface FollowUp extends WholeQuestion {
  /** Whether it goes on from earlier questions; else it would mean the same without them. */
  readonly followsOn: boolean;
  /** The papers that it points to, among those shown before; empty when it points to none. */
  readonly paperIds: readonly string[];
  /** Papers that were shown and are not wanted again. */
  readonly exceptIds: readonly string[];
  /**
   * What else it may mean where only a pronoun points to the papers: “it” may be their subject, of
   * which other papers say more.
   */
  readonly wider?: WholeQuestion;
  /** The papers that were shown where it names a place at which none was: “the ninth one”. */
  readonly missingOf?: readonly string[];
}

/** A question with fewer telling words can hardly stand alone. */
const WORDS_TO_STAND_ALONE = 3;

/** Asks for what a paper says, whatever it is. */
const ASKS_FOR_SUMMARY = /\b(?:summar\w+|explain|describe|tell (?:me|us))\b/i;

const MORE =
  /^(?:and |ok |so )?(?:(?:are|is) there |do you have |got |show (?:me )?|give me )?(?:(?:any|some|a few|the) )?(?:more|others?|anything else|what else|else)(?: (?:papers?|ones?|of (?:them|these|those|that)|like (?:this|that|these|those)|on (?:this|that|it)|results))*[\s?!.]*$/i;

const CARRIES_ON =
  /^(?:and|but|or|also|so|then|plus|what about|how about|what if|which(?: one)? (?:is|are|was|were|does|do|has|needs?|works?)|why(?: not| is that)?[\s?!.]*$|how come|really|in what way)\b/i;

/** Chooses among what was found: “only from 2024”, “by somebody else?”. */
const NARROWS = /^(?:only|just|by|from|since|before|after)\b/i;

const SENTENCE_START =
  /^(?:what|which|who|why|when|where|how|is|are|do|does|did|can|could|has|have)\b/i;

/** Reads a question as part of a conversation. */
export function readFollowUp(text: string, turns: readonly Turn[]): FollowUp {
  const alone: FollowUp = {
    text,
    form: text,
    questions: [text],
    followsOn: false,
    paperIds: [],
    exceptIds: [],
  };
  const last = turns.at(-1);
  if (last === undefined) return alone;
  const shown = turns.findLast(({ paperIds }) => paperIds.length > 0)?.paperIds ?? [];

  if (MORE.test(text)) {
    const exceptIds = turns.flatMap(({ paperIds }) => paperIds);
    const { words: _, ...before } = wholeQuestion(turns);
    return { ...alone, ...before, followsOn: true, exceptIds };
  }

  const own = tellingWords(text);
  const pointed = findPointedPapers(text, shown, own.length);
  const before = wholeQuestion(turns);
  const carried = `${before.words} ${text}`.trim();
  const questions = [...before.questions, text];
  const following: FollowUp = { ...alone, questions, followsOn: true };
  if (pointed !== undefined) {
    const { ids: paperIds, isGuess } = pointed;
    if (paperIds.length === 0) return { ...following, missingOf: shown };
    const rest = withoutPlaces(text);
    if (tellingWords(rest).length === 0 && !ASKS_FOR_SUMMARY.test(rest) && paperIds.length === 1) {
      // “What about the second one?” after “latest papers” asks what it is about.
      const isListed = before.questions.every(asksOfRecordAlone);
      const asked = isListed ? rest : before.text;
      return { ...following, text: asked, form: isListed ? text : before.form, paperIds };
    }
    const wider = { text: carried, form: text, questions, added: text };
    return { ...following, text: rest, paperIds, ...(isGuess && { wider }) };
  }
  if (!CARRIES_ON.test(text) && !narrowsDown(text) && standsAlone(text, own.length)) return alone;
  return { ...following, text: carried, form: before.form, added: text };
}

function narrowsDown(text: string): boolean {
  return NARROWS.test(text) && readNarrowing(text) !== undefined;
}

/**
 * A whole sentence does, a name, and a topic; a word or two with a question mark add to what was,
 * and so does a sentence of which only one word tells, such as “which is cheaper?”.
 */
function standsAlone(text: string, words: number): boolean {
  if (words === 0) return false;
  if (words >= WORDS_TO_STAND_ALONE || definedName(text) !== undefined) return true;
  if (readNarrowing(text)?.standsAlone) return true;
  if (SENTENCE_START.test(text)) return words > 1 || questionKind(text) !== 'fact';
  return words > 1 && !/[?？]\s*$/u.test(text);
}

/**
 * What the conversation is about: the words of the last question, and of those before it until one
 * could stand alone. Questions on single papers, and for more papers, say nothing of it.
 */
function wholeQuestion(turns: readonly Turn[]): WholeQuestion & { readonly words: string } {
  const words = new Map<string, string>();
  const questions: string[] = [];
  let form = '';
  for (const [i, { question }] of [...turns.entries()].reverse()) {
    const telling = tellingWords(question);
    const shown = turns.slice(0, i).findLast(({ paperIds }) => paperIds.length > 0)?.paperIds ?? [];
    const isPointed = findPointedPapers(question, shown, telling.length) !== undefined;
    if (MORE.test(question) || (isPointed && !narrowsDown(question))) continue;
    form = question;
    questions.unshift(question);
    for (const { word, term } of telling) words.set(term, word);
    if (standsAlone(question, telling.length) && !CARRIES_ON.test(question)) break;
  }
  return { words: [...words.values()].join(' '), text: questions.join(' '), form, questions };
}
