import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Logger } from 'pino';
import { errorCode, fileProblem } from '../../corpus/file-problem.ts';
import { replaceFile } from '../../corpus/replace-file.ts';
import { UserError } from '../../user-error.ts';
import type { PaperIndex } from '../paper-index.ts';
import { readSnapshot } from './read-snapshot.ts';
import { type Section, type SectionSource, SnapshotRefusal } from './sections.ts';
import { clearOldSnapshots } from './snapshot-folder.ts';
import type { Fingerprint } from './snapshot-layout.ts';
import { writeSnapshot } from './write-snapshot.ts';

/** Codes such as `EACCES`; those of Node's own errors begin with `ERR_`. */
const SYSTEM_ERROR = /^E[A-Z]+$/;

/** An index that can be put on disk and taken from there. */
export interface SnapshotIndex extends PaperIndex {
  /**
   * Hands all that the index holds to `write`. Searches go on meanwhile; additions and removals
   * wait until it is done.
   */
  save(write: (sections: Iterable<Section>) => Promise<void>): Promise<void>;

  /**
   * Fills an empty index with what another one saved: from then on they do the same. After an error
   * this one is half full, and of no use.
   */
  restore(sections: SectionSource): Promise<void>;
}

/** An index out of a snapshot. */
interface LoadedSnapshot<I> {
  readonly index: I;
  /** The papers that the index was made of, as they were named to `save`. */
  readonly papers: string | undefined;
}

export interface SnapshotStoreOptions {
  /** In a folder for what can be computed again. */
  readonly file: string;
  /** Asked for when a snapshot is there, or is to be. */
  readonly fingerprint: () => Promise<Fingerprint>;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly log?: Logger | undefined;
}

/**
 * Keeps one snapshot in a file. Whatever is wrong with the file or its disk is told in the log and
 * costs time: no snapshot is ever needed.
 */
export function createSnapshotStore({ file, fingerprint, now, log }: SnapshotStoreOptions) {
  async function tidy(): Promise<void> {
    await clearOldSnapshots(file, now()).catch((error: unknown) => {
      log?.warn({ err: error, file }, 'Old snapshots cannot be removed');
    });
  }

  async function readIndex<I extends SnapshotIndex>(
    handle: FileHandle,
    index: I,
  ): Promise<LoadedSnapshot<I>> {
    const { contents, sections } = await readSnapshot(handle);
    const difference = compare(contents.fingerprint, await fingerprint());
    if (difference !== undefined) throw new SnapshotRefusal(difference);
    await index.restore(sections);
    return { index, papers: contents.papers };
  }

  return {
    /** The index, or `undefined` when there is no snapshot, or none that can be used. */
    async load<I extends SnapshotIndex>(
      createIndex: () => I,
    ): Promise<LoadedSnapshot<I> | undefined> {
      let handle: FileHandle | undefined;
      try {
        handle = await open(file, 'r');
        return await readIndex(handle, createIndex());
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return undefined;
        const { message } = error as Error;
        log?.warn(
          { file, ...bugIn(error) },
          `The snapshot of the index is not used, because ${message}: the index is built anew`,
        );
        return undefined;
      } finally {
        await handle?.close();
      }
    },

    /**
     * Saves the index as it is when this is called; it is never rejected.
     *
     * @param papers what names the papers of the index, if anything does
     */
    async save(index: SnapshotIndex, papers: () => Promise<string | undefined>): Promise<void> {
      try {
        await index.save(async (sections) => {
          const named = await papers();
          const about = {
            fingerprint: await fingerprint(),
            ...(named !== undefined && { papers: named }),
          };
          await mkdir(dirname(file), { recursive: true });
          await replaceFile(file, (handle) => writeSnapshot(handle, about, sections));
        });
        log?.info({ file, papers: index.size }, 'Snapshot of the index written');
        await tidy();
      } catch (error) {
        const { message } = fileProblem('write', file, error) as Error;
        log?.warn(
          { file, ...bugIn(error) },
          `No snapshot of the index is kept, the next start builds it again: ${message}`,
        );
      }
    },

    /** Removes what earlier starts left beside the snapshot. */
    tidy,

    /** Leaves nothing behind. */
    async discard(): Promise<void> {
      await rm(file, { force: true }).catch((error: unknown) => {
        log?.warn({ err: error, file }, 'A snapshot that is of no use cannot be removed');
      });
    },
  };
}

export type SnapshotStore = ReturnType<typeof createSnapshotStore>;

/** What the log is to hold of an error that is neither a refusal nor the file system's. */
function bugIn(error: unknown): { err?: unknown } {
  const isExpected =
    error instanceof SnapshotRefusal ||
    error instanceof UserError ||
    SYSTEM_ERROR.test(errorCode(error) ?? '');
  return isExpected ? {} : { err: error };
}

/** The first thing in which a snapshot is of another making, as a clause. */
function compare(found: Fingerprint, wanted: Fingerprint): string | undefined {
  const other = Object.keys(wanted).find((key) => found[key] !== wanted[key]);
  return (
    other && `it was made with another ${other} (${found[other] ?? 'none'}; now ${wanted[other]})`
  );
}
