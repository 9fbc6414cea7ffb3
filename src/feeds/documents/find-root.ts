import { SourceError } from '../source-error.ts';

/**
 * The name of the first element of an XML document, in small letters and without its prefix, past
 * declarations, comments and a DOCTYPE.
 *
 * @throws SourceError when the text is no XML, with a reason that says what it is instead
 */
export function findRoot(text: string): string {
  let at = text.search(/\S/);
  if (at < 0) throw new SourceError('it is empty');
  if (text[at] === '{' || text[at] === '[') throw new SourceError('it is JSON, not XML');
  if (text[at] !== '<') throw new SourceError('it is plain text, not XML');
  while (at >= 0) {
    const name = /^<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)/.exec(text.slice(at, at + 200))?.[1];
    if (name !== undefined) {
      if (name.toLowerCase() === 'html') throw new SourceError('it is a web page, not a feed');
      return name.toLowerCase();
    }
    at = text.indexOf('<', endOfMarkup(text, at));
  }
  throw new SourceError('there is no element in it');
}

/** Where a declaration, a comment or a DOCTYPE ends. */
function endOfMarkup(text: string, start: number): number {
  const isComment = text.startsWith('<!--', start);
  if (/^<!doctype/i.test(text.slice(start, start + 9))) return endOfDoctype(text, start);
  const end = text.indexOf(isComment ? '-->' : '>', start);
  return end < 0 ? text.length : end + 1;
}

/** A DOCTYPE may hold declarations of its own, between brackets. */
function endOfDoctype(text: string, start: number): number {
  const close = text.indexOf('>', start);
  const bracket = text.indexOf('[', start);
  if (bracket < 0 || (close >= 0 && close < bracket)) return close < 0 ? text.length : close + 1;
  const end = /\]\s*>/g;
  end.lastIndex = bracket;
  return end.exec(text) === null ? text.length : end.lastIndex;
}
