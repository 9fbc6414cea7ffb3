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
 * any other colon is plain text, and so is everything in quotes that stand without a name. A value
 * is one word or quoted, except the bare option's: its name is passed over, and its text goes on
 * to the next option, as it does without the name.
 */
export function scanArguments(
  source: string,
  optionNames: ReadonlySet<string>,
  bareName?: string,
): Argument[] {
  const found: Argument[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match) at += match[0].length;
    return match ?? undefined;
  };

  take(SPACE);
  while (at < source.length) {
    const start = at;
    const name = nameAt(source, at, optionNames);
    if (name !== undefined) {
      at += name.length;
      const quoted = take(QUOTED) ?? take(UNFINISHED_QUOTE);
      const isBareAhead = name.option === bareName && quoted === undefined;
      if (!isBareAhead || found.some((each) => each.name === undefined)) {
        const text = quoted ? unquote(quoted) : (take(WORD)?.[0] ?? '');
        found.push({ name: name.option, text, start, end: at });
      }
    } else {
      const [text = ''] = take(QUOTED_WORDS) ?? take(WORD) ?? [];
      found.push({ text, start, end: at });
    }
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
