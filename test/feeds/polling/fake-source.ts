import type { AnnouncedPaper, Reading, ReadRequest, Source } from '../../../src/feeds/source.ts';
import { paperWith } from '../../sample-papers.ts';

export const NOW = Date.parse('2026-11-23T12:00:00Z');

/** A source that gives what it is told to; `requests` are what it was asked. */
export function fakeSource(
  name: string,
  read: (request: ReadRequest, count: number) => Partial<Reading> | Promise<Partial<Reading>>,
  more: Partial<Source> = {},
): Source & { readonly requests: readonly ReadRequest[] } {
  const requests: ReadRequest[] = [];
  return {
    name,
    title: `Source ${name}`,
    announcesAs: name,
    requests,
    async read(request) {
      requests.push(request);
      return {
        papers: [],
        bad: [],
        isNotModified: false,
        hasMore: false,
        place: {},
        ...(await read(request, requests.length)),
      };
    },
    ...more,
  };
}

/** A paper that was announced just now. */
export function announced(id: string, more: Partial<AnnouncedPaper> = {}): AnnouncedPaper {
  return {
    paper: paperWith({ id, title: `Paper ${id} of a Test` }),
    announcement: 'new',
    announcedAt: NOW,
    ...more,
  };
}
