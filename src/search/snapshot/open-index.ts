import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { Paper } from '../../corpus/paper.ts';
import type { PaperIndex } from '../paper-index.ts';
import type { SnapshotIndex, SnapshotStore } from './snapshot-store.ts';

/**
 * An index that was built quicker is built at every start: nobody would notice what a snapshot
 * saves, and no file is left lying about.
 */
const MIN_BUILD_MS = 2_000;

/** Where more papers differ, an index built fresh is as quick, and has no gaps. */
const MAX_DIFFERENT_SHARE = 0.1;

/** Where the papers of an index come from. */
export interface PaperSource {
  /**
   * Changes whenever a paper does, and is had much quicker than all of them; `undefined` where there
   * is no such thing, and papers are compared one by one.
   */
  fingerprint(): Promise<string | undefined>;

  /** All papers, each id once. */
  papers(): AsyncIterable<Paper>;
}

export interface OpenIndexOptions<I> {
  readonly createIndex: () => I;
  readonly source: PaperSource;
  readonly snapshots: SnapshotStore;
  /** In milliseconds, from any point on. */
  readonly now: () => number;
  readonly log?: Logger | undefined;
}

/** An index of the papers of its source. */
export interface OpenedIndex<I> {
  readonly index: I;
  /** Fulfilled when the snapshot for the next start is on the disk, or is known to be of no use. */
  readonly saved: Promise<void>;
}

/**
 * Takes an index from a snapshot if that is right in nearly all papers, and puts right the others;
 * builds it otherwise. Writes a snapshot for the next start, while the index is already in use, if
 * there is something to be gained.
 *
 * @throws what `source` throws
 */
export async function openIndex<I extends SnapshotIndex>({
  createIndex,
  source,
  snapshots,
  now,
  log,
}: OpenIndexOptions<I>): Promise<OpenedIndex<I>> {
  const start = now();
  const fingerprint = await source.fingerprint();
  let loaded = await snapshots.load(createIndex);
  const logDone = (how: string, size: number): void =>
    log?.info({ papers: size, ms: Math.round(now() - start) }, how);
  if (loaded !== undefined && fingerprint !== undefined && loaded.papers === fingerprint) {
    logDone('Index restored from its snapshot', loaded.index.size);
    return { index: loaded.index, saved: snapshots.tidy() };
  }

  // A source that changed while it was read is compared paper by paper at the next start.
  const fingerprintIfSame = async (): Promise<string | undefined> =>
    (await source.fingerprint()) === fingerprint ? fingerprint : undefined;

  const differences = await compare(loaded?.index, source.papers());
  const { papers, changed, missing } = differences;
  if (loaded !== undefined && areFew(differences)) {
    const { index } = loaded;
    await index.remove(missing);
    await index.upsert(changed);
    const counts = { changed: changed.length, removed: missing.length };
    log?.info(counts, 'The snapshot of the index differed in some papers');
    logDone('Index restored from its snapshot', index.size);
    return { index, saved: snapshots.save(index, fingerprintIfSame) };
  }

  if (loaded !== undefined) {
    log?.warn(
      'The snapshot of the index is not used, because more than a tenth of the papers differ: ' +
        'the index is built anew',
    );
    // Two indexes would not fit into memory.
    loaded = undefined;
  }
  const index = createIndex();
  await index.upsert(papers);
  logDone('Index built', index.size);
  const isQuick = now() - start < MIN_BUILD_MS;
  return {
    index,
    saved: isQuick ? snapshots.discard() : snapshots.save(index, fingerprintIfSame),
  };
}

interface Differences {
  /** All papers of the source; those that are in the index are the very same objects. */
  readonly papers: readonly Paper[];
  /** Those that the index lacks, or has otherwise. */
  readonly changed: readonly Paper[];
  /** Ids that only the index has. */
  readonly missing: readonly string[];
}

async function compare(
  index: PaperIndex | undefined,
  source: AsyncIterable<Paper>,
): Promise<Differences> {
  const papers: Paper[] = [];
  const changed: Paper[] = [];
  const ids = new Set<string>();
  for await (const paper of source) {
    const held = index?.get(paper.id);
    const isSame = held !== undefined && isDeepStrictEqual(held, paper);
    papers.push(isSame ? held : paper);
    if (!isSame) changed.push(paper);
    ids.add(paper.id);
  }
  const held = Array.from(index?.papers() ?? [], ({ id }) => id);
  return { papers, changed, missing: held.filter((id) => !ids.has(id)) };
}

function areFew({ papers, changed, missing }: Differences): boolean {
  return changed.length + missing.length <= papers.length * MAX_DIFFERENT_SHARE;
}
