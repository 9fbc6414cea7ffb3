import type { ParseDocument } from '../documents/parse-document.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { AnnouncedPaper, BadEntry, Source } from '../source.ts';
import { SourceError } from '../source-error.ts';
import { sourceTitle } from '../source-title.ts';

const NAME = 'hf-daily-papers';
const DAY_MS = 24 * 60 * 60_000;
/** A day's list closes at 02:30 UTC of the next day in winter, and an hour earlier in summer. */
const CLOSED_AFTER_MS = 3 * 60 * 60_000;
/** Papers are still added to the lists of days that are over. */
const DAYS_READ_AGAIN = 3;
/** After a list has closed, and twice more for those who were away then. */
const SCHEDULE = '5 3,9,15 * * *';
const PAGE_SIZE = 100;
/** A day has some fifty papers. */
const MAX_PAGES = 5;

export interface HuggingFaceSourceOptions {
  readonly http: HttpClient;
  readonly parse: ParseDocument;
  /** `https://huggingface.co`, or a mirror of it. */
  readonly baseUrl: string;
  /** How far it is read back at first, and after it was not read for long. */
  readonly days: number;
}

/**
 * Hugging Face's Daily Papers: the lists of the last three days that are over, and those of the days
 * before that were not read yet.
 */
export function createHuggingFaceSource({
  http,
  parse,
  baseUrl,
  days,
}: HuggingFaceSourceOptions): Source {
  async function readPage(day: string, page: number, signal: AbortSignal) {
    const url = new URL('/api/daily_papers', baseUrl);
    url.search = new URLSearchParams({ date: day, limit: `${PAGE_SIZE}`, p: `${page}` }).toString();
    const answer = await http.get({ url: url.href, accept: 'application/json', signal });
    if (answer.isNotModified) throw new SourceError('it says “not modified” without being asked');
    return parse({ document: answer, format: 'daily-papers', kind: NAME });
  }

  async function readDay(day: string, signal: AbortSignal) {
    const papers = new Map<string, AnnouncedPaper>();
    const bad: BadEntry[] = [];
    for (let page = 0; page < MAX_PAGES; page++) {
      const reading = await readPage(day, page, signal);
      const before = papers.size;
      for (const found of reading.papers) {
        const announcedAt = found.announcedAt ?? Date.parse(day);
        if (!papers.has(found.paper.id)) papers.set(found.paper.id, { ...found, announcedAt });
      }
      bad.push(...reading.bad);
      // A server that knows no pages gives the same one again and again.
      if (reading.entries < PAGE_SIZE || papers.size === before) break;
    }
    return { papers: [...papers.values()], bad };
  }

  return {
    name: NAME,
    title: sourceTitle(NAME),
    announcesAs: NAME,
    schedule: SCHEDULE,

    async read({ place, now, signal }) {
      const papers: AnnouncedPaper[] = [];
      const bad: BadEntry[] = [];
      const lastClosed = dayOf(now.getTime() - CLOSED_AFTER_MS - DAY_MS);
      let last = 0;
      for (const day of daysToRead(lastClosed, place.cursor, days)) {
        const list = await readDay(day, signal);
        papers.push(...list.papers);
        bad.push(...list.bad);
        last = list.papers.length + list.bad.length;
      }
      return {
        papers,
        bad,
        isNotModified: false,
        hasMore: false,
        place: { cursor: lastClosed },
        ...(last === 0 && { note: emptyBecause(lastClosed) }),
      };
    },
  };
}

/**
 * The days to read, oldest first.
 *
 * @param lastRead the last day that was closed when the source was read before
 */
function daysToRead(lastClosed: string, lastRead: string | undefined, days: number): string[] {
  const last = Date.parse(lastClosed);
  const missed = lastRead === undefined ? days : (last - Date.parse(lastRead)) / DAY_MS;
  const count = Math.min(Math.max(0, missed) + DAYS_READ_AGAIN, Math.max(days, DAYS_READ_AGAIN));
  return Array.from({ length: count }, (_, i) => dayOf(last - (count - 1 - i) * DAY_MS));
}

/** By UTC. */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function emptyBecause(day: string): string {
  const weekday = new Date(day).getUTCDay();
  return weekday === 0 || weekday === 6
    ? 'weekend: the source was empty, it lists no papers of Saturdays and Sundays'
    : `the source was empty: it lists no papers of ${day}`;
}
