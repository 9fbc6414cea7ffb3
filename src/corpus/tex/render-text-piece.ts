import { takeMath } from './find-math.ts';
import { openingQuoteAt } from './quotes.ts';
import { renderCommand } from './render-command.ts';
import { subscript, superscript } from './scripts.ts';
import type { TexContext } from './tex-context.ts';
import type { Span } from './tex-source.ts';

const ADDRESS = /https?:\/\/(?:\\[_%#&~]|[^\s\\{}$'"`])+/y;
const PLAIN = /(?:(?!https?:\/\/)[^\\$`~{}'"^_-])+/y;
/** Markdown's code, which ends with as many backquotes as it begins with. */
const CODE = /(?<![\p{L}\p{N}])(`+)(?!`)[^`]{1,100}(?<!\s)\1(?![`\p{L}\p{N}])/uy;
const DASHES: Readonly<Record<string, string>> = { '--': '–', '---': '—' };

/** Converts the next piece of running text. */
export function renderTextPiece(tex: TexContext): string {
  const { cursor } = tex;
  const address = cursor.take(ADDRESS);
  if (address !== undefined) return address.replace(/\\(.)/g, '$1');
  const plain = cursor.take(PLAIN);
  if (plain !== undefined) return plain;
  const math = takeMath(cursor);
  if (math !== undefined) return tex.render(math, 'math').trim();

  switch (cursor.next) {
    case '\\':
      return renderCommand(tex);
    case '{':
      return renderGroup(tex);
    case '`':
      return renderOpeningQuote(tex);
    case "'":
    case '"':
      return renderClosingQuote(tex);
    case '~':
      return renderTie(tex);
    case '-':
      return renderHyphens(tex);
    case '^':
    case '_':
      return renderScript(tex);
    default:
      return takeOne(tex);
  }
}

function takeOne(tex: TexContext): string {
  return tex.cursor.take(/./suy) ?? '';
}

/**
 * Braces that hold TeX, one letter of a word or capitals (`Schr{ö}dinger`, `{BERT}`) only group.
 * Others are the author's own: `{0, 1}`, “a photo of a {label}”.
 */
function renderGroup(tex: TexContext): string {
  const { cursor } = tex;
  const { text } = cursor.source;
  const opening = cursor.at;
  const group = cursor.takeGroup();
  if (group === undefined) return takeOne(tex);

  const inside = text.slice(group.start, group.end);
  const around = (text[opening - 1] ?? '') + (text[cursor.at] ?? '');
  const isLetterOfWord = /^\s?\p{L}\s?$/u.test(inside) && /\p{L}/u.test(around);
  const groups = isLetterOfWord || /[\\$]/.test(inside) || /^(?:[A-Z][A-Z\d-]*)?$/.test(inside);
  const content = tex.render(group);
  if (!groups) return `{${content}}`;
  return isLetterOfWord ? content.trim() : content;
}

function renderOpeningQuote(tex: TexContext): string {
  const { cursor } = tex;
  const quote = openingQuoteAt(cursor.source.text, cursor.at, cursor.end);
  if (quote === undefined) return cursor.take(CODE) ?? cursor.take(/`+/y) ?? '';
  if (quote.closing !== undefined) {
    const { start, end } = quote.closing;
    tex.quoteEnds.set(start, { length: end - start, mark: quote.mark === '“' ? '”' : '’' });
  }
  cursor.at += quote.length;
  return quote.mark;
}

function renderClosingQuote(tex: TexContext): string {
  const closing = tex.quoteEnds.get(tex.cursor.at);
  if (closing === undefined) return takeOne(tex);
  tex.cursor.at += closing.length;
  return closing.mark;
}

/** A tie binds words (`Table~1`, `w.r.t.~the`); elsewhere the sign means “about” (`~15%`, `3~5`). */
function renderTie(tex: TexContext): string {
  const { cursor } = tex;
  const ties = cursor.take(/~+/y) ?? '';
  const before = tex.before.at(-1) ?? ' ';
  const isTie =
    ties.length === 1 &&
    /[\p{L}\p{N}.,;:)\]}'’”%]/u.test(before) &&
    /[^\s~]/.test(cursor.next) &&
    !(/[\d%]/.test(before) && /\d/.test(cursor.next));
  return isTie ? ' ' : ties;
}

function renderHyphens(tex: TexContext): string {
  const hyphens = tex.cursor.take(/-+/y) ?? '';
  return DASHES[hyphens] ?? hyphens;
}

/**
 * Outside formulas only what can be nothing else is a script: braces after a letter (`x_{i}`,
 * `1^{st}`), and digits that are raised (`Align^2LLaVA`). `NOT_ENOUGH` and `RED^FM` are names.
 */
function renderScript(tex: TexContext): string {
  const { cursor } = tex;
  const sign = takeOne(tex);
  if (!/[\p{L}\p{N}\p{M})\]]$/u.test(tex.before)) return sign;
  const group = cursor.takeGroup();
  if (group !== undefined) return renderGroupScript(tex, sign, group);
  const digits = sign === '^' ? cursor.take(/-?\d+(?![\d.]*\d)/y) : undefined;
  return digits === undefined ? sign : superscript(digits);
}

function renderGroupScript(tex: TexContext, sign: string, group: Span): string {
  const content = tex.render(group, 'math');
  return sign === '^' ? superscript(content) : subscript(content);
}
