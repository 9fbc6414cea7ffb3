import { setImmediate } from 'node:timers/promises';
import type { PaperStore } from '../paper-store.ts';
import { fromPaperRow, fromSightingRow } from './paper-rows.ts';
import { recordPapers } from './record-papers.ts';
import type { Database } from './tables.ts';
import { atomic, inChunks, takeTurn } from './transactions.ts';

const CHUNK_PAPERS = 500;

/** Rows that are deleted at a time, as SQLite does it in this thread. */
const MAX_PRUNED = 5_000;

export function createPaperStore(db: Database): PaperStore {
  return {
    record: (found, options) => recordPapers(db, found, options),

    async find(ids) {
      const rows = await db
        .selectFrom('papers')
        .selectAll()
        .where((eb) => eb.or([eb('id', 'in', ids), eb('arxiv_id', 'in', ids)]))
        .execute();
      return rows.map(fromPaperRow);
    },

    async *read({ after = 0, chunkSize = CHUNK_PAPERS } = {}) {
      for (let last = after; ; ) {
        const rows = await db
          .selectFrom('papers')
          .selectAll()
          .where('revision', '>', last)
          .orderBy('revision')
          .limit(chunkSize)
          .execute();
        if (rows.length > 0) yield rows.map(fromPaperRow);
        if (rows.length < chunkSize) return;
        last = rows.at(-1)!.revision;
        await setImmediate();
      }
    },

    async *sightings({ since, chunkSize = CHUNK_PAPERS }) {
      for (let last = { announced_at: since, id: 0 }; ; ) {
        const rows = await sightings(db)
          .where((eb) =>
            eb(
              eb.refTuple('announced_at', 'sightings.id'),
              '>',
              eb.tuple(last.announced_at, last.id),
            ),
          )
          .orderBy('announced_at')
          .orderBy('sightings.id')
          .limit(chunkSize)
          .execute();
        if (rows.length > 0) yield rows.map(fromSightingRow);
        if (rows.length < chunkSize) return;
        last = rows.at(-1)!;
        await setImmediate();
      }
    },

    async unmatched(limit) {
      const rows = await sightings(db)
        .where('matching', '=', 'waiting')
        .orderBy('sightings.id')
        .limit(limit)
        .execute();
      return rows.map(fromSightingRow);
    },

    markMatched: (sightingIds) =>
      atomic(db, async (tx) => {
        await takeTurn(tx);
        await inChunks(sightingIds, async (ids) => {
          await tx
            .updateTable('sightings')
            .set({ matching: 'done' })
            .where('id', 'in', ids)
            .where('matching', '=', 'waiting')
            .execute();
        });
      }),

    silence: (paperIds) =>
      atomic(db, async (tx) => {
        await takeTurn(tx);
        await inChunks(paperIds, async (ids) => {
          await tx
            .updateTable('sightings')
            .set({ matching: 'never' })
            .where('paper_id', 'in', ids)
            .where('matching', '=', 'waiting')
            .execute();
        });
      }),

    pruneSightings: (before) =>
      atomic(db, async (tx) => {
        await takeTurn(tx);
        const { numDeletedRows } = await tx
          .deleteFrom('sightings')
          .where('id', 'in', (eb) =>
            eb
              .selectFrom('sightings')
              .select('id')
              .where('announced_at', '<', before)
              .where('matching', '!=', 'waiting')
              .orderBy('announced_at')
              .limit(MAX_PRUNED),
          )
          .executeTakeFirst();
        return Number(numDeletedRows);
      }),

    async count() {
      const { count } = await db
        .selectFrom('papers')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}

function sightings(db: Database) {
  return db
    .selectFrom('sightings')
    .innerJoin('papers', 'papers.id', 'sightings.paper_id')
    .select([
      'sightings.id',
      'sightings.paper_id',
      'sightings.source',
      'sightings.announcement',
      'sightings.version',
      'sightings.announced_at',
      'papers.paper',
    ]);
}
