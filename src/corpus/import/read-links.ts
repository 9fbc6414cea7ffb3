import * as z from 'zod';
import { describeIssue, problemsOf, publicationDate } from '../paper-record.ts';
import type { ProblemList } from '../problem-list.ts';
import { readFileLines } from '../read-file-lines.ts';
import { textDamage } from './text-damage.ts';
import { titleKey } from './title-key.ts';

/** With four digits after the dot until 2014, five since 2015; before 2007 with an archive's name. */
const ARXIV_ID =
  /^(?:(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.\d{4}|(?:1[5-9]|[2-8]\d)(?:0[1-9]|1[0-2])\.\d{5}|[a-z-]+(?:\.[A-Z]{2})?\/(?:9\d|0[0-7])(?:0[1-9]|1[0-2])\d{3})$/;
const CATEGORY = /^[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z]{2,}(?:-[a-z]+)*)?$/;

const filledText = z.string().refine((text) => text.trim() !== '', 'is empty');

const linkRecord = z.object({
  n: z.int().nullish(),
  title: filledText,
  arxivId: filledText.regex(ARXIV_ID, 'is no arXiv id without version, such as 2305.10314'),
  authors: z.array(filledText),
  publishedAt: publicationDate.nullish(),
  primaryCategory: z.string().regex(CATEGORY, 'is no arXiv category, such as cs.CL').nullish(),
});

/** What the links file knows of one paper of the page. */
export interface PaperLinkRecord extends z.infer<typeof linkRecord> {
  readonly line: number;
}

/** A links file, as far as it could be read. */
export interface LinksFile {
  readonly records: readonly PaperLinkRecord[];
  /** The titles of all lines, of those too that are wrong otherwise. */
  readonly titles: readonly string[];
}

/** Reads a links file; lines that are wrong make no record, and are named in `problems`. */
export async function readLinks(file: string, problems: ProblemList): Promise<LinksFile> {
  const records: PaperLinkRecord[] = [];
  const titles: string[] = [];
  let lineCount = 0;
  let lastN = 0;
  for await (const { number, text, problem } of readFileLines(file)) {
    if (text?.trim() === '') continue;
    lineCount++;
    if (text === undefined) {
      problems.add(file, number, problem ?? 'cannot be read');
      continue;
    }
    const { title, record, mistakes } = parseLink(text);
    const n = record?.n ?? lastN + 1;
    if (n !== lastN + 1) mistakes.push(`n is ${n}, but should be ${lastN + 1}`);
    lastN = n;
    if (title !== '') titles.push(title);
    for (const mistake of mistakes) {
      problems.add(file, number, title === '' ? mistake : `${mistake}: “${title}”`);
    }
    if (record !== undefined) records.push({ ...record, line: number });
  }
  if (lineCount === 0) problems.add(file, undefined, 'there is no paper in it');
  nameRepeated(file, records, problems);
  return { records, titles };
}

interface ParsedLink {
  /** Empty when the line has none. */
  readonly title: string;
  readonly record?: z.infer<typeof linkRecord>;
  readonly mistakes: string[];
}

function parseLink(text: string): ParsedLink {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { title: '', mistakes: [`is not valid JSON (${error.message})`] };
  }
  const title = z.object({ title: z.string() }).safeParse(value).data?.title ?? '';
  const { data, error } = linkRecord.safeParse(value, { error: describeIssue });
  const damage = textDamage(text);
  const mistakes = error ? problemsOf(error) : [];
  if (damage !== undefined) mistakes.push(damage);
  return { title: titleKey(title), ...(data && { record: data }), mistakes };
}

function nameRepeated(
  file: string,
  records: readonly PaperLinkRecord[],
  problems: ProblemList,
): void {
  const seen = new Map<string, number>();
  for (const { arxivId, title, line } of records) {
    for (const [what, key] of [
      ['id', arxivId],
      ['title', titleKey(title).toLowerCase()],
    ] as const) {
      const first = seen.get(`${what} ${key}`);
      if (first === undefined) seen.set(`${what} ${key}`, line);
      else
        problems.add(file, line, `repeats the ${what} of line ${first}: “${title}” (${arxivId})`);
    }
  }
}
