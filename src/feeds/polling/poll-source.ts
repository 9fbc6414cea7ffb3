import type { Logger } from 'pino';
import type { Paper } from '../../corpus/paper.ts';
import type { Lease } from '../../store/leases.ts';
import type { PaperStore, RecordedPaper } from '../../store/paper-store.ts';
import type { SourceState } from '../../store/source-states.ts';
import type { Store } from '../../store/store.ts';
import { isPageId } from '../documents/page-id.ts';
import { mergePapers } from '../merge-papers.ts';
import type { BadEntry, Reading, Source } from '../source.ts';
import { SourceError } from '../source-error.ts';
import { sortNews } from './news.ts';
import { backOffMs, nextRun, type Timetable } from './next-run.ts';
import { placeOf, readMemory } from './source-memory.ts';
import { afterFailure, afterReading } from './source-progress.ts';
import { withdrawPapers } from './withdraw-papers.ts';

/** A harvest of a month of arXiv's largest category has some twenty pages. */
const MAX_READINGS = 100;
const LOGGED_BAD_ENTRIES = 10;
/** A database takes only so many values with a query. */
const FOUND_AT_A_TIME = 5_000;

/** What one poll of a source came to. */
export interface PollReport {
  readonly source: string;
  /** Entries that could be read. */
  readonly seen: number;
  /** Papers that were not known before. */
  readonly added: number;
  /** Papers whose record changed. */
  readonly updated: number;
  readonly bad: readonly BadEntry[];
  /** Papers that were taken back; nobody is told of them any more. */
  readonly withdrawn: number;
  readonly isNotModified: boolean;
  /** Why there was nothing or not everything to read, in words. */
  readonly note?: string;
  /** Why it failed, in words; what was read before that is kept. */
  readonly error?: string;
}

export interface PollParts {
  readonly store: Pick<Store, 'sources' | 'transaction'>;
  /** For sources without a schedule of their own. */
  readonly timetable: Timetable;
  readonly now: () => Date;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  readonly log: Logger;
  /** Called after something was recorded. */
  readonly onRecorded: () => void;
  /** Gives up reading; what was recorded stays. */
  readonly signal: AbortSignal;
  /** The right to poll: nothing is written once it is lost. */
  readonly lease: Lease;
}

/**
 * Reads a source to its end and records what it gave: papers, the place to go on from and what was
 * found wrong, in one transaction a reading. What goes wrong with the source is kept in its state
 * and told in the report.
 */
export async function pollSource(source: Source, parts: PollParts): Promise<PollReport> {
  let report: PollReport = {
    source: source.name,
    seen: 0,
    added: 0,
    updated: 0,
    bad: [],
    withdrawn: 0,
    isNotModified: false,
  };
  try {
    for (let readings = 0; readings < MAX_READINGS; readings++) {
      const state = await parts.store.sources.get(source.name);
      const reading = await read(source, state, parts);
      const recorded = await record(source, { reading, state, parts });
      logBadEntries(source, reading.bad, parts.log);
      report = addUp(report, reading, recorded);
      if (recorded.length > 0) parts.onRecorded();
      if (!reading.hasMore) break;
    }
  } catch (error) {
    return { ...report, error: await recordFailure(source, error, parts) };
  }
  const { bad, ...counts } = report;
  parts.log.info({ ...counts, bad: bad.length }, 'source read');
  return report;
}

/** Reads once; a source that does not heed the signal is left behind. */
async function read(
  source: Source,
  state: SourceState | undefined,
  { now, signal }: PollParts,
): Promise<Reading> {
  signal.throwIfAborted();
  const reading = source.read({ place: placeOf(state), now: now(), signal });
  let giveUp = () => {};
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([reading, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

async function record(
  source: Source,
  { reading, state, parts }: { reading: Reading; state: SourceState | undefined; parts: PollParts },
): Promise<RecordedPaper[]> {
  const now = parts.now().getTime();
  return parts.store.transaction(async (kept) => {
    const { papers, sources, leases } = kept;
    if (!(await leases.isHeld(parts.lease, now))) throw new LeaseLost();
    const held = await findHeld(papers, reading);
    const { news, old } = sortNews(reading.papers, {
      now,
      followedSince: readMemory(state).followedSince ?? now,
      findHeld: (paperId) => held.get(paperId),
    });
    const recorded: RecordedPaper[] = [];
    for (const [batch, isForMatching] of [
      [old, false],
      [news, true],
    ] as const) {
      if (batch.length === 0) continue;
      const found = batch.map((paper) => ({ ...paper, source: source.announcesAs }));
      recorded.push(...(await papers.record(found, { now, merge: mergePapers, isForMatching })));
    }
    await withdrawPapers(reading.withdrawn ?? [], kept, now);
    // What was interrupted goes on as soon as it can.
    const nextRunAt = reading.hasMore ? now : nextPoll(source, now, parts);
    const progress = { name: source.name, state, now, nextRunAt };
    await sources.save(afterReading(progress, reading, recorded));
    return recorded;
  });
}

/** Which of the pages and of the papers without a date are known already, by the ids they came with. */
async function findHeld(
  papers: Pick<PaperStore, 'find'>,
  reading: Reading,
): Promise<ReadonlyMap<string, Paper>> {
  const asked = reading.papers.filter(
    ({ announcedAt, paper }) => announcedAt === undefined || isPageId(paper.id),
  );
  const held = new Map<string, Paper>();
  for (let start = 0; start < asked.length; start += FOUND_AT_A_TIME) {
    const chunk = asked.slice(start, start + FOUND_AT_A_TIME);
    for (const { paper } of await papers.find(chunk.map((found) => found.paper.id))) {
      held.set(paper.id, paper);
    }
  }
  return held;
}

/** The lease ran out while the source was read: whoever has it now does the writing. */
class LeaseLost extends Error {}

/** @returns the reason in words */
async function recordFailure(source: Source, error: unknown, parts: PollParts): Promise<string> {
  const { store, log, random, signal, lease } = parts;
  const { name } = source;
  if (error instanceof LeaseLost) return 'another process polls now';
  if (isStopped(signal)) return 'the bot is being stopped';
  const reason = reasonOf(error, signal);
  if (reason === undefined) log.error({ source: name, err: error }, 'reading a source failed');
  else log.warn({ source: name, reason }, 'source cannot be read');

  const words = reason ?? 'something went wrong in the bot itself; its log says more';
  const now = parts.now().getTime();
  const retryAfterMs = error instanceof SourceError ? error.retryAfterMs : undefined;
  await store.transaction(async ({ sources, leases }) => {
    if (!(await leases.isHeld(lease, now))) return;
    const state = await sources.get(name);
    const nextRunAt = now + backOffMs((state?.failures ?? 0) + 1, { random, retryAfterMs });
    await sources.save(afterFailure({ name, state, now, nextRunAt }, words));
  });
  return words;
}

/** Whether reading was given up because the poller stops, not because it took too long. */
function isStopped({ aborted, reason }: AbortSignal): boolean {
  return aborted && (reason as Error).name !== 'TimeoutError';
}

function reasonOf(error: unknown, { aborted }: AbortSignal): string | undefined {
  if (aborted) return 'reading it took too long';
  return error instanceof SourceError ? error.message : undefined;
}

/** When a source is to be read next, if it was read at `after`. */
export function nextPoll(
  { schedule }: Source,
  after: number,
  { timetable, random }: Pick<PollParts, 'timetable' | 'random'>,
): number {
  return nextRun(schedule === undefined ? timetable : { schedule, timeZone: 'UTC' }, {
    after,
    random,
  });
}

function addUp(sum: PollReport, reading: Reading, recorded: readonly RecordedPaper[]): PollReport {
  const count = (kind: RecordedPaper['outcome']) =>
    recorded.filter(({ outcome }) => outcome === kind).length;
  return {
    source: sum.source,
    seen: sum.seen + reading.papers.length,
    added: sum.added + count('new'),
    updated: sum.updated + count('updated'),
    bad: [...sum.bad, ...reading.bad],
    withdrawn: sum.withdrawn + (reading.withdrawn?.length ?? 0),
    isNotModified: reading.isNotModified,
    ...(reading.note !== undefined && { note: reading.note }),
  };
}

function logBadEntries({ name }: Source, bad: readonly BadEntry[], log: Logger): void {
  if (bad.length === 0) return;
  const first = bad.slice(0, LOGGED_BAD_ENTRIES);
  log.warn({ source: name, bad: bad.length, first }, 'entries could not be read');
}
