import type { StoreParts } from '../../store/store.ts';

/**
 * Tells nobody any more of papers that were withdrawn. They are still found: what was published can
 * be read as it was before.
 *
 * @param arxivIds without version; those that the store does not hold are passed over
 */
export async function withdrawPapers(
  arxivIds: readonly string[],
  { papers, outbox, subscriptions }: Pick<StoreParts, 'papers' | 'outbox' | 'subscriptions'>,
  now: number,
): Promise<void> {
  if (arxivIds.length === 0) return;
  const held = await papers.find(arxivIds);
  if (held.length === 0) return;
  const ids = held.map(({ paper }) => paper.id);
  await papers.silence(ids);
  const dropped = await outbox.drop(ids);
  const reason = 'withdrawn by their authors';
  await subscriptions.noteSkips(
    [...dropped].map(([subscriptionId, count]) => ({ subscriptionId, reason, papers: count })),
    now,
  );
}
