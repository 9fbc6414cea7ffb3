import { readFile } from 'node:fs/promises';
import { readWebFeed } from '../documents/read-web-feed.ts';
import type { AnnouncedPaper, Source } from '../source.ts';

const NAME = 'examples';
const DOCUMENT = new URL('examples.xml', import.meta.url);

/** A source that announces what it is told to, for trying out posts without a network. */
export interface ExampleSource extends Source {
  /** How many examples there are in all. */
  readonly size: number;
  /**
   * Lets the next example appear in the source, as if it were announced at `now`; whoever reads the
   * source next finds it.
   *
   * @returns its title; `undefined` when all have appeared
   */
  feed(now: Date): string | undefined;
}

/** Opens the source of the examples; nothing is in it before it is fed. */
export async function openExampleSource(): Promise<ExampleSource> {
  const document = { bytes: await readFile(DOCUMENT), contentType: 'text/xml', url: DOCUMENT.href };
  const { papers: examples } = readWebFeed(document, NAME);
  const fed: AnnouncedPaper[] = [];

  return {
    name: NAME,
    title: 'Examples',
    announcesAs: NAME,
    size: examples.length,

    feed(now) {
      const example = examples[fed.length];
      if (example === undefined) return undefined;
      const publishedAt = now.toISOString().slice(0, 10);
      const paper = { ...example.paper, publishedAt };
      fed.push({ ...example, paper, announcedAt: now.getTime() });
      return paper.title;
    },

    async read({ place }) {
      return {
        papers: [...fed],
        bad: [],
        isNotModified: false,
        hasMore: false,
        place,
        ...(fed.length === 0 && { note: 'it was not fed an example yet' }),
      };
    },
  };
}
