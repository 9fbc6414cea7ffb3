import { readStatement, type Statement } from './claim-schema.ts';

/** A claim with its quotes takes some 600; what is longer is not even tried. */
const MAX_OBJECT_CHARS = 8_000;
/** A claim in a list in an object in an object is 5 deep; what goes deeper is no reply. */
const MAX_DEPTH = 8;

/** An escape of JSON that stands for one; anything else behind a backslash is TeX. */
const ESCAPE = /\\(?:["\\/n]|[bfrt](?![a-zA-Z])|u[\da-fA-F]{4})|\\/g;

/**
 * Reads what a model says while it is still writing.
 *
 * Asked for one JSON object a line, models also give a list of them, an object around the list,
 * code fences, or a sentence before. So every object is looked at as soon as its bracket closes,
 * wherever it stands, and one that states something is taken. A reply that breaks off gives all
 * that was finished.
 */
export class StatementReader {
  /** From the outermost bracket that is open; empty outside of brackets. */
  #text = '';
  /** Where the open brackets stand in it. */
  #open: number[] = [];
  #isInString = false;
  #isEscaped = false;

  /** @returns what was finished by this piece of the reply, in order */
  read(piece: string): Statement[] {
    const statements: Statement[] = [];
    for (const char of piece) {
      const object = this.#push(char);
      const statement = object === undefined ? undefined : readStatement(parse(object));
      if (statement) statements.push(statement);
    }
    return statements;
  }

  /** @returns the object that the character closes */
  #push(char: string): string | undefined {
    if (this.#open.length === 0 && char !== '{') return undefined;
    this.#text += char;
    if (this.#isInString) this.#pushInString(char);
    else if (char === '"') this.#isInString = true;
    else if (char === '{') this.#openBracket();
    else if (char === '}') return this.#closeBracket();
    return undefined;
  }

  #pushInString(char: string): void {
    // No string of JSON runs over the end of a line: this was something else.
    if (char === '\n') this.#startAfresh();
    else if (this.#isEscaped) this.#isEscaped = false;
    else if (char === '\\') this.#isEscaped = true;
    else if (char === '"') this.#isInString = false;
  }

  #openBracket(): void {
    if (this.#open.length === MAX_DEPTH) this.#startAfresh();
    else this.#open.push(this.#text.length - 1);
  }

  #closeBracket(): string | undefined {
    const start = this.#open.pop()!;
    const length = this.#text.length - start;
    const object = length > MAX_OBJECT_CHARS ? undefined : this.#text.slice(start);
    if (this.#open.length === 0) this.#startAfresh();
    return object;
  }

  #startAfresh(): void {
    this.#text = '';
    this.#open = [];
    this.#isInString = false;
    this.#isEscaped = false;
  }
}

/** The value of a JSON text in which TeX may stand with single backslashes; else `undefined`. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(ESCAPE, (found) => (found === '\\' ? '\\\\' : found)));
  } catch {
    return undefined;
  }
}
