import type { Skip, SkipCount } from '../subscription-store.ts';
import type { Database } from './tables.ts';
import { atomic, inChunks, takeTurn } from './transactions.ts';

const DAY_MS = 86_400_000;
const KEPT_DAYS = 14;
/** Of one subscription on one day; the reasons of the fewest papers are forgotten first. */
const MAX_REASONS = 20;
const MAX_REASON_CHARS = 200;

/** See `SubscriptionStore.noteSkips`. */
export function noteSkips(db: Database, skips: readonly Skip[], now: number): Promise<void> {
  return atomic(db, async (tx) => {
    await takeTurn(tx);
    const day = dayOf(now);
    await inChunks(addUp(skips), async (chunk) => {
      const ids = await existing(tx, chunk);
      const rows = chunk.filter(({ subscriptionId }) => ids.has(subscriptionId));
      if (rows.length === 0) return;
      await tx
        .insertInto('skips')
        .values(
          rows.map(({ subscriptionId, reason, papers }) => ({
            subscription_id: subscriptionId,
            day,
            reason,
            papers,
          })),
        )
        .onConflict((conflict) =>
          conflict
            .columns(['subscription_id', 'day', 'reason'])
            .doUpdateSet((eb) => ({ papers: eb('skips.papers', '+', eb.ref('excluded.papers')) })),
        )
        .execute();
      await forgetRare(tx, [...ids], day);
    });
    await tx
      .deleteFrom('skips')
      .where('day', '<=', dayOf(now - KEPT_DAYS * DAY_MS))
      .execute();
  });
}

/** See `SubscriptionStore.recentSkips`. */
export function recentSkips(db: Database, subscriptionId: number): Promise<SkipCount[]> {
  return db
    .selectFrom('skips')
    .select(['day', 'reason', 'papers'])
    .where('subscription_id', '=', subscriptionId)
    .orderBy('day', 'desc')
    .orderBy('papers', 'desc')
    .orderBy('reason')
    .execute();
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** One entry for each subscription and reason, as one statement cannot write a row twice. */
function addUp(skips: readonly Skip[]): Skip[] {
  const sums = new Map<string, Skip>();
  for (const skip of skips) {
    const reason = skip.reason.slice(0, MAX_REASON_CHARS);
    const key = `${skip.subscriptionId} ${reason}`;
    sums.set(key, { ...skip, reason, papers: skip.papers + (sums.get(key)?.papers ?? 0) });
  }
  return [...sums.values()];
}

async function existing(tx: Database, skips: readonly Skip[]): Promise<ReadonlySet<number>> {
  const wanted = [...new Set(skips.map(({ subscriptionId }) => subscriptionId))];
  const rows = await tx
    .selectFrom('subscriptions')
    .select('id')
    .where('id', 'in', wanted)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

async function forgetRare(
  tx: Database,
  subscriptionIds: readonly number[],
  day: string,
): Promise<void> {
  await tx
    .deleteFrom('skips')
    .where((eb) =>
      eb(
        eb.refTuple('subscription_id', 'day', 'reason'),
        'in',
        eb
          .selectFrom((from) =>
            from
              .selectFrom('skips')
              .where('day', '=', day)
              .where('subscription_id', 'in', subscriptionIds)
              .select((select) => [
                'subscription_id',
                'day',
                'reason',
                select.fn
                  .agg<number>('row_number')
                  .over((over) =>
                    over.partitionBy('subscription_id').orderBy('papers', 'desc').orderBy('reason'),
                  )
                  .as('place'),
              ])
              .as('placed'),
          )
          .where('place', '>', MAX_REASONS)
          .select(['subscription_id', 'day', 'reason'])
          .$asTuple('subscription_id', 'day', 'reason'),
      ),
    )
    .execute();
}
