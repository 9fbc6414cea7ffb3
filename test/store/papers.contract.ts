import { describe, expect, it } from 'vitest';
import { SIGHTINGS_KEPT_MS } from '../../src/store/paper-store.ts';
import { collect, DAY_MS, foundPaper, NOW, RECORDING } from './samples.ts';
import type { StoresUnderTest } from './store-under-test.ts';

const page = (url: string) => ({ abstract: url });

export function describePapers({ open }: StoresUnderTest): void {
  describe('papers', () => {
    it('tells what is new, what changed and what is the same', async () => {
      const { papers } = await open();
      const found = foundPaper({ id: '2401.00001' });
      const revised = foundPaper({ id: '2401.00001', abstract: 'We were wrong.' });

      const outcomes = [];
      for (const one of [found, found, revised]) {
        outcomes.push(...(await papers.record([one], RECORDING)));
      }

      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['new', 'same', 'updated']);
      expect(await papers.find(['2401.00001'])).toMatchObject([{ paper: revised.paper }]);
      expect(await papers.count()).toBe(1);
    });

    it('completes what it holds by the rule that it is given, under the id that it has', async () => {
      const { papers } = await open();
      await papers.record(
        [foundPaper({ id: 'feed:1', links: page('https://a.b/1') }, { doi: '10.1000/X' })],
        RECORDING,
      );

      const [recorded] = await papers.record(
        [foundPaper({ id: 'doi:10.1000/x', venue: 'JMLR' }, { version: 2 })],
        {
          ...RECORDING,
          merge: (held, { paper }) => ({
            ...held.paper,
            id: paper.id,
            venue: `${held.doi} ${paper.venue}`,
          }),
        },
      );

      expect(recorded).toMatchObject({
        outcome: 'updated',
        paper: { id: 'feed:1', venue: '10.1000/x JMLR' },
      });
      expect(await papers.find(['feed:1'])).toMatchObject([{ version: 2, doi: '10.1000/x' }]);
    });

    it('holds a paper once that was found twice at a time, as it was found last', async () => {
      const { papers } = await open();

      const recorded = await papers.record(
        [1, 2, 3].map((version) =>
          foundPaper({ id: '2401.00001', title: `Take ${version}` }, { version }),
        ),
        RECORDING,
      );

      expect(recorded.map(({ outcome }) => outcome)).toEqual(['new', 'updated', 'updated']);
      expect(await papers.find(['2401.00001'])).toMatchObject([
        { version: 3, paper: { title: 'Take 3' } },
      ]);
    });

    it('knows for each source, kind of announcement and version whether it is the first', async () => {
      const { papers } = await open();
      const id = '2401.00001';
      const found = [
        foundPaper({ id }),
        foundPaper({ id }),
        foundPaper({ id }, { source: 'hf-daily-papers' }),
        foundPaper({ id }, { announcement: 'replacement', version: 2 }),
        foundPaper({ id }, { announcement: 'replacement', version: 3 }),
      ];

      const first = await papers.record(found, RECORDING);
      const again = await papers.record(found, RECORDING);

      expect(first.map(({ isNewToSource }) => isNewToSource)).toEqual([
        true,
        false,
        true,
        true,
        true,
      ]);
      expect(again.some(({ isNewToSource }) => isNewToSource)).toBe(false);
    });

    it('reads everything in the order of change, and what changed since', async () => {
      const { papers } = await open();
      const all = ['a', 'b', 'c', 'd', 'e'].map((id) => foundPaper({ id, title: id }));
      await papers.record(all, RECORDING);
      const read = async (after?: number) => {
        const chunks = await collect(
          papers.read({ chunkSize: 2, ...(after !== undefined && { after }) }),
        );
        return chunks.flat();
      };
      const before = await read();
      const last = before.at(-1)?.revision;

      await papers.record(
        [foundPaper({ id: 'b', title: 'b again' }), foundPaper({ id: 'f' })],
        RECORDING,
      );

      expect(before.map(({ paper }) => paper.id)).toEqual(['a', 'b', 'c', 'd', 'e']);
      expect((await read(last)).map(({ paper }) => paper.id)).toEqual(['b', 'f']);
      expect((await read()).map(({ paper }) => paper.id)).toEqual(['a', 'c', 'd', 'e', 'b', 'f']);
    });

    it('lists what was announced since a time, oldest first', async () => {
      const { papers } = await open();
      const daysAgo = [40, 3, 30, 1, 30];
      await papers.record(
        daysAgo.map((days, index) =>
          foundPaper({ id: `p${index}` }, { announcedAt: NOW - days * DAY_MS }),
        ),
        RECORDING,
      );
      await papers.record(
        [foundPaper({ id: 'p5' }, { announcement: 'cross-list', version: 1 })],
        RECORDING,
      );

      const chunks = await collect(papers.sightings({ since: NOW - 30 * DAY_MS, chunkSize: 2 }));

      expect(chunks.flat().map(({ paper }) => paper.id)).toEqual(['p2', 'p4', 'p1', 'p3', 'p5']);
      expect(chunks.flat().at(-1)).toMatchObject({
        source: 'arxiv:cs.CL',
        announcement: 'cross-list',
        announcedAt: NOW,
        version: 1,
      });
    });

    it('hands out what no subscription was matched with until that is done', async () => {
      const { papers } = await open();
      await papers.record(
        ['a', 'b', 'c'].map((id) => foundPaper({ id })),
        RECORDING,
      );
      const firstTwo = await papers.unmatched(2);

      await papers.markMatched(firstTwo.map(({ id }) => id));

      expect(firstTwo.map(({ paper }) => paper.id)).toEqual(['a', 'b']);
      expect((await papers.unmatched(2)).map(({ paper }) => paper.id)).toEqual(['c']);
    });

    it('matches what was only back-filled when a source announces it', async () => {
      const { papers } = await open();
      const found = [foundPaper({ id: 'a' }), foundPaper({ id: 'b' })];
      await papers.record(found, { ...RECORDING, isForMatching: false });
      const afterBackfill = await papers.unmatched(9);

      const announced = await papers.record(found.slice(1), RECORDING);

      expect(afterBackfill).toEqual([]);
      expect(announced).toMatchObject([{ outcome: 'same', isNewToSource: true }]);
      expect((await papers.unmatched(9)).map(({ paper }) => paper.id)).toEqual(['b']);
    });

    it('forgets in time what was announced, but not what nobody was matched with', async () => {
      const { papers } = await open();
      const daysAgo = (days: number) => ({ announcedAt: NOW - days * DAY_MS });
      await papers.record(
        [
          foundPaper({ id: 'done' }, daysAgo(50)),
          foundPaper({ id: 'waiting' }, daysAgo(50)),
          foundPaper({ id: 'young' }, daysAgo(1)),
        ],
        RECORDING,
      );
      const [done, , young] = await papers.unmatched(9);
      await papers.markMatched([done!.id, young!.id]);

      expect(await papers.pruneSightings(NOW - 30 * DAY_MS)).toBe(1);

      const left = (await collect(papers.sightings({ since: 0 }))).flat();
      expect(left.map(({ paper }) => paper.id)).toEqual(['waiting', 'young']);
      expect(await papers.count()).toBe(3);
    });

    it('does not take for news what a feed without dates lists for longer than that', async () => {
      const { papers } = await open();
      const found = [foundPaper({ id: 'a' }), foundPaper({ id: 'b' }, { announcedAt: NOW })];
      await papers.record(found, RECORDING);
      await papers.markMatched((await papers.unmatched(9)).map(({ id }) => id));
      const later = NOW + SIGHTINGS_KEPT_MS + DAY_MS;
      await papers.pruneSightings(later - SIGHTINGS_KEPT_MS);

      const again = await papers.record(found, { ...RECORDING, now: later });
      await papers.record(found, { ...RECORDING, now: later, isForMatching: false });

      expect(again[0]).toMatchObject({ outcome: 'same', isNewToSource: false });
      expect(await papers.unmatched(9)).toMatchObject([{ paper: { id: 'b' } }]);
      expect((await collect(papers.sightings({ since: 0 }))).flat()).toHaveLength(1);
    });

    it('matches nobody with papers that are silenced', async () => {
      const { papers } = await open();
      await papers.record([foundPaper({ id: 'a' }), foundPaper({ id: 'b' })], RECORDING);

      await papers.silence(['a', 'unknown']);

      expect((await papers.unmatched(9)).map(({ paper }) => paper.id)).toEqual(['b']);
    });

    it('finds papers by their arXiv id as well, and none when asked for none', async () => {
      const { papers } = await open();
      await papers.record(
        [foundPaper({ id: 'feed:1', links: page('https://arxiv.org/abs/2401.00001') })],
        RECORDING,
      );

      expect(await papers.find(['2401.00001'])).toMatchObject([{ paper: { id: 'feed:1' } }]);
      expect(await papers.find([])).toEqual([]);
      expect(await papers.record([], RECORDING)).toEqual([]);
    });

    it('gives a paper back as it came, with signs that no text should have', async () => {
      const { papers } = await open();
      const odd = foundPaper({
        id: 'odd',
        title: 'A\0B \ud800 “\u{1F600}”',
        abstract: '$x_1$ \\alpha',
      });

      await papers.record([odd], RECORDING);

      expect(await papers.find(['odd'])).toMatchObject([{ paper: odd.paper }]);
    });

    it('records more papers at a time than one statement can take', async () => {
      const { papers } = await open();
      const found = Array.from({ length: 1_200 }, (_, index) => foundPaper({ id: `p${index}` }));

      const recorded = await papers.record(found, RECORDING);

      expect(
        recorded.every(({ outcome, isNewToSource }) => outcome === 'new' && isNewToSource),
      ).toBe(true);
      expect(await papers.count()).toBe(1_200);
      expect((await papers.unmatched(2_000)).map(({ paper }) => paper.id)).toEqual(
        found.map(({ paper }) => paper.id),
      );
    });
  });
}
