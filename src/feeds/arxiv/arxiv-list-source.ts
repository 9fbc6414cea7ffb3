import type { ParseDocument } from '../documents/parse-document.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { Source } from '../source.ts';
import { sourceTitle } from '../source-title.ts';

/** arXiv's day turns at midnight there, and so does its list. */
const ARXIV_TIME_ZONE = 'America/New_York';

export interface ArxivListSourceOptions {
  /** One that asks arXiv politely. */
  readonly http: HttpClient;
  readonly parse: ParseDocument;
  /** `https://rss.arxiv.org`, or a mirror of it. */
  readonly baseUrl: string;
  /** Such as `cs.CL`. */
  readonly category: string;
}

/** The daily list of one arXiv category: what is new, cross-listed in it, and replaced. */
export function createArxivListSource({
  http,
  parse,
  baseUrl,
  category,
}: ArxivListSourceOptions): Source {
  const url = new URL(`/rss/${category}`, baseUrl).href;
  const name = `arxiv:${category}`;
  return {
    name,
    title: sourceTitle(name),
    announcesAs: name,

    async read({ place, now, signal }) {
      const answer = await http.get({ url, validators: place.validators, signal });
      if (answer.isNotModified) {
        return { papers: [], bad: [], isNotModified: true, hasMore: false, place };
      }
      const page = await parse({ document: answer, format: 'arxiv-list', kind: 'arxiv' });
      return {
        papers: page.papers,
        bad: page.bad,
        isNotModified: false,
        hasMore: false,
        // A list that came in part is asked for again.
        place: page.isCutOff ? {} : { validators: answer.validators },
        ...(page.entries === 0 && page.bad.length === 0 && { note: emptyBecause(now) }),
      };
    },
  };
}

function emptyBecause(now: Date): string {
  const weekday = now.toLocaleDateString('en-US', { weekday: 'short', timeZone: ARXIV_TIME_ZONE });
  return weekday === 'Sat' || weekday === 'Sun'
    ? 'weekend: the source was empty, arXiv announces nothing on Saturdays and Sundays'
    : 'the source was empty: arXiv announces nothing on its holidays';
}
