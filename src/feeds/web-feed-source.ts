import type { ParseDocument } from './documents/parse-document.ts';
import type { HttpClient } from './http/http-client.ts';
import type { Source } from './source.ts';

export interface WebFeedSourceOptions {
  /** One that keeps away from private addresses, unless they are allowed. */
  readonly http: HttpClient;
  readonly parse: ParseDocument;
  /** Such as `openai.com`. */
  readonly name: string;
  readonly url: string;
}

/** Any RSS, Atom or RDF feed. */
export function createWebFeedSource({ http, parse, name, url }: WebFeedSourceOptions): Source {
  return {
    name,
    title: new URL(url).host,
    url,
    announcesAs: name,

    async read({ place, signal }) {
      const answer = await http.get({ url, validators: place.validators, accept: FEEDS, signal });
      if (answer.isNotModified) {
        return { papers: [], bad: [], isNotModified: true, hasMore: false, place };
      }
      const page = await parse({ document: answer, format: 'web-feed', kind: name });
      return {
        papers: page.papers,
        bad: page.bad,
        isNotModified: false,
        hasMore: false,
        // A feed that came in part is asked for again.
        place: page.isCutOff ? {} : { validators: answer.validators },
        ...(page.entries === 0 && { note: 'the feed was empty' }),
      };
    },
  };
}

const FEEDS =
  'application/atom+xml, application/rss+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5';
