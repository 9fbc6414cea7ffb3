import { ADDED_PAPERS, type Measurement } from './measurement.ts';
import { formatNumber, p50Ratio, papersPerSecond } from './report.ts';

/** A promise about speed or memory, and whether this run kept it. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly relation: 'at most' | 'at least';
  readonly limit: number;
  readonly isMet: boolean;
}

/** Papers with which stock Orama is still quick enough to be compared with. */
const PAPERS_OF_STOCK = 10_000;

/**
 * Holds ours against what it promises for 156,316 papers on two cores: at the largest size that was
 * measured, since what holds for many papers holds for fewer. What was not measured is left out.
 */
export function judgeBars(all: readonly Measurement[]): Bar[] {
  const find = (name: string, size: number) =>
    all.find(({ engine, papers }) => engine === name && papers === size);
  const largest = Math.max(...all.map(({ papers }) => papers));
  const ours = find('papercord', largest);
  if (ours === undefined) return [];
  const { text, hybrid } = ours.search;
  const miniSearch = find('minisearch', largest)?.search.text;
  const ownAtStock = find('papercord', PAPERS_OF_STOCK)?.search.text;
  const stock = find('orama', PAPERS_OF_STOCK)?.search.text;
  return [
    atMost('hybrid search, p50 ms', hybrid?.p50Ms, 10),
    atMost('hybrid search, p99 ms', hybrid?.p99Ms, 40),
    atLeast(
      'text search, times as fast as MiniSearch',
      text && miniSearch && p50Ratio(miniSearch, text),
      1,
    ),
    atLeast(
      `text search, times as fast as stock Orama at ${PAPERS_OF_STOCK} papers`,
      stock && ownAtStock && p50Ratio(stock, ownAtStock),
      100,
    ),
    atLeast('papers built in a second', papersPerSecond(ours), 5_000),
    atMost('resident memory, MB', ours.residentBytes / 1e6, 900),
    atLeast(
      'start from a snapshot, times as fast as building',
      ours.start && ours.buildMs / ours.start.ms,
      5,
    ),
    atMost(
      'resident memory after a start from a snapshot, MB',
      ours.start && ours.start.residentBytes / 1e6,
      900,
    ),
    atMost('longest pause of the event loop, ms', ours.loopDelayMs, 50),
    atMost('the same in heavy queries, ms', ours.heavy?.loopDelayMs, 50),
    atMost(`adding ${ADDED_PAPERS} papers, s`, ours.adding && ours.adding.ms / 1_000, 1),
  ].filter((bar) => bar !== undefined);
}

/** A line a bar. */
export function formatBars(bars: readonly Bar[]): string {
  const width = Math.max(...bars.map(({ name }) => name.length));
  return bars
    .map(({ name, value, relation, limit, isMet }) => {
      const verdict = isMet ? 'met' : 'missed';
      const promise = `${relation} ${formatNumber(limit)}`;
      return `${verdict.padEnd(6)}  ${name.padEnd(width)}  ${formatNumber(value)} (${promise})\n`;
    })
    .join('');
}

type Measured = number | undefined;

function atMost(name: string, value: Measured, limit: Measured): Bar | undefined {
  if (value === undefined || limit === undefined) return undefined;
  return { name, value, relation: 'at most', limit, isMet: value <= limit };
}

function atLeast(name: string, value: Measured, limit: number): Bar | undefined {
  if (value === undefined) return undefined;
  return { name, value, relation: 'at least', limit, isMet: value >= limit };
}
