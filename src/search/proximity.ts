/** Terms so far apart, at most, are still said together: “alignment of models”, “model alignment”. */
const MAX_DISTANCE = 2;

/**
 * How much of a query's wording stands together in a text, from 0 to 1: of the pairs of neighbours
 * among the query's terms, those that are neighbours in the text too, in any order, each counted
 * by the idf of its commoner term.
 *
 * Term proximity as a signal of its own follows Metzler and Croft, “A Markov Random Field Model
 * for Term Dependencies” (2005), sequential dependence.
 */
export function proximity(
  query: readonly string[],
  text: readonly string[],
  idf: (term: string) => number,
): number {
  const positions = new Map<string, number[]>(query.map((term) => [term, []]));
  for (const [position, term] of text.entries()) positions.get(term)?.push(position);

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
