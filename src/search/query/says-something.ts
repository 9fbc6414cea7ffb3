import { splitTerms } from '../terms.ts';

/** Whether a text holds a word that says what papers are about; `what about them` and `🎉` hold none. */
export function saysSomething(text: string): boolean {
  return splitTerms(text).length > 0;
}
