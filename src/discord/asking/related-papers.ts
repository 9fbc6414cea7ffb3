import type { PaperFinder } from '../../search/paper-finder.ts';
import type { Hit } from '../../search/paper-index.ts';

/** Papers of an answer whose neighbours are looked at: the first ones answer best. */
const MAX_PAPERS = 3;

/** The papers nearest to any of some papers, best first, without those themselves. */
export async function relatedPapers(
  finder: Pick<PaperFinder, 'similar'>,
  paperIds: readonly string[],
  limit: number,
): Promise<readonly Hit[]> {
  const wanted = limit + paperIds.length;
  const lists = await Promise.all(
    paperIds.slice(0, MAX_PAPERS).map((id) => finder.similar(id, wanted)),
  );
  const best = new Map<string, Hit>();
  for (const hit of lists.flat()) {
    const { id } = hit.paper;
    if (!paperIds.includes(id) && hit.score > (best.get(id)?.score ?? -Infinity)) best.set(id, hit);
  }
  return [...best.values()].sort((a, b) => b.score - a.score).slice(0, limit);
}
