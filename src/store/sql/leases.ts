import type { Lease, Leases } from '../leases.ts';
import type { Database } from './tables.ts';

export function createLeases(db: Database): Leases {
  return {
    async acquire(name, { holder, now, ttlMs }) {
      const row = await db
        .insertInto('leases')
        .values({ name, holder, token: 1, expires_at: now + ttlMs })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet((eb) => ({
              token: eb
                .case()
                .when('leases.holder', '=', eb.ref('excluded.holder'))
                .then(eb.ref('leases.token'))
                .else(eb('leases.token', '+', 1))
                .end(),
              holder: eb.ref('excluded.holder'),
              expires_at: eb.ref('excluded.expires_at'),
            }))
            .where((eb) =>
              eb.or([
                eb('leases.expires_at', '<=', now),
                eb('leases.holder', '=', eb.ref('excluded.holder')),
              ]),
            ),
        )
        .returning('token')
        .executeTakeFirst();
      return row && { name, holder, token: row.token, expiresAt: now + ttlMs };
    },

    async release(lease) {
      await owned(db, lease).set({ expires_at: 0 }).execute();
    },

    async isHeld(lease, now) {
      // Written, not only read: on PostgreSQL that locks the row until the transaction ends.
      const { numUpdatedRows } = await owned(db, lease)
        .set((eb) => ({ token: eb.ref('token') }))
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

function owned(db: Database, { name, holder, token }: Lease) {
  return db
    .updateTable('leases')
    .where('name', '=', name)
    .where('holder', '=', holder)
    .where('token', '=', token);
}
