import { isName } from './names.ts';

/**
 * What kind of answer a question calls for: one fact; an overview of a topic; what a name stands
 * for; papers with something in common.
 */
export type QuestionKind = 'fact' | 'topic' | 'definition' | 'list';

const WORKS = '(?:papers?|works?|studies|study|publications?|articles?|authors)';

/** “which papers release code”, “any work on …”, “list the papers that …”, “papers about …”. */
const LIST = new RegExp(
  String.raw`^(?:(?:and|so|ok|please|pls|hey|can you|could you)[\s,]+)*` +
    String.raw`(?:(?:which|what|any|some|all|are there(?: any)?|is there(?: any)?|got(?: any)?|do you have(?: any)?|list|show(?: me)?|find(?: me)?|give me)\s+(?:of (?:the|these)\s+)?(?:the\s+|other\s+|good\s+)*${WORKS}\b|${WORKS}\s+(?:that|which|on|about|with|where|using)\b|who (?:else )?(?:has|have|uses|releases?)\b)`,
  'i',
);

/** “what is there on …”, “anything about …”, “what do we have on …”, “overview of …”. */
const TOPIC =
  /^(?:is there |are there |got |have you |do you have )?(?:any|some)(?:thing|one|body)?\b|^what(?:['’]s| is| do (?:you|we) have| have you got| papers are)? ?(?:there|out there)?\s+(?:on|about|regarding)\b|^what(?:['’]s| is| are) (?:there|known|new)\b|\b(?:overview|introduction|intro|survey|reading list|state of the art)\b/i;

const DEFINITIONS = [
  /^(?:what(?:['’]s| is| are)|who(?:['’]s| is)|define|definition of|explain|meaning of)\s+(?:(?:a|an|the term|the name)\s+)?(.+?)(?:\s+(?:about|exactly|again))*$/i,
  /^what (?:does|do)\s+(?:(?:a|an|the term|the name)\s+)?(.+?)\s+(?:mean|stand for)$/i,
];

/** What no name begins with: “what is the best …”, “what is wrong with …”, “what is there …”. */
const NO_NAME =
  /^(?:the|there|this|that|these|it|wrong|new|best|your|my|our|its|their|they|those|both|known|going|up|i|we|you)\b/i;
const MAX_NAME_WORDS = 5;

/** A question begins so, or holds such a word and ends in a question mark; all else is a topic. */
const QUESTION_START =
  /^(?:what|which|who|whose|whom|why|when|where|how|is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|may|might)\b/i;

const QUESTION_WORD =
  /\b(?:what|which|who|whose|whom|why|when|where|how|is|are|was|were|do|does|did|can|could|will|would|should|has|have|had)\b/i;

/** Tells kinds apart by the form of a question, never by what it is about. */
export function questionKind(text: string): QuestionKind {
  const trimmed = text.trim();
  if (LIST.test(trimmed)) return 'list';
  if (definedName(trimmed) !== undefined) return 'definition';
  if (TOPIC.test(trimmed)) return 'topic';
  const isQuestion =
    QUESTION_START.test(trimmed) || (trimmed.endsWith('?') && QUESTION_WORD.test(trimmed));
  return isQuestion ? 'fact' : 'topic';
}

/** The name whose meaning is asked for: “LeTI” in “what is LeTI?”, or in “LeTI?” alone. */
export function definedName(text: string): string | undefined {
  const bare = text.trim().replace(/[\s?!.…]+$/u, '');
  if (isName(bare)) return bare;
  const [found] = DEFINITIONS.flatMap((form) => form.exec(bare)?.[1] ?? []);
  const name = found?.replace(/^["“'‘]|["”'’]$/gu, '');
  if (name === undefined || NO_NAME.test(name)) return undefined;
  return name.split(/\s+/).length <= MAX_NAME_WORDS ? name : undefined;
}
