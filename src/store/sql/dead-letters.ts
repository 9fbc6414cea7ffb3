import type { DeadLetter } from '../outbox.ts';
import type { Database } from './tables.ts';
import { atomic, takeTurn } from './transactions.ts';

/** See `Outbox.deadLetters`. */
export async function listDeadLetters(
  db: Database,
  { guildId, limit }: { readonly guildId?: string; readonly limit: number },
): Promise<DeadLetter[]> {
  const rows = await db
    .selectFrom('outbox')
    .innerJoin('subscriptions', 'subscriptions.id', 'outbox.subscription_id')
    .selectAll('outbox')
    .select(['subscriptions.guild_id', 'subscriptions.channel_id as channel_now'])
    .where('outbox.died_at', 'is not', null)
    .$if(guildId !== undefined, (query) => query.where('subscriptions.guild_id', '=', guildId!))
    .orderBy('outbox.died_at', 'desc')
    .orderBy('outbox.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    subscriptionId: row.subscription_id,
    guildId: row.guild_id,
    channelId: row.channel_id ?? row.channel_now,
    paperId: row.paper_id,
    ...(row.edition && { edition: row.edition }),
    cause: row.cause ?? '',
    diedAt: row.died_at ?? 0,
  }));
}

/** See `Outbox.pruneDeadLetters`. */
export function pruneDeadLetters(db: Database, before: number): Promise<number> {
  return atomic(db, async (tx) => {
    await takeTurn(tx);
    const { numDeletedRows } = await tx
      .deleteFrom('outbox')
      .where('died_at', '<', before)
      .executeTakeFirst();
    return Number(numDeletedRows);
  });
}
