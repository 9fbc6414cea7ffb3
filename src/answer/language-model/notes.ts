import type { Answer, GroundedAnswer } from '../answer.ts';
import type { FailureReason } from './model-failure.ts';

/** Why an answer was not written by the language model, for the person who asked. */
export type Setback = FailureReason | 'budget used up' | 'nothing held' | 'error';

const QUOTES_ALONE = 'so these are the quotes alone';

const NOTES: Readonly<Record<Setback, string>> = {
  'too slow': `The language model took too long, ${QUOTES_ALONE}.`,
  busy: `The language model is busy just now, ${QUOTES_ALONE}.`,
  refused: `The language model cannot be used just now, ${QUOTES_ALONE}.`,
  broken: `The language model cannot be used just now, ${QUOTES_ALONE}.`,
  unreachable: `The language model cannot be reached just now, ${QUOTES_ALONE}.`,
  'cut off': `The language model broke off, ${QUOTES_ALONE}.`,
  endless: `The language model did not come to an end, ${QUOTES_ALONE}.`,
  'token limit': `The language model did not come to an end, ${QUOTES_ALONE}.`,
  'budget used up': `Today’s share of the language model is used up, ${QUOTES_ALONE}.`,
  'nothing held': `Nothing that the language model wrote holds against the abstracts, ${QUOTES_ALONE}.`,
  error: `The language model cannot be used just now, ${QUOTES_ALONE}.`,
};

/** Under claims that came before the model's reply broke off. */
const BROKEN_OFF_NOTE =
  'The language model did not finish; what it wrote until then is borne out by the quotes.';

export const NOT_ANSWERED_LEAD = 'These papers do not answer this.';
export const NOT_ANSWERED_NOTE =
  'A language model read the abstracts that come nearest and found no answer in them.';

/** The answer without a model, with a word on why it is that one. */
export function fallBack(answer: Answer, setback: Setback): Answer {
  if (answer.kind === 'small-talk') return answer;
  return { ...answer, note: `${answer.note ?? ''} ${NOTES[setback]}`.trim() };
}

/** What the answer without a model says of its papers, and that the model did not finish. */
export function noteOn(quoted: GroundedAnswer, setback: Setback | undefined): string | undefined {
  const notes = [quoted.note, setback && BROKEN_OFF_NOTE].filter((note) => note !== undefined);
  return notes.length === 0 ? undefined : notes.join(' ');
}
