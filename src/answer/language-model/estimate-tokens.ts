/**
 * Fewer than abstracts have by any common tokenizer (4 to 5 in English), so that estimates err
 * on the side of too many tokens; bytes, because other scripts take more tokens a character.
 */
const BYTES_PER_TOKEN = 3.5;

/** How many tokens a text may take, where the server does not say. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}
