import type { SourceState, SourceStates } from '../source-states.ts';
import { present } from './present.ts';
import type { Database, SourceTable } from './tables.ts';

export function createSourceStates(db: Database): SourceStates {
  return {
    async get(name) {
      const row = await db
        .selectFrom('sources')
        .selectAll()
        .where('name', '=', name)
        .executeTakeFirst();
      return row && fromRow(row);
    },

    async list() {
      const rows = await db.selectFrom('sources').selectAll().orderBy('name').execute();
      return rows.map(fromRow);
    },

    async save(state) {
      const { name, ...rest } = toRow(state);
      await db
        .insertInto('sources')
        .values({ name, ...rest })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(rest))
        .execute();
    },
  };
}

function toRow(state: SourceState): SourceTable {
  return {
    name: state.name,
    etag: state.etag ?? null,
    last_modified: state.lastModified ?? null,
    cursor: state.cursor ?? null,
    last_success_at: state.lastSuccessAt ?? null,
    last_error: state.lastError ?? null,
    last_error_at: state.lastErrorAt ?? null,
    failures: state.failures,
    next_run_at: state.nextRunAt ?? null,
    day: state.today.day,
    seen_papers: state.today.seen,
    new_papers: state.today.new,
    bad_entries: state.today.bad,
  };
}

function fromRow(row: SourceTable): SourceState {
  return {
    name: row.name,
    ...present({
      etag: row.etag,
      lastModified: row.last_modified,
      cursor: row.cursor,
      lastSuccessAt: row.last_success_at,
      lastError: row.last_error,
      lastErrorAt: row.last_error_at,
      nextRunAt: row.next_run_at,
    }),
    failures: row.failures,
    today: {
      day: row.day,
      seen: row.seen_papers,
      new: row.new_papers,
      bad: row.bad_entries,
    },
  };
}
