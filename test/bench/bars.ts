import { atLeast, atMost, type Bar } from '../../src/search/evaluation/bar.ts';
import { ADDED_PAPERS, type Measurement } from './measurement.ts';
import { p50Ratio, papersPerSecond } from './report.ts';

/** Papers with which stock Orama is still quick enough to be compared with. */
const PAPERS_OF_STOCK = 10_000;

/** With fewer papers, most of the time is what a process takes to begin. */
const MIN_PAPERS_OF_RATES = 100_000;

/**
 * Holds ours against what it promises for 156,316 papers on two cores: at the largest size that was
 * measured, since what holds for many papers holds for fewer, but for rates. What was not measured is
 * left out.
 */
export function judgeBars(all: readonly Measurement[]): Bar[] {
  const find = (name: string, size: number) =>
    all.find(({ engine, papers }) => engine === name && papers === size);
  const largest = Math.max(...all.map(({ papers }) => papers));
  const ours = find('papercord', largest);
  if (ours === undefined) return [];
  const { text, hybrid } = ours.search;
  const hasRates = largest >= MIN_PAPERS_OF_RATES;
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
    atLeast('papers built in a second', hasRates ? papersPerSecond(ours) : undefined, 5_000),
    atMost('resident memory, MB', ours.residentBytes / 1e6, 900),
    atLeast(
      'start from a snapshot, times as fast as building',
      hasRates && ours.start ? ours.buildMs / ours.start.ms : undefined,
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
    atMost('slowest search meanwhile, ms', ours.adding?.slowestSearchMs, 50),
  ].filter((bar) => bar !== undefined);
}
