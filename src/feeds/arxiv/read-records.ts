import { XMLParser, XMLValidator } from 'fast-xml-parser';
import * as z from 'zod';
import { describeIssue, problemsOf } from '../../corpus/paper-record.ts';
import type { Announcement } from '../../store/paper-store.ts';
import { calendarDate, instantOf } from '../documents/dates.ts';
import { decodeText } from '../documents/decode-text.ts';
import {
  type DocumentReading,
  type EntryReading,
  readEntries,
} from '../documents/document-reading.ts';
import { findDoi } from '../documents/find-doi.ts';
import { findRoot } from '../documents/find-root.ts';
import type { WebDocument } from '../documents/web-document.ts';
import { SourceError } from '../source-error.ts';
import { readArxivId } from './arxiv-id.ts';
import { checkArxivRecord } from './arxiv-record.ts';

/** One page of a list of records. */
export interface RecordPage extends DocumentReading {
  /** Brings the next page; absent on the last one. */
  readonly resumptionToken?: string;
  /** Why there is no list, as OAI-PMH names it: `noRecordsMatch`, `badResumptionToken`, … */
  readonly problem?: { readonly code: string; readonly message: string };
}

/** Elements that come once or several times; all others come once. */
const REPEATED = new Set(['record', 'version', 'error', 'setSpec']);

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
  parseTagValue: false,
  parseAttributeValue: false,
  // Those of XML and numbers; whatever a DOCTYPE declares is limited by the parser.
  processEntities: true,
  htmlEntities: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  isArray: (name) => REPEATED.has(name),
});

/** A text, or nothing where the element is empty. */
const text = z.preprocess((value) => value || undefined, z.string().optional());

const rawRecord = z.object({
  id: z.string(),
  version: z
    .array(
      z.object({
        '@version': z.string().regex(/^v\d{1,4}$/),
        date: text,
        size: text,
        source_type: text,
      }),
    )
    .min(1, 'is missing'),
  title: text,
  authors: text,
  categories: z.string(),
  abstract: text,
  doi: text,
  'journal-ref': text,
  comments: text,
});

const headed = z.object({
  header: z.object({ '@status': z.string().optional(), identifier: text }),
});

const described = z.object({ metadata: z.object({ arXivRaw: rawRecord }) });

const oaiDocument = z.object({
  'OAI-PMH': z.object({
    error: z.array(z.object({ '@code': z.string(), '#text': z.string().optional() })).optional(),
    ListRecords: z
      .object({
        record: z.array(z.unknown()).default([]),
        resumptionToken: z
          .union([z.string(), z.object({ '#text': z.string().optional() })])
          .optional(),
      })
      .optional(),
  }),
});

/**
 * Reads a page of arXiv's OAI-PMH interface in the format `arXivRaw`.
 *
 * Of the versions of a paper the first dates it, and the last says whether it is new. Papers that
 * were deleted or withdrawn come as such.
 *
 * @param category the arXiv category that was asked for: a paper whose first one is another is
 *   cross-listed in it
 * @throws SourceError when the document is no such page
 */
export function readRecords(
  { bytes, contentType }: WebDocument,
  { kind, category }: { kind: string; category: string },
): RecordPage {
  const xml = decodeText(bytes, contentType);
  const root = findRoot(xml);
  if (root !== 'oai-pmh') throw new SourceError(`it is no OAI-PMH: its first element is “${root}”`);
  const flaw = XMLValidator.validate(xml);
  if (flaw !== true) throw new SourceError(`its XML is damaged (${flaw.err.msg})`);
  const { data, error } = oaiDocument.safeParse(parser.parse(xml), { error: describeIssue });
  if (error) throw new SourceError(`it is no list of records: ${problemsOf(error).join(', ')}`);

  const { error: problems, ListRecords: list } = data['OAI-PMH'];
  const problem = problems?.[0];
  const token = list?.resumptionToken;
  const resumptionToken = (typeof token === 'string' ? token : token?.['#text'])?.trim();
  return {
    ...readEntries({ entries: list?.record ?? [] }, (record) => readRecord(record, kind, category)),
    ...(resumptionToken && { resumptionToken }),
    ...(problem && { problem: { code: problem['@code'], message: problem['#text'] ?? '' } }),
  };
}

function readRecord(value: unknown, kind: string, category: string): EntryReading {
  const outer = headed.safeParse(value, { error: describeIssue });
  if (outer.error) return badRecord('a record', outer.error);
  const { header } = outer.data;
  const headId = readArxivId(header.identifier)?.id;
  if (header['@status'] === 'deleted' && headId !== undefined) return { withdrawn: headId };
  const inner = described.safeParse(value, { error: describeIssue });
  if (inner.error) return badRecord(header.identifier ?? 'a record', inner.error);

  const data = inner.data.metadata.arXivRaw;
  const categories = data.categories.split(/\s+/);
  const first = data.version[0]?.date;
  const last = data.version.at(-1);
  if (headId !== undefined && isWithdrawn(last, data.comments)) return { withdrawn: headId };
  const checked = checkArxivRecord(
    {
      id: readArxivId(data.id)?.id,
      title: data.title,
      abstract: data.abstract,
      authors: data.authors ?? '',
      categories,
      publishedAt: calendarDate(first),
      venue: data['journal-ref'],
    },
    kind,
  );
  if ('bad' in checked) return checked;
  const announcedAt = instantOf(last?.date);
  const doi = findDoi([data.doi]);
  return {
    paper: checked.paper,
    announcement: announcementOf(data.version.length, belongsTo(categories[0], category)),
    version: Number(last?.['@version'].slice(1)),
    ...(announcedAt !== undefined && { announcedAt }),
    ...(doi !== undefined && { doi }),
  };
}

/** `I` is arXiv's mark for a version that has nothing to read; earlier ones are just empty. */
function isWithdrawn(
  last: { readonly size?: string | undefined; readonly source_type?: string | undefined } = {},
  comments = '',
): boolean {
  const { size = '', source_type: type = '' } = last;
  return type.includes('I') || /^0\s*kb$/i.test(size) || WITHDRAWN.test(comments.trim());
}

/** “Withdrawn by the author”, “This paper has been withdrawn …”, but not “Replaces a withdrawn paper”. */
const WITHDRAWN =
  /^(?:(?:this|the|our)\s+)?(?:(?:paper|article|submission|manuscript|preprint|work)\s+)?(?:(?:is|was|has been|have been)\s+)?withdrawn\b/i;

function announcementOf(versions: number, isAtHome: boolean): Announcement {
  if (versions > 1) return isAtHome ? 'replacement' : 'replacement-cross-list';
  return isAtHome ? 'new' : 'cross-list';
}

/** Whether a category is the one asked for or, as `cs.CL` in `cs`, within it. */
function belongsTo(primary = '', category: string): boolean {
  return primary === category || primary.startsWith(`${category}.`);
}

function badRecord(entry: string, error: z.ZodError): EntryReading {
  return { bad: { entry, reason: problemsOf(error).join(', ') } };
}
