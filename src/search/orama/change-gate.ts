/**
 * Keeps changes apart from work that must see one state over several turns of the event loop. Work
 * of that kind goes on side by side; a change waits for all that was begun before it, and whatever
 * comes after waits for the change: neither can starve the other.
 */
export class ChangeGate {
  #lastChange: Promise<void> = Promise.resolve();
  #work: Promise<void> = Promise.resolve();

  /** Does work during which nothing changes. */
  hold<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#lastChange.then(work);
    this.#work = settled([this.#work, done]);
    return done;
  }

  /** Makes a change when nobody holds on to the state. */
  change<T>(make: () => T | Promise<T>): Promise<T> {
    const done = settled([this.#lastChange, this.#work]).then(make);
    this.#lastChange = settled([done]);
    return done;
  }
}

/** Fulfilled when all are done or failed; holds on to nothing that they gave. */
async function settled(all: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(all);
}
