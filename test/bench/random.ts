/** Numbers from 0 up to, not including, 1: the same ones for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of the elements, each as likely; the list must not be empty. */
export function pick<T>(elements: readonly T[], random: () => number): T {
  return elements[Math.floor(random() * elements.length)]!;
}

/** A whole number from `least` to `most`. */
export function between(least: number, most: number, random: () => number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** The elements in another order (Fisher and Yates). */
export function shuffled<T>(elements: readonly T[], random: () => number): T[] {
  const order = [...elements];
  for (let last = order.length - 1; last > 0; last--) {
    const other = between(0, last, random);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
