import * as z from 'zod';
import { findArxivId } from '../../corpus/paper-reference.ts';
import { checkPaper } from '../documents/check-paper.ts';
import { calendarDate, instantOf } from '../documents/dates.ts';
import { decodeText } from '../documents/decode-text.ts';
import {
  type DocumentReading,
  type EntryReading,
  readEntries,
} from '../documents/document-reading.ts';
import { toLine, toPlainText } from '../documents/plain-text.ts';
import type { WebDocument } from '../documents/web-document.ts';
import { SourceError } from '../source-error.ts';

/** A field that is of no use in another shape than this one. */
const text = z.string().trim().min(1).optional().catch(undefined);

/** Fields that stand in the item in some years and in its `paper` in others. */
const fields = z.object({
  title: text,
  summary: text,
  publishedAt: text,
  submittedOnDailyAt: text,
  authors: z
    .array(z.object({ name: text, hidden: z.boolean().optional().catch(undefined) }))
    .optional()
    .catch(undefined),
  githubRepo: text,
  projectPage: text,
});

const item = fields.extend({ paper: fields.extend({ id: text }) });

/**
 * Reads a list of Hugging Face's Daily Papers.
 *
 * Fields are looked for in `paper` first, then in the item around it: dates around it are those of
 * the list. Code and project are taken from the record; a link that is no web address is dropped.
 *
 * @throws SourceError when the document is no such list
 */
export function readDailyPapers(document: WebDocument, kind: string): DocumentReading {
  return readEntries({ entries: parseList(document) }, (value) => readItem(value, kind));
}

function parseList({ bytes, contentType }: WebDocument): readonly unknown[] {
  const json = decodeText(bytes, contentType).trim();
  if (json === '') throw new SourceError('it is empty');
  try {
    const list: unknown = JSON.parse(json);
    if (Array.isArray(list)) return list;
  } catch (error) {
    const what = json.startsWith('<') ? 'a web page' : 'no JSON';
    throw new SourceError(`it is ${what}, not a list of papers`, { cause: error });
  }
  throw new SourceError('it is JSON, but no list of papers');
}

function readItem(value: unknown, kind: string): EntryReading {
  const { data, error } = item.safeParse(value);
  if (error) return { bad: { entry: 'an item of the list', reason: 'paper is missing' } };
  const { paper, ...around } = data;
  const id = findArxivId(paper.id ?? '');
  if (id === undefined) {
    const entry = paper.id ?? paper.title ?? around.title ?? 'an item without a title';
    return { bad: { entry: entry.slice(0, 100), reason: 'no arXiv id' } };
  }
  const title = toPlainText(paper.title ?? around.title ?? '');
  const checked = checkPaper(
    {
      id,
      title: title || undefined,
      link: `https://arxiv.org/abs/${id}`,
      abstract: toPlainText(paper.summary ?? around.summary ?? ''),
      authors: (paper.authors ?? around.authors ?? []).flatMap(({ name, hidden }) =>
        name === undefined || hidden ? [] : [toLine(name)],
      ),
      publishedAt: calendarDate(paper.publishedAt ?? around.publishedAt),
      links: {
        pdf: `https://arxiv.org/pdf/${id}`,
        huggingFace: `https://huggingface.co/papers/${id}`,
        code: paper.githubRepo ?? around.githubRepo,
        project: paper.projectPage ?? around.projectPage,
      },
    },
    kind,
  );
  if ('bad' in checked) return checked;
  const announcedAt = instantOf(paper.submittedOnDailyAt ?? around.submittedOnDailyAt);
  return {
    paper: checked.paper,
    announcement: 'new',
    ...(announcedAt !== undefined && { announcedAt }),
  };
}
