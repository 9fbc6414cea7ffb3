import type { Sighting, StoredPaper } from '../paper-store.ts';
import { identify } from './paper-identity.ts';
import { present } from './present.ts';
import type { PaperTable, SightingTable } from './tables.ts';

export function toPaperRow(held: StoredPaper): PaperTable {
  return {
    id: held.paper.id,
    paper: JSON.stringify(held.paper),
    arxiv_id: held.arxivId ?? null,
    doi: held.doi ?? null,
    title_key: identify(held).titleKey ?? null,
    version: held.version ?? null,
    first_seen_at: held.firstSeenAt,
    revision: held.revision,
  };
}

export function fromPaperRow(row: PaperTable): StoredPaper {
  return {
    paper: JSON.parse(row.paper),
    ...present({ arxivId: row.arxiv_id, doi: row.doi, version: row.version }),
    firstSeenAt: row.first_seen_at,
    revision: row.revision,
  };
}

export function fromSightingRow(
  row: Omit<SightingTable, 'matching'> & Pick<PaperTable, 'paper'>,
): Sighting {
  return {
    id: row.id,
    paper: JSON.parse(row.paper),
    source: row.source,
    announcement: row.announcement,
    announcedAt: row.announced_at,
    ...(row.version > 0 && { version: row.version }),
  };
}
