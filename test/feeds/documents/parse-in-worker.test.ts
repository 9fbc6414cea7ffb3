import { describe, expect, it } from 'vitest';
import { createWorkerParser } from '../../../src/feeds/documents/parse-in-worker.ts';
import { webDocument } from '../web-document.ts';

const job = (content: string) => ({
  document: webDocument(content),
  format: 'web-feed' as const,
  kind: 'lab.example',
});

describe('createWorkerParser', () => {
  it('reads documents and hands on why one is refused', async () => {
    const parse = createWorkerParser();

    const [page] = await Promise.all([
      parse(
        job(
          '<rss version="2.0"><channel><item><title>A</title><link>https://lab.example/a</link></item></channel></rss>',
        ),
      ),
      expect(parse(job('<html></html>'))).rejects.toMatchObject({
        name: 'SourceError',
        message: 'it is a web page, not a feed',
      }),
    ]);

    expect(page.papers[0]?.paper.title).toBe('A');
  });

  it('ends the reading of a document that takes too long', async () => {
    // On a fast machine, too: no thread starts and reads that much so soon.
    const parse = createWorkerParser({ timeoutMs: 50 });
    const endless = `<rss version="2.0"><channel><item><title>${'<'.repeat(4_000_000)}</channel></rss>`;

    await expect(parse(job(endless))).rejects.toThrow('reading it took longer than 0.05 s');
  });
});
