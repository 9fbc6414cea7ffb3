import type { Database } from './tables.ts';

/**
 * Drops what waits for each subscription except for the newest `keep`; what was claimed for a
 * message may be posted already, and is neither dropped nor counted.
 *
 * @returns how many were dropped, for each subscription that lost some
 */
export async function trimWaiting(
  tx: Database,
  subscriptionIds: readonly number[],
  keep: number,
): Promise<ReadonlyMap<number, number>> {
  const rows = await tx
    .deleteFrom('outbox')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom((from) =>
          from
            .selectFrom('outbox')
            .where('subscription_id', 'in', subscriptionIds)
            .where('died_at', 'is', null)
            .where('batch', 'is', null)
            .select((select) => [
              'id',
              select.fn
                .agg<number>('row_number')
                .over((over) =>
                  over
                    .partitionBy('subscription_id')
                    .orderBy('due_at', 'desc')
                    .orderBy('id', 'desc'),
                )
                .as('place'),
            ])
            .as('placed'),
        )
        .where('place', '>', keep)
        .select('id'),
    )
    .returning('subscription_id')
    .execute();
  const dropped = new Map<number, number>();
  for (const { subscription_id: id } of rows) dropped.set(id, (dropped.get(id) ?? 0) + 1);
  return dropped;
}
