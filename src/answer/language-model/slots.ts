/** Room for a number of answers at once. */
export interface Slots {
  /**
   * Waits in line for a slot.
   *
   * @returns what gives the slot back
   * @throws the reason of the signal, when it aborts first
   */
  take(signal: AbortSignal): Promise<() => void>;
}

/** A small server slows down for everybody when it is asked for many answers at once. */
export function createSlots(size: number): Slots {
  const line: (() => void)[] = [];
  let free = size;

  function giveBack(): void {
    const enter = line.shift();
    if (enter) enter();
    else free += 1;
  }

  async function waitInLine(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        line.splice(line.indexOf(enter), 1);
        reject(signal.reason);
      };
      line.push(enter);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  return {
    async take(signal) {
      signal.throwIfAborted();
      if (free > 0) free -= 1;
      else await waitInLine(signal);
      return giveBack;
    },
  };
}
