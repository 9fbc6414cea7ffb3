import { describe, expect, it } from 'vitest';
import { createExampleSource } from '../../../src/feeds/examples/example-source.ts';

const NOW = new Date('2026-11-23T12:00:00Z');

function readAt(now: Date) {
  return { place: {}, now, signal: new AbortController().signal };
}

describe('createExampleSource', () => {
  it('has nothing in it before it is fed, and says why', async () => {
    const source = createExampleSource();

    const reading = await source.read(readAt(NOW));

    expect(reading).toMatchObject({ papers: [], note: 'no example was fed yet' });
  });

  it('announces an example when it is fed, with those before it', async () => {
    const source = createExampleSource();

    await source.feed(NOW);
    await source.feed(new Date(NOW.getTime() + 60_000));
    const { papers } = await source.read(readAt(NOW));

    expect(papers.map(({ announcedAt }) => announcedAt)).toEqual([
      NOW.getTime(),
      NOW.getTime() + 60_000,
    ]);
    expect(papers[0]).toMatchObject({
      announcement: 'new',
      paper: {
        title: 'Example entry 1: a reward model that asks back',
        authors: ['Example Author'],
        publishedAt: '2026-11-23',
        links: { abstract: 'https://example.org/entries/1' },
      },
    });
  });

  it('calls every example an example, and ends when all were fed', async () => {
    const source = createExampleSource();

    const titles: (string | undefined)[] = [];
    for (let i = 0; i < 8; i++) titles.push(await source.feed(NOW));
    const { papers } = await source.read(readAt(NOW));

    expect(await source.feed(NOW)).toBeUndefined();
    expect(new Set(papers.map(({ paper }) => paper.id)).size).toBe(8);
    expect(titles).toEqual(
      titles.map((_, i) => expect.stringMatching(`^Example entry ${i + 1}: `)),
    );
    for (const { paper } of papers.filter(({ paper: { abstract } }) => abstract !== '')) {
      expect(paper.abstract).toMatch(/^This is an example for trying out posts, not a paper\./);
    }
  });
});
