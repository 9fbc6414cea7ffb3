import * as z from 'zod';
import type { Paper } from './paper.ts';

const MAX_ADDRESS_CHARS = 2_000;
const DATE = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;

const filledText = z.string().refine((text) => text.trim() !== '', 'is empty');
const address = z
  .url({ protocol: /^https?$/ })
  .max(MAX_ADDRESS_CHARS, `is longer than ${MAX_ADDRESS_CHARS} characters`);

/** A date that exists, as precisely as it is known: `2023`, `2023-05` or `2023-05-17`. */
export const publicationDate = z
  .string()
  .refine(isDate, 'is not a date such as 2023-05-17, 2023-05 or 2023');

const title = filledText;
const id = filledText.refine((text) => !/[\s\p{Cc}]/u.test(text), 'has a space in it');
const authors = z.array(filledText);

/** Our own shape, as `import` writes it. */
const ownRecord = z.object({
  id,
  title,
  abstract: filledText,
  authors,
  publishedAt: publicationDate.nullish(),
  primaryCategory: filledText.nullish(),
  categories: z.array(filledText).nullish(),
  venue: filledText.nullish(),
  source: filledText,
  links: z.object({
    abstract: address,
    pdf: address.nullish(),
    huggingFace: address.nullish(),
    code: address.nullish(),
    project: address.nullish(),
  }),
});

/** The plain shape of dumps of papers, and of other lists that were not made for us. */
const dumpRecord = z.object({
  id,
  title,
  abstract: filledText,
  authors: authors.nullish(),
  year: z.union([z.number(), z.string()]).transform(String).pipe(publicationDate).nullish(),
  venue: z.string().nullish(),
  url: address.nullish(),
});

/** The shape of retrieval benchmarks, some documents of which have no title, or no text. */
const benchmarkRecord = z.object({ id, title: z.string(), text: z.string() });

/** What one record holds: a paper, or what is wrong with it. */
export type ParsedRecord = { readonly paper: Paper } | { readonly problems: readonly string[] };

/**
 * Reads a record of a paper: our own shape, the plain shape of dumps
 * (`{id, title, abstract, year, venue, url, authors}`) or that of benchmarks (`{id, title, text}`).
 * Keys that are not known are passed over.
 *
 * A record without an address gets `urn:papercord:ID` as its link, which leads nowhere and says so,
 * rather than a web address that somebody made up.
 *
 * @param source where the record comes from, if it does not say so itself
 */
export function parsePaperRecord(value: unknown, source: string): ParsedRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problems: ['is not a JSON object'] };
  }
  if ('links' in value || 'source' in value || 'publishedAt' in value) {
    const { data, error } = ownRecord.safeParse(value, { error: describeIssue });
    return error ? { problems: problemsOf(error) } : { paper: fromOwnRecord(data) };
  }
  if ('text' in value && !('abstract' in value)) {
    const { data, error } = benchmarkRecord.safeParse(value, { error: describeIssue });
    return error ? { problems: problemsOf(error) } : { paper: fromBenchmark(data, source) };
  }
  const { data, error } = dumpRecord.safeParse(value, { error: describeIssue });
  return error ? { problems: problemsOf(error) } : { paper: fromDump(data, source) };
}

function fromOwnRecord(record: z.infer<typeof ownRecord>): Paper {
  const { links, publishedAt, primaryCategory, categories, venue } = record;
  return {
    id: record.id,
    title: record.title,
    abstract: record.abstract,
    authors: record.authors,
    ...(publishedAt && { publishedAt }),
    ...(primaryCategory && { primaryCategory }),
    ...(categories && { categories }),
    ...(venue && { venue }),
    source: record.source,
    links: {
      abstract: links.abstract,
      ...(links.pdf && { pdf: links.pdf }),
      ...(links.huggingFace && { huggingFace: links.huggingFace }),
      ...(links.code && { code: links.code }),
      ...(links.project && { project: links.project }),
    },
  };
}

function fromDump(record: z.infer<typeof dumpRecord>, source: string): Paper {
  return {
    id: record.id,
    title: record.title,
    abstract: record.abstract,
    authors: record.authors ?? [],
    ...(record.year && { publishedAt: record.year }),
    ...(record.venue && { venue: record.venue }),
    source,
    links: { abstract: record.url ?? placeholderLink(record.id) },
  };
}

function fromBenchmark(record: z.infer<typeof benchmarkRecord>, source: string): Paper {
  return {
    id: record.id,
    title: record.title,
    abstract: record.text,
    authors: [],
    source,
    links: { abstract: placeholderLink(record.id) },
  };
}

function placeholderLink(paperId: string): string {
  return `urn:papercord:${encodeURIComponent(paperId)}`;
}

function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const [year = '', month = '01', day = '01'] = text.split('-');
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}

/** Words for what is wrong with a field, to stand after its name. */
export function describeIssue(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined || issue.input === null) return 'is missing';
  if (issue.code === 'invalid_type') return `is not ${EXPECTED[issue.expected] ?? issue.expected}`;
  return issue.code === 'invalid_format' ? 'is not a web address' : 'is not valid';
}

const EXPECTED: Readonly<Record<string, string>> = {
  array: 'a list',
  number: 'a number',
  object: 'an object',
  string: 'a text',
};

/** One sentence for each issue, such as `title is empty` or `links.pdf is not a web address`. */
export function problemsOf(error: z.ZodError): string[] {
  return error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim());
}
