import { describe, expect, it } from 'vitest';
import { FEEDBACK_KEPT_MS } from '../../src/answer/feedback.ts';
import type { SourceState } from '../../src/store/source-states.ts';
import { foundPaper, NOW, RECORDING } from './samples.ts';
import type { StoresUnderTest } from './store-under-test.ts';

const idle: SourceState = {
  name: 'arxiv:cs.CL',
  failures: 0,
  today: { day: '2026-11-23', seen: 0, new: 0, bad: 0 },
};

export function describeStates({ open }: StoresUnderTest): void {
  describe('source states', () => {
    it('holds a state as it was saved last', async () => {
      const { sources } = await open();
      const failed = {
        ...idle,
        etag: 'W/"1"',
        lastModified: 'Mon, 23 Nov 2026 00:00:00 GMT',
        cursor: '2026-11-22',
        lastSuccessAt: NOW - 1,
        lastError: 'the server answered with 503',
        lastErrorAt: NOW,
        failures: 3,
        nextRunAt: NOW + 1,
        today: { day: '2026-11-23', seen: 30, new: 20, bad: 1 },
      };

      await sources.save(failed);
      expect(await sources.get(idle.name)).toEqual(failed);
      await sources.save(idle);
      expect(await sources.get(idle.name)).toEqual(idle);
    });

    it('lists sources by name', async () => {
      const { sources } = await open();
      for (const name of ['b', 'a']) await sources.save({ ...idle, name });

      expect((await sources.list()).map(({ name }) => name)).toEqual(['a', 'b']);
      expect(await sources.get('c')).toBeUndefined();
    });
  });

  describe('feedback', () => {
    it('lists what people thought of answers, newest first', async () => {
      const { feedback } = await open();
      const given = [1, 3, 2].map((day) => ({
        question: `Question ${day}?`,
        paperIds: ['2401.00001', 'feed:1'],
        isUseful: day === 2,
        at: new Date(NOW + day),
      }));

      for (const one of given) await feedback.add(one);

      expect(await feedback.list(2)).toEqual([given[1], given[2]]);
    });

    it('forgets what was given more than a year before the latest', async () => {
      const { feedback } = await open();
      const given = [0, 1, FEEDBACK_KEPT_MS + 1].map((ms) => ({
        question: `Question after ${ms} ms?`,
        paperIds: [],
        isUseful: true,
        at: new Date(NOW + ms),
      }));

      for (const one of given) await feedback.add(one);

      expect(await feedback.list(9)).toEqual([given[2], given[1]]);
    });
  });

  describe('transactions', () => {
    it('keep all that was written in them', async () => {
      const store = await open();

      const count = await store.transaction(async ({ papers, sources }) => {
        await papers.record([foundPaper({ id: 'a' })], RECORDING);
        await sources.save(idle);
        return papers.count();
      });

      expect(count).toBe(1);
      expect(await store.papers.count()).toBe(1);
      expect(await store.sources.list()).toEqual([idle]);
    });

    it('keep nothing when they fail, and fail with what went wrong', async () => {
      const store = await open();
      const failure = new Error('out of paper');

      const attempt = store.transaction(async ({ papers, sources }) => {
        await papers.record([foundPaper({ id: 'a' })], RECORDING);
        await sources.save(idle);
        throw failure;
      });

      await expect(attempt).rejects.toBe(failure);
      expect(await store.papers.count()).toBe(0);
      expect(await store.sources.list()).toEqual([]);
    });

    it('refuse the store itself, which would wait for them without end', async () => {
      const store = await open();

      const attempt = store.transaction(() => store.papers.count());

      await expect(attempt).rejects.toThrow(/use the parts of the store that it is given/);
      expect(await store.papers.count()).toBe(0);
    });

    it('keep what was written for who opens the database next', async () => {
      const store = await open();
      await store.papers.record([foundPaper({ id: 'a' })], RECORDING);
      await store.close();

      const next = await open();

      expect(await next.papers.count()).toBe(1);
    });
  });
}
