import { formatNumber } from '../../src/search/evaluation/bar.ts';
import { percentile } from '../../src/search/evaluation/metrics.ts';
import type { SearchMode } from '../../src/search/paper-index.ts';
import type { EngineName } from './engine.ts';
import { ADDED_PAPERS, type Measurement, type SearchTimes } from './measurement.ts';

const MODES: readonly SearchMode[] = ['text', 'vector', 'hybrid'];

/** What every engine is held against. */
const OURS: EngineName = 'papercord';

const NOT_MEASURED = '–';

/** Values of an engine over those of ours with as many papers; absent where either has none. */
export interface Ratios {
  readonly papersPerSecond: number;
  readonly resident: number;
  readonly p50: { readonly [mode in SearchMode]?: number };
}

/** Papers that are built in a second. */
export function papersPerSecond({ papers, buildMs }: Measurement): number {
  return (papers / buildMs) * 1_000;
}

/** `undefined` when ours was not measured with as many papers. */
export function ratiosToOurs(
  measurement: Measurement,
  all: readonly Measurement[],
): Ratios | undefined {
  const ours = all.find(({ engine, papers }) => engine === OURS && papers === measurement.papers);
  if (ours === undefined) return undefined;
  const p50 = MODES.flatMap((mode) => {
    const [their, our] = [measurement.search[mode], ours.search[mode]];
    return their && our ? [[mode, p50Ratio(their, our)] as const] : [];
  });
  return {
    papersPerSecond: papersPerSecond(measurement) / papersPerSecond(ours),
    resident: measurement.residentBytes / ours.residentBytes,
    p50: Object.fromEntries(p50),
  };
}

/** How many times as long searches took, in the median of the queries that both were asked. */
export function p50Ratio(their: SearchTimes, our: SearchTimes): number {
  const common = Math.min(their.queryMs.length, our.queryMs.length);
  const [theirMs, ourMs] = [their, our].map(({ queryMs }) =>
    percentile(queryMs.slice(0, common), 0.5),
  );
  return theirMs! / ourMs!;
}

/**
 * A table with one row an engine and size. In brackets: how many times the value of ours.
 *
 * @param wantedQueries a search time that rests on fewer says on how many
 */
export function formatTable(all: readonly Measurement[], wantedQueries: number): string {
  const head = [
    ['papers', 'engine', 'papers/s', 'memory MB', 'start s', 'then MB'],
    MODES.flatMap((mode) => [`${mode} p50 ms`, 'p99 ms']),
    ['loop ms', 'heavy loop', 'slowest', 'add s', 'search ms'],
  ].flat();
  const rows = all.map((measurement) => toRow(measurement, all, wantedQueries));
  const widths = head.map((cell, column) =>
    Math.max(...[head, ...rows].map((row) => (row === head ? cell : row[column]!).length)),
  );
  const lines = [head, ...rows].map((row, i) => {
    const isNewSize = i > 1 && row[0] !== rows[i - 2]![0];
    const cells = row.map((cell, column) =>
      column === 1 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
    );
    return `${isNewSize ? '\n' : ''}${cells.join('  ').trimEnd()}\n`;
  });
  return lines.join('');
}

/** What the columns of the table say, for people who see it the first time. */
export const TABLE_NOTES = `\
In brackets: how many times the value of papercord, search times over the queries that both were
asked; “(n of m)”: the time was up after n queries.
memory: of the whole process when all papers were added; start: seconds until a new process answers
its first query, from what was saved, and its memory then; loop: longest pause of the event loop
while 20 searches run at once, in the last mode of the row; heavy loop: the same during queries for
what most papers have (common phrases, names, exclusions, years), and ms of the slowest; add:
seconds to add ${ADDED_PAPERS} more papers, and ms of the slowest search meanwhile.
`;

function toRow(
  measurement: Measurement,
  all: readonly Measurement[],
  wantedQueries: number,
): string[] {
  const { papers, engine, residentBytes, search, loopDelayMs, heavy, adding, start } = measurement;
  const ratios = engine === OURS ? undefined : ratiosToOurs(measurement, all);
  const searchCells = MODES.flatMap((mode) => {
    const times = search[mode];
    if (times === undefined) return [NOT_MEASURED, NOT_MEASURED];
    const { queryMs, p50Ms, p99Ms } = times;
    const isPart = queryMs.length < wantedQueries;
    const part = isPart ? ` (${queryMs.length} of ${wantedQueries})` : '';
    return [withRatio(formatNumber(p50Ms), ratios?.p50[mode]), formatNumber(p99Ms) + part];
  });
  return [
    papers.toLocaleString('en'),
    engine,
    withRatio(formatNumber(papersPerSecond(measurement)), ratios?.papersPerSecond),
    withRatio(formatNumber(residentBytes / 1e6), ratios?.resident),
    start ? formatNumber(start.ms / 1_000) : NOT_MEASURED,
    start ? formatNumber(start.residentBytes / 1e6) : NOT_MEASURED,
    ...searchCells,
    formatNumber(loopDelayMs),
    heavy ? formatNumber(heavy.loopDelayMs) : NOT_MEASURED,
    heavy ? formatNumber(heavy.slowestMs) : NOT_MEASURED,
    adding ? formatNumber(adding.ms / 1_000) : NOT_MEASURED,
    adding ? formatNumber(adding.slowestSearchMs) : NOT_MEASURED,
  ];
}

function withRatio(value: string, ratio: number | undefined): string {
  return ratio === undefined ? value : `${value} (${formatNumber(ratio)}×)`;
}
