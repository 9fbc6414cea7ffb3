import { describe, expect, it } from 'vitest';
import { judgeBars } from './bars.ts';
import type { EngineName } from './engine.ts';
import type { Measurement } from './measurement.ts';

describe('judgeBars', () => {
  it('holds ours against what it promises, at the largest size', () => {
    const bars = judgeBars([
      measured('papercord', 1_000, { textMs: 1 }),
      measured('papercord', 150_000, { textMs: 4, buildMs: 60_000 }),
      measured('minisearch', 150_000, { textMs: 8 }),
    ]);

    expect(bars).toContainEqual({
      name: 'text search, times as fast as MiniSearch',
      value: 2,
      relation: 'at least',
      limit: 1,
      isMet: true,
    });
    expect(bars).toContainEqual({
      name: 'papers built in a second',
      value: 2_500,
      relation: 'at least',
      limit: 5_000,
      isMet: false,
    });
  });

  it('compares a start from a snapshot with building', () => {
    const start = { ms: 3_000, residentBytes: 650e6, fileBytes: 1 };
    const bars = judgeBars([
      { ...measured('papercord', 150_000, { textMs: 4, buildMs: 30_000 }), start },
    ]);

    expect(bars.find(({ name }) => name.startsWith('start from a snapshot'))).toMatchObject({
      value: 10,
      isMet: true,
    });
  });

  it('holds searches against what they promise while papers are added', () => {
    const adding = { ms: 500, slowestSearchMs: 60 };
    const bars = judgeBars([{ ...measured('papercord', 1_000, { textMs: 1 }), adding }]);

    expect(bars.slice(-2).map(({ value, isMet }) => [value, isMet])).toEqual([
      [0.5, true],
      [60, false],
    ]);
  });

  it('compares with stock Orama at the size where both were measured', () => {
    const bars = judgeBars([
      measured('papercord', 10_000, { textMs: 2 }),
      measured('orama', 10_000, { textMs: 300 }),
      measured('papercord', 150_000, { textMs: 4 }),
    ]);

    expect(bars.find(({ name }) => name.includes('stock Orama'))).toMatchObject({
      value: 150,
      isMet: true,
    });
  });

  it('says nothing of what was not measured', () => {
    const names = judgeBars([measured('papercord', 84, { textMs: 1 })]).map(({ name }) => name);

    expect(names).toEqual(['resident memory, MB', 'longest pause of the event loop, ms']);
  });

  it('judges no rates by so few papers that they say how long a process takes to begin', () => {
    const start = { ms: 100, residentBytes: 1, fileBytes: 1 };
    const names = [99_999, 100_000].map((papers) =>
      judgeBars([{ ...measured('papercord', papers, { textMs: 1 }), start }])
        .map(({ name }) => name)
        .filter((name) => /second|times as fast/.test(name)),
    );

    expect(names).toEqual([
      [],
      ['papers built in a second', 'start from a snapshot, times as fast as building'],
    ]);
  });

  it('judges nothing when only others were measured', () => {
    expect(judgeBars([measured('fts5', 84, { textMs: 1 })])).toEqual([]);
  });
});

function measured(
  engine: EngineName,
  papers: number,
  { textMs, buildMs = 1_000 }: { textMs: number; buildMs?: number },
): Measurement {
  return {
    engine,
    papers,
    buildMs,
    residentBytes: 200e6,
    search: { text: { queryMs: [textMs], p50Ms: textMs, p99Ms: textMs } },
    loopDelayMs: 10,
  };
}
