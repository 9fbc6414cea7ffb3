import type { ParseDocument } from '../documents/parse-document.ts';
import type { HttpClient } from '../http/http-client.ts';
import { MAX_NEWS_AGE_MS } from '../polling/news.ts';
import type { AnnouncedPaper, Source } from '../source.ts';
import { SourceError } from '../source-error.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Records that were changed during the last reading; arXiv's dates are whole days, in UTC. */
const OVERLAP_MS = 2 * DAY_MS;

const MAX_RESTARTS = 3;

/** In the hours after arXiv's nightly announcement, once a day. */
const SCHEDULE = '40 5 * * *';

/** Archives that belong to the group “physics” in arXiv's sets; all others are groups themselves. */
const PHYSICS: ReadonlySet<string> = new Set([
  'astro-ph',
  'cond-mat',
  'gr-qc',
  'hep-ex',
  'hep-lat',
  'hep-ph',
  'hep-th',
  'math-ph',
  'nlin',
  'nucl-ex',
  'nucl-th',
  'physics',
  'quant-ph',
]);

export interface ArxivRecordsSourceOptions {
  /** One that asks arXiv politely. */
  readonly http: HttpClient;
  readonly parse: ParseDocument;
  /** `https://arxiv.org`, or a mirror of it. */
  readonly baseUrl: string;
  /** Such as `cs.CL`. */
  readonly category: string;
  /** How far the first reading goes back. */
  readonly days: number;
}

/** Where a harvest stands: it goes through all pages of what was changed since a day. */
interface Harvest {
  /** `YYYY-MM-DD`. */
  readonly from: string;
  /** When it began, in epoch milliseconds: the next one starts before that. */
  readonly startedAt: number;
  /** Brings the next page; absent at the first one and in the end. */
  readonly token?: string;
  readonly isDone: boolean;
  /** How many times it has begun anew, as arXiv had forgotten a token. */
  readonly restarts: number;
}

/**
 * arXiv's records of one category that were changed lately, by OAI-PMH: fills what was missed while
 * the bot was away, and repairs what the lists say too little of. It reads a page at a time, and
 * goes on where it was interrupted.
 */
export function createArxivRecordsSource({
  http,
  parse,
  baseUrl,
  category,
  days,
}: ArxivRecordsSourceOptions): Source {
  async function readPage(query: Record<string, string>, signal: AbortSignal) {
    const url = new URL('/oai', baseUrl);
    url.search = new URLSearchParams({ verb: 'ListRecords', ...query }).toString();
    const answer = await http.get({ url: url.href, signal });
    if (answer.isNotModified) throw new SourceError('it says “not modified” without being asked');
    return parse({ document: answer, format: 'arxiv-records', kind: 'arxiv', category });
  }

  return {
    name: `arxiv-records:${category}`,
    title: `arXiv ${category}, back-fill`,
    announcesAs: `arxiv:${category}`,
    schedule: SCHEDULE,

    async read({ place, now, signal }) {
      const { token, ...begun } = goOn(place.cursor, now, days);
      const first = { metadataPrefix: 'arXivRaw', set: setOf(category), from: begun.from };
      let { restarts } = begun;
      let page = await readPage(token === undefined ? first : { resumptionToken: token }, signal);
      if (token !== undefined && page.problem?.code === 'badResumptionToken') {
        // It was kept for too long. Pages that are read again change nothing.
        restarts++;
        if (restarts > MAX_RESTARTS) throw new SourceError('arXiv forgets where reading stopped');
        page = await readPage(first, signal);
      }
      const isEmpty = page.problem?.code === 'noRecordsMatch';
      if (page.problem && !isEmpty) {
        throw new SourceError(`arXiv says: ${page.problem.message || page.problem.code}`);
      }
      const next = page.resumptionToken;
      const harvest: Harvest = {
        ...begun,
        restarts,
        ...(next !== undefined && { token: next }),
        isDone: next === undefined,
      };
      return {
        papers: page.papers.flatMap((found) => withFirstVersion(found, now)),
        bad: page.bad,
        ...(page.withdrawn && { withdrawn: page.withdrawn }),
        isNotModified: false,
        hasMore: next !== undefined,
        place: { cursor: JSON.stringify(harvest) },
        ...(isEmpty && { note: `arXiv has changed no record of ${category} since ${begun.from}` }),
      };
    },
  };
}

/**
 * A record that was revised lately and came out lately stands for two announcements: whoever missed the
 * paper would hear of nothing but its new version.
 */
function withFirstVersion(found: AnnouncedPaper, now: Date): AnnouncedPaper[] {
  const { announcement, paper } = found;
  const announcedAt = Date.parse(paper.publishedAt ?? '');
  if (announcement === 'new' || announcement === 'cross-list') return [found];
  if (!(announcedAt >= now.getTime() - MAX_NEWS_AGE_MS)) return [found];
  const first = announcement === 'replacement' ? 'new' : 'cross-list';
  return [{ ...found, announcement: first, announcedAt, version: 1 }, found];
}

/** The harvest that was interrupted, or a new one from where the last one began. */
function goOn(cursor: string | undefined, now: Date, days: number): Harvest {
  const last = cursor === undefined ? undefined : (JSON.parse(cursor) as Harvest);
  if (last && !last.isDone) return last;
  const start = last ? last.startedAt - OVERLAP_MS : now.getTime() - days * DAY_MS;
  return {
    from: new Date(start).toISOString().slice(0, 10),
    startedAt: now.getTime(),
    isDone: false,
    restarts: 0,
  };
}

/** The set of a category in arXiv's terms: group, archive and what is behind the dot. */
function setOf(category: string): string {
  const [archive = '', ...rest] = category.split('.');
  const group = PHYSICS.has(archive) ? 'physics' : archive;
  const isGroup = group === archive && rest.length === 0 && archive !== 'physics';
  return isGroup ? group : [group, archive, ...rest].join(':');
}
