import { readFile } from 'node:fs/promises';
import type { AnnouncedPaper, Source } from '../source.ts';
import { sourceTitle } from '../source-title.ts';

const NAME = 'examples';
const DOCUMENT = new URL('examples.xml', import.meta.url);

/** A source that announces what it is told to, for trying out posts without a network. */
export interface ExampleSource extends Source {
  /**
   * Lets the next example appear in the source, as if it were announced at `now`; whoever reads the
   * source next finds it.
   *
   * @returns its title; `undefined` when all have appeared
   */
  feed(now: Date): Promise<string | undefined>;
}

/** Makes the source of the examples; nothing is in it before it is fed. */
export function createExampleSource(): ExampleSource {
  const fed: AnnouncedPaper[] = [];
  let reading: Promise<readonly AnnouncedPaper[]> | undefined;

  return {
    name: NAME,
    title: sourceTitle(NAME),
    announcesAs: NAME,

    async feed(now) {
      reading ??= readExamples();
      const examples = await reading;
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
        ...(fed.length === 0 && { note: 'no example was fed yet' }),
      };
    },
  };
}

async function readExamples(): Promise<readonly AnnouncedPaper[]> {
  const { readWebFeed } = await import('../documents/read-web-feed.ts');
  const bytes = await readFile(DOCUMENT);
  return readWebFeed({ bytes, contentType: 'text/xml', url: DOCUMENT.href }, NAME).papers;
}
