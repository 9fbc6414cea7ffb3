/** Discord's limit to what a person writes. */
const MAX_MESSAGE_CHARS = 2_000;

/** @returns how many characters still fit, outer white space aside; negative for a text that is too long */
export function charsLeft(text: string): number {
  return MAX_MESSAGE_CHARS - [...text.trim()].length;
}

/** Says how much a text has to lose; absent when it fits. */
export function lengthProblem(text: string): string | undefined {
  const left = charsLeft(text);
  return left < 0 ? `Your message is too long: it has ${-left} characters too many.` : undefined;
}
