import { readAnnouncements } from '../arxiv/read-announcements.ts';
import { readQueryAnswer } from '../arxiv/read-query.ts';
import { type RecordPage, readRecords } from '../arxiv/read-records.ts';
import { readDailyPapers } from '../hugging-face/read-daily-papers.ts';
import { readWebFeed } from './read-web-feed.ts';
import type { WebDocument } from './web-document.ts';

/** A document, and how to read it. */
export interface ParseJob {
  readonly document: WebDocument;
  readonly format: 'web-feed' | 'arxiv-list' | 'arxiv-query' | 'arxiv-records' | 'daily-papers';
  /** Where its records come from, for `Paper.source`. */
  readonly kind: string;
  /** The arXiv category that was asked for. */
  readonly category?: string;
}

/** Reads a document; see the readers of the formats for what they throw. */
export type ParseDocument = (job: ParseJob) => Promise<RecordPage>;

/** Reads a document right here, for as long as it takes. */
export function parseDocument({ document, format, kind, category = '' }: ParseJob): RecordPage {
  switch (format) {
    case 'web-feed':
      return readWebFeed(document, kind);
    case 'arxiv-list':
      return readAnnouncements(document, kind);
    case 'arxiv-query':
      return readQueryAnswer(document, kind);
    case 'arxiv-records':
      return readRecords(document, { kind, category });
    case 'daily-papers':
      return readDailyPapers(document, kind);
  }
}
