import { describe, expect, it } from 'vitest';
import { describeSource } from '../../src/feeds/describe-source.ts';
import { afterFailure, afterReading } from '../../src/feeds/polling/source-progress.ts';
import type { Reading } from '../../src/feeds/source.ts';
import { sourceHealth } from '../../src/feeds/source-health.ts';
import type { RecordedPaper } from '../../src/store/paper-store.ts';
import type { SourceState } from '../../src/store/source-states.ts';
import { paperWith } from '../sample-papers.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const HOUR_MS = 60 * 60_000;
const source = { name: 'arxiv:cs.CL', title: 'arXiv cs.CL' };

function reading(more: Partial<Reading> = {}): Reading {
  return { papers: [], bad: [], isNotModified: false, hasMore: false, place: {}, ...more };
}

function recorded(outcomes: readonly RecordedPaper['outcome'][]): RecordedPaper[] {
  return outcomes.map((outcome) => ({
    paper: paperWith({ id: 'feed:1' }),
    outcome,
    isNewToSource: true,
  }));
}

const papers = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    paper: paperWith({ id: `feed:${i}` }),
    announcement: 'new' as const,
  }));

function read(
  before: SourceState | undefined,
  given: Partial<Reading>,
  outcomes: readonly RecordedPaper['outcome'][] = [],
  at = NOW,
): SourceState {
  const progress = { name: source.name, state: before, now: at, nextRunAt: at + HOUR_MS };
  return afterReading(progress, reading(given), recorded(outcomes));
}

function fail(before: SourceState | undefined, error: string, at = NOW): SourceState {
  return afterFailure(
    { name: source.name, state: before, now: at, nextRunAt: at + HOUR_MS / 4 },
    error,
  );
}

const described = (state: SourceState | undefined, at = NOW) =>
  describeSource(sourceHealth(source, state, new Date(at)), new Date(at));

describe('describeSource', () => {
  it('says of a source that was never read that it is due', () => {
    expect(described(undefined)).toEqual(['Not read yet. Due now.']);
  });

  it('says when a source was read, what it gave today and when it is read next', () => {
    const state = read(undefined, { papers: papers(3) }, ['new', 'new', 'same']);

    expect(described(state, NOW + 5 * 60_000)).toEqual([
      'Last read 5 minutes ago. Next in 55 minutes.',
      'Today 2 new papers, of 3 read.',
    ]);
  });

  it.each([
    [
      'weekend: the source was empty, arXiv announces nothing on Saturdays and Sundays',
      { note: 'weekend: the source was empty, arXiv announces nothing on Saturdays and Sundays' },
    ],
    ['the source has not changed since it was read before', { isNotModified: true }],
    ['all 2 papers of today were known already', { papers: papers(2) }],
    ['none of its entries could be read', { bad: [{ entry: 'A', reason: 'link is missing' }] }],
    ['there was nothing in it', {}],
  ])('says why nothing came: %s', (why, given) => {
    expect(described(read(undefined, given, ['same', 'same']))).toContain(
      `Nothing new today: ${why}.`,
    );
  });

  it('says on Sunday that the source, which has not changed since, was empty', () => {
    const saturday = read(undefined, { note: 'weekend: the source was empty' });
    const sunday = read(saturday, { isNotModified: true }, [], NOW + 24 * HOUR_MS);

    expect(described(sunday, NOW + 24 * HOUR_MS)).toContain(
      'Nothing new today: weekend: the source was empty.',
    );
  });

  it('says what went wrong, since when, and when it is tried again', () => {
    const well = read(undefined, { papers: papers(1) }, ['new']);
    const failing = fail(
      fail(well, 'it answers 503', NOW + HOUR_MS),
      'it answers 502',
      NOW + 2 * HOUR_MS,
    );

    expect(described(failing, NOW + 2 * HOUR_MS)).toEqual([
      'Cannot be read: it answers 502.',
      'Last read 2 hours ago, tried twice since. Next in 15 minutes.',
      'Today 1 new paper, of 1 read.',
    ]);
    expect(described(fail(undefined, 'its name is not known'))).toEqual([
      'Cannot be read: its name is not known.',
      'Never read, tried once. Next in 15 minutes.',
      'Nothing new today.',
    ]);
  });

  it('says what was wrong with entries', () => {
    const bad = ['title is missing', 'title is missing', 'link is missing'].map((reason) => ({
      entry: 'x',
      reason,
    }));

    expect(described(read(undefined, { papers: papers(1), bad }, ['new'])).at(-1)).toBe(
      '3 entries could not be read: title is missing (2), link is missing (1).',
    );
  });

  it('adds up a day, and begins each day anew', () => {
    const morning = read(undefined, { papers: papers(2) }, ['new', 'new']);
    const noon = read(morning, { papers: papers(2) }, ['new', 'same']);

    expect(noon.today).toEqual({ day: '2026-11-21', seen: 4, new: 3, bad: 0 });
    expect(sourceHealth(source, noon, new Date(NOW + 24 * HOUR_MS))).toMatchObject({
      today: { seen: 0, new: 0, bad: 0 },
      quietBecause: 'it has not been read today yet',
    });
  });
});
