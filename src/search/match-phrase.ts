import { fold, isAscii } from './words.ts';

/**
 * Makes the test whether a text that went through `foldForPhrases` holds some folded words one after
 * the other, with the borders that `splitSequence` gives words: `self play` stands in “Self-play”
 * but not in “self playing”, and `gpt 3` not in “GPT-3.5”.
 *
 * It is made for texts that come in and are held against many phrases: splitting each into words
 * would take twenty times as long.
 */
export function createPhraseMatcher(words: readonly string[]): (folded: string) => boolean {
  const ascii = sequencePattern(words, 'a-z0-9', '0-9', '');
  // It takes a hundred times as long to make, and most texts need it never.
  let unicode: RegExp | undefined;
  return (folded) => {
    if (isAscii(folded)) return ascii.test(folded);
    unicode ??= sequencePattern(words, '\\p{L}\\p{N}', '\\p{N}', 'u');
    return unicode.test(folded);
  };
}

function sequencePattern(
  words: readonly string[],
  letters: string,
  digits: string,
  flags: string,
): RegExp {
  const [first = '', ...rest] = words.map((word) => word.replaceAll('.', '\\.'));
  const startsWithDigit = new RegExp(`^[${digits}]`, flags).test(first);
  // Behind the first word, not before it: engines search fast for a pattern that opens literally.
  const before = `(?<![${letters}]${startsWithDigit ? '\\.?' : ''}${first})`;
  const between = `(?!\\.[${digits}])[^${letters}]+`;
  const after = `(?![${letters}]|\\.[${digits}])`;
  return new RegExp([`${first}${before}`, ...rest].join(between) + after, flags);
}

export function foldForPhrases(text: string): string {
  return joinApostrophes(fold(text));
}

/** Drops apostrophes and possessive endings inside words, as splitting into words does. */
function joinApostrophes(folded: string): string {
  if (!folded.includes("'")) return folded;
  return folded
    .replace(/'(?<=[\p{L}\p{N}]')s\b/gu, '')
    .replace(/'(?<=[\p{L}\p{N}]')(?=[\p{L}\p{N}])/gu, '');
}
