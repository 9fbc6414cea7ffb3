/** Terms so far apart, at most, are still said together: “alignment of models”, “model alignment”. */
const MAX_DISTANCE = 2;

/** At which places of a text each of some terms stands, from 0. */
export function positionsOf<Term>(
  terms: readonly Term[],
  text: ArrayLike<Term>,
): Map<Term, number[]> {
  const positions = new Map<Term, number[]>(terms.map((term) => [term, []]));
  for (let at = 0; at < text.length; at++) positions.get(text[at]!)?.push(at);
  return positions;
}

/**
 * How much of a query's wording stands together in a text, from 0 to 1: of the pairs of neighbours
 * among the query's terms, those that are neighbours in the text too, in any order, each counted
 * by the idf of its commoner term.
 *
 * Term proximity as a signal of its own follows Metzler and Croft, “A Markov Random Field Model
 * for Term Dependencies” (2005), sequential dependence.
 *
 * @param positions in the text, as `positionsOf` finds them
 */
export function proximity<Term>(
  query: readonly Term[],
  positions: ReadonlyMap<Term, readonly number[]>,
  idf: (term: Term) => number,
): number {
  let together = 0;
  let all = 0;
  for (let i = 0; i + 1 < query.length; i++) {
    const [first, second] = [query[i]!, query[i + 1]!];
    if (first === second) continue;
    const weight = Math.min(idf(first), idf(second));
    all += weight;
    if (areNear(positions.get(first)!, positions.get(second)!)) together += weight;
  }
  return all === 0 ? 0 : together / all;
}

function areNear(first: readonly number[], second: readonly number[]): boolean {
  return first.some((a) => second.some((b) => Math.abs(a - b) <= MAX_DISTANCE));
}
