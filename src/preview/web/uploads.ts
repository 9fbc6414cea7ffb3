import { randomUUID } from 'node:crypto';
import type { Upload } from '../local-discord/message-content.ts';
import type { StoredFile } from '../local-discord/world.ts';

/** Files that were handed in and that no message has taken yet; more push out the oldest. */
const MAX_WAITING = 20;

/** As many characters as Discord leaves of a name, and more than anybody reads. */
const MAX_NAME_CHARS = 128;

/**
 * Files on their way: a page hands them in one by one, and its message names them, as Discord's
 * client does it. They are in memory alone.
 */
export interface Uploads {
  /** @returns the id by which a message takes it */
  add(file: StoredFile): string;
  /**
   * Takes them out.
   *
   * @throws when one is not there, or not there any more
   */
  take(ids: readonly string[]): readonly Upload[];
}

export function createUploads(): Uploads {
  const waiting = new Map<string, StoredFile>();
  return {
    add(file) {
      const id = randomUUID();
      waiting.set(id, { ...file, filename: safeName(file.filename) });
      const [oldest] = waiting.keys();
      if (waiting.size > MAX_WAITING && oldest !== undefined) waiting.delete(oldest);
      return id;
    },
    take: (ids) =>
      ids.map((id, index) => {
        const file = waiting.get(id);
        if (file === undefined) throw new Error('A file got lost on its way. Attach it again.');
        waiting.delete(id);
        return { ...file, key: String(index) };
      }),
  };
}

/** Discord puts underscores in place of what is no letter. */
function safeName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._()-]+/gu, '_').slice(-MAX_NAME_CHARS) || 'file';
}
