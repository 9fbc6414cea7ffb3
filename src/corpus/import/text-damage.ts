const REPLACEMENT = /\uFFFD/;
const CONTROL = /(?!\t)\p{Cc}/u;
/** What UTF-8 looks like to a program that takes it for Latin-1 or Windows-1252: `â€™`, `Ã©`. */
const MISREAD = /â€|[ÂÃ][\u0080-\u00bf]/;

/**
 * What shows that a text was once read in a wrong encoding, though it is valid UTF-8 now, to stand
 * after “line”; `undefined` when nothing does.
 */
export function textDamage(text: string): string | undefined {
  if (REPLACEMENT.test(text)) return 'holds U+FFFD, where a wrong encoding lost a character';
  if (CONTROL.test(text)) return 'holds control characters: it is no text, or in a wrong encoding';
  const misread = MISREAD.exec(text)?.[0];
  return misread && `holds “${misread}”: UTF-8 that was read in a wrong encoding`;
}
