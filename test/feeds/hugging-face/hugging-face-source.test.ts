import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/feeds/documents/parse-document.ts';
import { createHttpClient } from '../../../src/feeds/http/http-client.ts';
import { createHuggingFaceSource } from '../../../src/feeds/hugging-face/hugging-face-source.ts';
import type { Place } from '../../../src/feeds/source.ts';
import { queryOf, startWebServer } from '../web-server.ts';

const item = (id: string) => ({ paper: { id, title: `Paper ${id}` } });

async function readAt(
  now: string,
  listOf: (query: Record<string, string>) => unknown[],
  { days = 0, place = {} }: { days?: number; place?: Place } = {},
) {
  const server = await startWebServer((request, response) =>
    response.end(JSON.stringify(listOf(queryOf(request)))),
  );
  const source = createHuggingFaceSource({
    http: createHttpClient({ now: () => new Date(now) }),
    parse: async (job) => parseDocument(job),
    baseUrl: server.url,
    days,
  });
  const signal = new AbortController().signal;
  const reading = await source.read({ place, now: new Date(now), signal });
  return { reading, queries: server.requests.map(queryOf) };
}

describe('createHuggingFaceSource', () => {
  it.each([
    ['2026-11-20T03:00:00Z', ['2026-11-17', '2026-11-18', '2026-11-19']],
    ['2026-11-20T02:59:59Z', ['2026-11-16', '2026-11-17', '2026-11-18']],
  ])('reads at %s the last three days whose lists are closed', async (now, days) => {
    const { queries } = await readAt(now, () => [item('2611.00001')]);

    expect(queries.map(({ date }) => date)).toEqual(days);
  });

  it.each([
    ['at first', {}, '2026-11-10', 10],
    ['after one day', { cursor: '2026-11-18' }, '2026-11-16', 4],
    ['after a week away', { cursor: '2026-11-12' }, '2026-11-10', 10],
    ['after months away', { cursor: '2026-01-01' }, '2026-11-10', 10],
    ['a second time on a day', { cursor: '2026-11-19' }, '2026-11-17', 3],
  ])('reads %s from %j on', async (_when, place, first, count) => {
    const { queries, reading } = await readAt('2026-11-20T04:00:00Z', () => [], {
      days: 10,
      place,
    });

    expect(queries.map(({ date }) => date)).toHaveLength(count);
    expect(queries[0]?.date).toBe(first);
    expect(reading.place).toEqual({ cursor: '2026-11-19' });
  });

  it('dates an announcement by its list where nothing else does', async () => {
    const { reading } = await readAt('2026-11-20T04:00:00Z', ({ date }) =>
      date === '2026-11-18' ? [item('2611.00001')] : [],
    );

    expect(reading.papers).toMatchObject([
      { paper: { id: '2611.00001' }, announcedAt: Date.parse('2026-11-18') },
    ]);
  });

  it('turns the pages of a long day, and stops at a server that has only one', async () => {
    const page = (p: number) =>
      Array.from({ length: 100 }, (_, i) => item(`2611.${String(p * 100 + i).padStart(5, '0')}`));
    const { reading, queries } = await readAt('2026-11-20T04:00:00Z', ({ date, p }) => {
      if (date === '2026-11-19') return page(Math.min(1, Number(p)));
      return [];
    });

    expect(reading.papers).toHaveLength(200);
    expect(queries.filter(({ date }) => date === '2026-11-19').map(({ p }) => p)).toEqual([
      '0',
      '1',
      '2',
    ]);
  });

  it.each([
    ['2026-11-23T04:00:00Z', /^weekend: the source was empty/],
    ['2026-11-20T04:00:00Z', 'the source was empty: it lists no papers of 2026-11-19'],
  ])('says why there was nothing at %s', async (now, note) => {
    const { reading } = await readAt(now, () => []);

    expect(reading.note).toMatch(note);
  });
});
