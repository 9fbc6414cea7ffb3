import { setTimeout as delay } from 'node:timers/promises';

/** Shows an answer while it is being made. */
export interface PacedEdits<Shown> {
  /** Takes the latest there is; what it replaces and nobody has seen yet is dropped. */
  show(soFar: Shown): void;
  /** From now on there is a message to edit; until then the latest is kept. */
  open(): void;
  /** Ends the editing. After it no edit is on its way any more that could undo the final one. */
  settle(): Promise<void>;
}

/**
 * Edits a message with what there is so far, at most once in `everyMs`, never twice at a time.
 *
 * An edit that fails is passed over: another follows, and the final one is somebody else's.
 *
 * @param everyMs `Infinity` shows nothing before the end
 */
export function createPacedEdits<Shown>(
  edit: (soFar: Shown) => Promise<unknown>,
  everyMs: number,
): PacedEdits<Shown> {
  const over = new AbortController();
  let latest: Shown | undefined;
  let isOpen = false;
  let isEditing = false;
  let editing = Promise.resolve();

  async function editUntilShown(): Promise<void> {
    while (latest !== undefined && !over.signal.aborted) {
      const soFar = latest;
      latest = undefined;
      await edit(soFar).catch(() => undefined);
      await delay(everyMs, undefined, { signal: over.signal }).catch(() => undefined);
    }
    isEditing = false;
  }

  function start(): void {
    if (!isOpen || isEditing || over.signal.aborted) return;
    isEditing = true;
    editing = editUntilShown();
  }

  return {
    show(soFar) {
      if (everyMs === Infinity) return;
      latest = soFar;
      start();
    },
    open() {
      isOpen = true;
      start();
    },
    async settle() {
      over.abort();
      await editing;
    },
  };
}
