/** A stretch of a text: from `start` up to, not including, `end`, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A text to convert, with what is worth finding once for all of it. */
export interface TexSource {
  readonly text: string;
  /** For the place of each `{`, the place of the `}` that closes it; absent when none does. */
  readonly closingBraces: ReadonlyMap<number, number>;
}

/** Pairs all braces in one pass, so that nesting of any depth costs no second look. */
export function createTexSource(text: string): TexSource {
  const closingBraces = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: brace, index } of text.matchAll(/\\.|[{}]/gs)) {
    if (brace === '{') open.push(index);
    if (brace === '}') {
      const opening = open.pop();
      if (opening !== undefined) closingBraces.set(opening, index);
    }
  }
  return { text, closingBraces };
}

/** A place in a span of TeX that moves forward as the TeX is read. */
export class TexCursor {
  readonly source: TexSource;
  readonly end: number;
  at: number;
  /** Up to the end, so that no pattern looks further. */
  private readonly text: string;

  constructor(source: TexSource, span: Span) {
    this.source = source;
    this.at = span.start;
    this.end = span.end;
    this.text = source.text.slice(0, span.end);
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  /** The next UTF-16 unit; an empty string at the end. */
  get next(): string {
    return this.text.charAt(this.at);
  }

  /** The next so many UTF-16 units, fewer at the end. */
  ahead(units: number): string {
    return this.text.slice(this.at, this.at + units);
  }

  /** Reads what a sticky pattern matches here, or `undefined`, moving nowhere. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const taken = pattern.exec(this.text)?.[0];
    this.at += taken?.length ?? 0;
    return taken;
  }

  /** Reads `{…}` and returns what stands inside, or `undefined` where no closed group begins. */
  takeGroup(): Span | undefined {
    const close = this.source.closingBraces.get(this.at);
    if (close === undefined || close >= this.end) return undefined;
    const inside = { start: this.at + 1, end: close };
    this.at = close + 1;
    return inside;
  }

  /** Reads `{…}` after any spaces. */
  takeGroupAfterSpaces(): Span | undefined {
    const before = this.at;
    this.take(/\s*/y);
    const group = this.takeGroup();
    if (group === undefined) this.at = before;
    return group;
  }

  /** Reads `[…]`, the optional argument of a command. */
  takeOptional(): Span | undefined {
    const start = this.at + 1;
    const bracketed = this.take(/\[[^\][{}]{0,200}\]/y);
    return bracketed === undefined ? undefined : { start, end: this.at - 1 };
  }

  /**
   * Reads an argument as TeX does: a group, else one command, else one character, after any spaces.
   * `undefined` when nothing is left, or only a brace that belongs to something else.
   */
  takeArgument(): Span | undefined {
    const group = this.takeGroupAfterSpaces();
    if (group !== undefined) return group;
    const before = this.at;
    this.take(/\s*/y);
    const start = this.at;
    if (this.take(/\\(?:[a-zA-Z]+|.)|[^{}$\\&]/suy) === undefined) {
      this.at = before;
      return undefined;
    }
    return { start, end: this.at };
  }

  /** Reads a command's name, the backslash of which has just been read. */
  takeCommandName(): string {
    return this.take(/[a-zA-Z]+\*?|./suy) ?? '';
  }
}
