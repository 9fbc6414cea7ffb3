/** Fulfilled in the next turn of the event loop: what else waits there has its turn before. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
