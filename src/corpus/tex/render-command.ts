import { accented, accentMark, isCommonAccentedLetter } from './accents.ts';
import { commandNamed } from './commands.ts';
import { isAlphabet, isOperator, letterInAlphabet, symbolFor, wordsFor } from './symbols.ts';
import type { TexContext } from './tex-context.ts';

const ENDS_IN_LETTER_OR_DIGIT = /[\p{L}\p{N}\p{M})\]]$/u;
const ENDS_IN_SPACE = /(?:^|\s)$/;
const ACCENTS: ReadonlySet<string> = new Set(`'\`"^~=.`);
const MAX_QUOTED_CHARS = 200;
const LATIN_LETTER = /^\p{Script=Latin}$/u;

/** Converts the command that begins at a backslash, with its arguments. */
export function renderCommand(tex: TexContext): string {
  const { cursor } = tex;
  cursor.at++;
  const name = cursor.takeCommandName();
  return /^[a-zA-Z]/.test(name) ? renderWord(tex, name) : renderSign(tex, name);
}

function renderWord(tex: TexContext, starredName: string): string {
  const name = starredName.replace('*', '');
  if (takesArguments(name) && takeUnclosedBrace(tex)) return '';
  const command = commandNamed(name);
  if (command !== undefined) return command(tex);
  if (isAlphabet(name)) return letterInAlphabet(name, tex.render(tex.cursor.takeArgument()).trim());
  const mark = accentMark(name);
  if (mark !== undefined) return renderAccent(tex, name, mark) ?? `\\${starredName}`;
  const words = wordsFor(name);
  if (words !== undefined) return renderWords(tex, words);
  const symbol = symbolFor(name);
  if (symbol !== undefined) return renderSymbol(tex, symbol);
  return isOperator(name) ? renderOperator(tex, name) : renderUnknown(tex, starredName);
}

function takesArguments(name: string): boolean {
  return commandNamed(name) !== undefined || isAlphabet(name) || accentMark(name) !== undefined;
}

/** Where an argument begins that never ends, the command is dropped and its argument kept. */
function takeUnclosedBrace({ cursor }: TexContext): boolean {
  const before = cursor.at;
  const isUnclosed = cursor.next === '{' && cursor.takeGroup() === undefined;
  cursor.at = isUnclosed ? before + 1 : before;
  return isUnclosed;
}

/** Converts `\%`, `\,` and their like. What means nothing in TeX keeps its backslash. */
function renderSign(tex: TexContext, sign: string): string {
  const { cursor } = tex;
  if (sign === '"' && isEscapedQuote(tex)) return sign;
  if (tex.mode === 'text' && ACCENTS.has(sign)) {
    const mark = accentMark(sign);
    return (mark === undefined ? undefined : renderAccent(tex, sign, mark)) ?? sign;
  }
  switch (sign) {
    case '\\':
      cursor.take(/\*?(?:\[[^\]]{0,20}\])?\s*/y);
      return spaceAfter(tex);
    case '!':
    case '/':
      return '';
    case '-':
      return cursor.next === '-' ? '-' : '';
    case '@':
      return /\d/.test(cursor.next) ? '@' : '';
    case '|':
      return '‖';
    default:
      if (/^[\s,:;]$/.test(sign)) return spaceAfter(tex);
      return /^[!-/:-@[-`{-~]$/.test(sign) ? sign : `\\${sign}`;
  }
}

/** In `\"useful\"` the signs are quotation marks that something escaped, and no accents. */
function isEscapedQuote({ cursor, before }: TexContext): boolean {
  const isQuoted = /^[^\\"]+\\"(?!\p{L})/u.test(cursor.ahead(MAX_QUOTED_CHARS));
  return isQuoted && !/\p{L}$/u.test(before);
}

function spaceAfter(tex: TexContext): string {
  return ENDS_IN_SPACE.test(tex.before) ? '' : ' ';
}

/**
 * Puts a mark on the letter that follows, or on a letter in braces; `undefined`, reading nothing,
 * when there is none to put it on. A longer text under `\overline` or `\widehat` loses the line.
 */
function renderAccent(tex: TexContext, command: string, mark: string): string | undefined {
  const { cursor } = tex;
  const before = cursor.at;
  const isBraced = cursor.takeGroupAfterSpaces() !== undefined;
  cursor.at = before;
  if (!isBraced && !/^[a-zA-Z]/.test(command) && /\s/.test(cursor.next)) return undefined;

  const argument = cursor.takeArgument();
  const base = tex.render(argument).trim();
  const letter = accented(base, mark);
  if (letter !== undefined && (isBraced || tex.mode === 'math' || isCommonAccentedLetter(letter)))
    return letter;
  if (isBraced && base !== '') return base;
  cursor.at = before;
  if (isBraced) cursor.takeGroupAfterSpaces();
  return undefined;
}

function renderWords(tex: TexContext, words: string): string {
  tex.cursor.take(/\{\}/y);
  return words.endsWith('.') && tex.cursor.next === '.' ? words.slice(0, -1) : words;
}

function renderSymbol(tex: TexContext, symbol: string): string {
  tex.cursor.take(/\{\}/y);
  if (/^\s+$/.test(symbol)) return spaceAfter(tex);
  // TeX takes the space behind a command's name as its end: `\L ojasiewicz`, `\lambda x`.
  if (tex.mode === 'math') takeEndOfName(tex);
  else if (LATIN_LETTER.test(symbol)) tex.cursor.take(/ /y);
  return symbol;
}

/** Takes the space behind a name where it only ends the name; in `a \leq b` it is meant. */
function takeEndOfName(tex: TexContext): void {
  if (!/\s$/.test(tex.before)) tex.cursor.take(/\s+(?=[\p{L}\p{N}\\{([])/uy);
}

function renderOperator(tex: TexContext, name: string): string {
  const { cursor } = tex;
  const before = ENDS_IN_LETTER_OR_DIGIT.test(tex.before) ? ' ' : '';
  const isApplied = /^(?:[\p{L}\p{N}{]|\\(?!left|[bB]ig)[a-zA-Z])/u.test(cursor.ahead(5));
  return before + name + (isApplied ? ' ' : '');
}

/**
 * Keeps what a reader can use of a command that nobody knows: its arguments, else its name, for
 * authors name their methods so (`\modelname outperforms …`). `C:\temp` and `\d+` are no commands.
 */
function renderUnknown(tex: TexContext, name: string): string {
  const { cursor } = tex;
  const before = tex.before.at(-1) ?? ' ';
  const isGlued = /[\p{L}\p{N}:\\/.]/u.test(before);
  const contents: string[] = [];
  for (let group = cursor.takeGroup(); group !== undefined; group = cursor.takeGroup()) {
    contents.push(tex.render(group).trim());
  }
  const content = contents.filter((text) => text !== '').join(' ');
  if (content !== '') return content;
  if (tex.mode === 'text') return isGlued && contents.length === 0 ? `\\${name}` : name;
  takeEndOfName(tex);
  return isGlued && name.length > 1 ? ` ${name}` : name;
}
