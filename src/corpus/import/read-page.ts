import type { ProblemList } from '../problem-list.ts';
import { readFileLines } from '../read-file-lines.ts';
import { textDamage } from './text-damage.ts';
import { titleKey } from './title-key.ts';

/** What stands between two blank lines of a page, or a title, which is a line of its own. */
export interface Paragraph {
  /** Where it begins, from 1. */
  readonly line: number;
  /** Its lines, without white space around them, joined by a space. */
  readonly text: string;
  readonly isTitle: boolean;
}

/**
 * Reads the paragraphs of a page, with whatever line ends it has.
 *
 * Lines in a wrong encoding are named in `problems`, with the title they stand under; then the
 * result is `undefined`, for the page would seem to lack more than it does.
 *
 * @param titleKeys the keys of the titles that are known to be on the page
 */
export async function readPage(
  file: string,
  titleKeys: ReadonlySet<string>,
  problems: ProblemList,
): Promise<Paragraph[] | undefined> {
  const paragraphs: Paragraph[] = [];
  let isDamaged = false;
  let open: { line: number; texts: string[] } | undefined;
  let lastTitle = '';
  const close = () => {
    if (open !== undefined) {
      paragraphs.push({ line: open.line, text: open.texts.join(' '), isTitle: false });
    }
    open = undefined;
  };

  for await (const { line, text, problem } of readPageLines(file)) {
    const damage = problem ?? textDamage(text);
    const isTitle = titleKeys.has(titleKey(text));
    if (damage !== undefined) {
      isDamaged = true;
      problems.add(file, line, lastTitle === '' ? damage : `${damage} (under “${lastTitle}”)`);
    }
    if (text === '' || isTitle) close();
    if (isTitle) {
      paragraphs.push({ line, text, isTitle });
      lastTitle = text;
    } else if (text !== '') {
      open ??= { line, texts: [] };
      open.texts.push(text);
    }
  }
  close();
  return isDamaged ? undefined : paragraphs;
}

/** Lines without white space around them; those of old Macs end in `\r` alone. */
async function* readPageLines(
  file: string,
): AsyncGenerator<{ line: number; text: string; problem?: string }> {
  let line = 0;
  for await (const { text, problem } of readFileLines(file)) {
    for (const part of (text ?? '').split('\r')) {
      line++;
      yield { line, text: part.trim(), ...(problem !== undefined && { problem }) };
    }
  }
}
