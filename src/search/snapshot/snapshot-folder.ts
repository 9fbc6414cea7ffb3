import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Of how many corpora snapshots are kept; the one that was written longest ago goes first. */
const KEPT_SNAPSHOTS = 3;

/** A temporary file of this age was left by a process that died: writing takes seconds. */
const MAX_WRITING_MS = 3_600_000;

const SNAPSHOT_NAME = /^index-[0-9a-f]+\.snapshot$/;
const TEMPORARY_NAME = /^index-[0-9a-f]+\.snapshot\.[^.]+\.tmp$/;

/** The name of the file for the snapshot of a corpus, which is known by its path. */
export function snapshotName(corpusFile: string): string {
  const key = createHash('sha256').update(corpusFile).digest('hex').slice(0, 16);
  return `index-${key}.snapshot`;
}

/**
 * Removes the snapshots of corpora that were not opened for long, and what was left half written,
 * from the folder of a snapshot that was just written. Other files stay.
 *
 * @param now in milliseconds since 1970
 */
export async function clearOldSnapshots(file: string, now: number): Promise<void> {
  const folder = dirname(file);
  const snapshots: { path: string; writtenAt: number }[] = [];
  for (const name of await readdir(folder)) {
    if (!SNAPSHOT_NAME.test(name) && !TEMPORARY_NAME.test(name)) continue;
    const path = join(folder, name);
    const writtenAt = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      // Another process was quicker.
      () => undefined,
    );
    if (writtenAt === undefined) continue;
    if (SNAPSHOT_NAME.test(name)) snapshots.push({ path, writtenAt });
    else if (now - writtenAt > MAX_WRITING_MS) await rm(path, { force: true });
  }
  const oldestLast = snapshots.sort((a, b) => b.writtenAt - a.writtenAt);
  for (const { path } of oldestLast.slice(KEPT_SNAPSHOTS)) await rm(path, { force: true });
}
