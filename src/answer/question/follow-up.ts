import type { Turn } from '../answer.ts';
import { definedName } from './question-kind.ts';
import { tellingWords } from './telling-words.ts';

/** What a question means after the ones before it. */
export interface FollowUp {
  /** The question, with what earlier ones said of it where it cannot stand alone. */
  readonly text: string;
  /** The question whose form counts: the earlier one where this has no form of its own. */
  readonly form: string;
  /** The papers that it points to, among those shown before; empty when it points to none. */
  readonly paperIds: readonly string[];
  /** Papers that were shown and are not wanted again. */
  readonly exceptIds: readonly string[];
}

/** A question with fewer telling words can hardly stand alone. */
const WORDS_TO_STAND_ALONE = 3;

/** “it” in a question with more words than this is seldom a paper that was shown. */
const MAX_WORDS_WITH_PRONOUN = 4;

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];
const ORDINAL =
  /\b(?:the|that)\s+(first|second|third|fourth|fifth|last|former|latter|1st|2nd|3rd|4th|5th)(?:\s+(?:one|paper|study|work|result|of (?:them|these|those))\b|\s*[?!.]*$)/i;
const NUMBERED = /(?:\b(?:paper|number|no\.|nr\.?)\s*|#|\[)([1-9])\b\]?/i;

const ONE_PAPER =
  /\b(?:its?|(?:this|that|the) (?:paper|study|work|one)|the (?:authors?|abstract)|(?:this|that)(?=\s*[?!.]*$|\s+(?:is|was|does|do|about|works?|means?|uses?)\b))\b/i;
const SEVERAL_PAPERS =
  /\b(?:they|them|their|those|these|both|each of|all of|the (?:papers|studies|ones))\b/i;

const MORE =
  /^(?:and |ok |so )?(?:(?:are|is) there |do you have |got |show (?:me )?|give me )?(?:(?:any|some|a few|the) )?(?:more|others?|anything else|what else|else)(?: (?:papers?|ones?|of (?:them|these|those|that)|like (?:this|that|these|those)|on (?:this|that|it)|results))*[\s?!.]*$/i;

const CARRIES_ON =
  /^(?:and|but|or|also|so|then|plus|what about|how about|what if|why(?: not| is that)?[\s?!.]*$|how come|really|in what way)\b/i;

const SENTENCE_START =
  /^(?:what|which|who|why|when|where|how|is|are|do|does|did|can|could|has|have)\b/i;

/** Reads a question as part of a conversation. */
export function readFollowUp(text: string, turns: readonly Turn[]): FollowUp {
  const alone: FollowUp = { text, form: text, paperIds: [], exceptIds: [] };
  const last = turns.at(-1);
  if (last === undefined) return alone;
  const shown = turns.findLast(({ paperIds }) => paperIds.length > 0)?.paperIds ?? [];

  if (MORE.test(text)) {
    const exceptIds = turns.flatMap(({ paperIds }) => paperIds);
    const before = wholeQuestion(turns);
    return { text: before.text, form: before.form, paperIds: [], exceptIds };
  }

  const own = tellingWords(text);
  const paperIds = pointedTo(text, shown, own.length);
  if (paperIds.length > 0) {
    const rest = text.replace(ORDINAL, ' ').replace(NUMBERED, ' ');
    if (tellingWords(rest).length > 0) return { ...alone, text: rest, paperIds };
    const before = wholeQuestion(turns);
    return { ...alone, text: before.text, form: before.form, paperIds };
  }
  if (!CARRIES_ON.test(text) && own.length > 0 && standsAlone(text, own.length)) return alone;
  const before = wholeQuestion(turns);
  return { ...alone, text: `${before.words} ${text}`.trim(), form: before.form };
}

/** A whole sentence does, a name, and a topic; a word or two with a question mark add to what was. */
function standsAlone(text: string, words: number): boolean {
  const isTopic = words > 1 && !/[?？]\s*$/u.test(text);
  const isName = definedName(text) !== undefined;
  return words >= WORDS_TO_STAND_ALONE || isName || isTopic || SENTENCE_START.test(text);
}

function pointedTo(text: string, shown: readonly string[], ownWords: number): readonly string[] {
  if (shown.length === 0) return [];
  const ordinal = ORDINAL.exec(text)?.[1]?.toLowerCase();
  const number = NUMBERED.exec(text)?.[1];
  if (ordinal !== undefined || number !== undefined) {
    const id = number === undefined ? byOrdinal(ordinal!, shown) : shown[Number(number) - 1];
    return id === undefined ? [] : [id];
  }
  if (ownWords > MAX_WORDS_WITH_PRONOUN) return [];
  if (SEVERAL_PAPERS.test(text)) return shown;
  return ONE_PAPER.test(text) ? shown.slice(0, 1) : [];
}

function byOrdinal(ordinal: string, shown: readonly string[]): string | undefined {
  if (ordinal === 'last' || ordinal === 'latter') return shown.at(-1);
  if (ordinal === 'former') return shown[0];
  const index = ORDINALS.indexOf(ordinal);
  return shown[index >= 0 ? index : Number(ordinal[0]) - 1];
}

/**
 * What the conversation is about: the words of the last question, and of those before it until one
 * could stand alone. Questions on single papers, and for more papers, say nothing of it.
 */
function wholeQuestion(turns: readonly Turn[]): { words: string; text: string; form: string } {
  const words = new Map<string, string>();
  let form = '';
  let text = '';
  for (const [i, { question }] of [...turns.entries()].reverse()) {
    const telling = tellingWords(question);
    const shown = turns.slice(0, i).findLast(({ paperIds }) => paperIds.length > 0)?.paperIds ?? [];
    if (MORE.test(question) || pointedTo(question, shown, telling.length).length > 0) continue;
    form = question;
    text = `${question} ${text}`.trim();
    for (const { word, term } of telling) words.set(term, word);
    if (words.size >= WORDS_TO_STAND_ALONE && !CARRIES_ON.test(question)) break;
  }
  return { words: [...words.values()].join(' '), text, form };
}
