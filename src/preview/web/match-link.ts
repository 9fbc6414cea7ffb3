/** What stands behind the words of a link: its address, and a title that only shows on pointing. */
const ADDRESS =
  /^\]\(\s*(?:<([^<>\n]*)>|([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*))(?:\s+(?:"([^"]*)"|'([^']*)'))?\s*\)/;

const WEB_ADDRESS = /https?:\/\//i;

/**
 * Finds `[words](address)` at the start of a text.
 *
 * The pattern of the markdown library takes minutes for brackets in a row, and the bot waits in the
 * same process. This looks at each character once.
 *
 * @returns all of it, the words, the address and the title, as the library's rule takes them;
 *   nothing for words that are an address themselves, which could be a false one: Discord shows
 *   those as they are typed
 */
export function matchLink(source: string): readonly string[] | undefined {
  const end = source.startsWith('[') ? endOfWords(source) : -1;
  if (end < 0) return undefined;
  const words = source.slice(1, end);
  const found = WEB_ADDRESS.test(words) ? null : ADDRESS.exec(source.slice(end));
  if (found === null) return undefined;
  const [rest, inBrackets, bare, quoted, singleQuoted] = found;
  return [`[${words}${rest}`, words, inBrackets ?? bare ?? '', quoted ?? singleQuoted ?? ''];
}

/** @returns where the bracket that opens the text is closed again, or -1 */
function endOfWords(source: string): number {
  let depth = 0;
  for (let at = 0; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === '[') depth += 1;
    else if (source[at] === ']') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}
