/** A part of what was typed after a command's name; `start` and `end` are places in that text. */
export interface Argument {
  /** The option it is for; text without a name when absent. */
  readonly name?: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const NAME = /([\p{L}\p{N}_-]{1,32}):[ \t]*/uy;
const QUOTED = /"((?:\\.|[^"\\])*)"|[“”]([^“”]*)[“”]/sy;
const UNFINISHED_QUOTE = /["“”](.*)$/sy;
const WORD = /\S+/y;
const QUOTED_WORDS = /"[^"]*"\S*|“[^“”]*”\S*/y;
const SPACE = /\s+/y;

/**
 * Takes apart what follows a command's name. `name:value` belongs to an option where `name` is one;
 * any other colon is plain text, and so is everything in quotes. A value goes on to the next
 * option's name, as in Discord's fields; quotes around the whole of it are taken off.
 */
export function scanArguments(source: string, optionNames: ReadonlySet<string>): Argument[] {
  const found: Argument[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match) at += match[0].length;
    return match ?? undefined;
  };
  const takeWord = () => (take(QUOTED_WORDS) ?? take(WORD))?.[0] ?? '';
  const isAtNameOrEnd = () => at >= source.length || nameAt(source, at, optionNames) !== undefined;

  function takeValue(): string {
    const start = at;
    const quoted = take(QUOTED) ?? take(UNFINISHED_QUOTE);
    let end = at;
    take(SPACE);
    if (quoted !== undefined && isAtNameOrEnd()) {
      at = end;
      return unquote(quoted);
    }
    while (!isAtNameOrEnd()) {
      takeWord();
      end = at;
      take(SPACE);
    }
    at = end;
    return source.slice(start, end);
  }

  take(SPACE);
  while (at < source.length) {
    const start = at;
    const name = nameAt(source, at, optionNames);
    at += name?.length ?? 0;
    const text = name === undefined ? takeWord() : takeValue();
    found.push({ ...(name && { name: name.option }), text, start, end: at });
    take(SPACE);
  }
  return found;
}

function nameAt(
  source: string,
  at: number,
  optionNames: ReadonlySet<string>,
): { option: string; length: number } | undefined {
  NAME.lastIndex = at;
  const match = NAME.exec(source);
  const option = match?.[1]?.toLowerCase();
  return match && option !== undefined && optionNames.has(option)
    ? { option, length: match[0].length }
    : undefined;
}

function unquote([, straight, curly]: RegExpExecArray): string {
  return straight?.replace(/\\(.)/gs, '$1') ?? curly ?? '';
}
