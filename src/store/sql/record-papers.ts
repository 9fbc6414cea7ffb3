import { isDeepStrictEqual } from 'node:util';
import {
  type FoundPaper,
  type RecordedPaper,
  type RecordOptions,
  SIGHTINGS_KEPT_MS,
  type StoredPaper,
} from '../paper-store.ts';
import { KnownPapers } from './known-papers.ts';
import { identify } from './paper-identity.ts';
import { fromPaperRow, toPaperRow } from './paper-rows.ts';
import type { Database, SightingTable } from './tables.ts';
import { atomic, inChunks, takeTurn } from './transactions.ts';

/** See `PaperStore.record`. */
export function recordPapers(
  db: Database,
  found: readonly FoundPaper[],
  options: RecordOptions,
): Promise<RecordedPaper[]> {
  return atomic(db, async (tx) => {
    const recorded: RecordedPaper[] = [];
    let nextId = await takeTurn(tx, 2 * found.length);
    await inChunks(found, async (chunk) => {
      const known = new KnownPapers(await findCandidates(tx, chunk));
      const merged = chunk.map((one) => mergeInto(known, one, { ...options, revision: nextId++ }));
      await savePapers(tx, merged);
      const sightings = merged.map(({ held }, index) =>
        toSighting(chunk[index]!, { ...options, id: nextId++, held }),
      );
      const newIds = await saveSightings(tx, sightings, options.now);
      recorded.push(
        ...merged.map(({ held, outcome }, index) => ({
          paper: held.paper,
          outcome,
          isNewToSource: newIds.has(sightings[index]!.id),
        })),
      );
    });
    return recorded;
  });
}

interface Merged {
  readonly held: StoredPaper;
  readonly outcome: RecordedPaper['outcome'];
}

async function findCandidates(tx: Database, found: readonly FoundPaper[]): Promise<StoredPaper[]> {
  const identities = found.map(identify);
  const having = (key: 'arxivId' | 'doi' | 'titleKey') =>
    identities.flatMap(({ [key]: value }) => value ?? []);
  const rows = await tx
    .selectFrom('papers')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb(
          'id',
          'in',
          identities.map(({ id }) => id),
        ),
        eb('arxiv_id', 'in', having('arxivId')),
        eb('doi', 'in', having('doi')),
        eb('title_key', 'in', having('titleKey')),
      ]),
    )
    .execute();
  return rows.map(fromPaperRow);
}

function mergeInto(
  known: KnownPapers,
  found: FoundPaper,
  { now, merge, revision }: RecordOptions & { revision: number },
): Merged {
  const identity = identify(found);
  const before = known.find(identity);
  const version = Math.max(before?.version ?? 0, found.version ?? 0);
  // Two records that were taken for two papers stay two, even if a third one says otherwise.
  const arxivId =
    before?.arxivId ??
    (identity.arxivId && !known.hasArxivId(identity.arxivId) ? identity.arxivId : undefined);
  const doi = before?.doi ?? identity.doi;
  const held: StoredPaper = {
    paper: before ? { ...merge(before, found), id: before.paper.id } : found.paper,
    ...(arxivId !== undefined && { arxivId }),
    ...(doi !== undefined && { doi }),
    ...(version > 0 && { version }),
    firstSeenAt: before?.firstSeenAt ?? now,
    revision: before?.revision ?? revision,
  };
  if (before && isDeepStrictEqual(held, before)) return { held, outcome: 'same' };

  const changed = { ...held, revision };
  known.put(changed);
  return { held: changed, outcome: before ? 'updated' : 'new' };
}

async function savePapers(tx: Database, merged: readonly Merged[]): Promise<void> {
  const changed = merged.filter(({ outcome }) => outcome !== 'same');
  // One that was found twice is written once, as it came out.
  const rows = new Map(changed.map(({ held }) => [held.paper.id, toPaperRow(held)]));
  if (rows.size === 0) return;
  await tx
    .insertInto('papers')
    .values([...rows.values()])
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        paper: eb.ref('excluded.paper'),
        arxiv_id: eb.ref('excluded.arxiv_id'),
        doi: eb.ref('excluded.doi'),
        title_key: eb.ref('excluded.title_key'),
        version: eb.ref('excluded.version'),
        revision: eb.ref('excluded.revision'),
      })),
    )
    .execute();
}

function toSighting(
  { source, announcement, announcedAt, version }: FoundPaper,
  { id, held, now, isForMatching }: RecordOptions & { id: number; held: StoredPaper },
): SightingTable {
  // Of a paper known for so long nobody can tell any more whether this source announced it before.
  const isKnownForLong = held.firstSeenAt < now - SIGHTINGS_KEPT_MS;
  const isNews = isForMatching && (announcedAt !== undefined || !isKnownForLong);
  return {
    id,
    paper_id: held.paper.id,
    source,
    announcement,
    version: version ?? 0,
    // What is no news and has no date was announced when it became known, at the latest.
    announced_at: announcedAt ?? (isNews ? now : held.firstSeenAt),
    matching: isNews ? 'waiting' : 'never',
  };
}

/** @returns the ids of those that were not known, or were known but never meant for matching */
async function saveSightings(
  tx: Database,
  found: readonly SightingTable[],
  now: number,
): Promise<ReadonlySet<number>> {
  const isKept = ({ announced_at, matching }: SightingTable) =>
    matching === 'waiting' || announced_at >= now - SIGHTINGS_KEPT_MS;
  const sightings = found.filter(isKept);
  if (sightings.length === 0) return new Set();
  const keyOf = ({ paper_id, source, announcement, version }: SightingTable) =>
    JSON.stringify([paper_id, source, announcement, version]);
  const firsts = new Map(sightings.toReversed().map((sighting) => [keyOf(sighting), sighting]));
  const rows = await tx
    .insertInto('sightings')
    .values([...firsts.values()])
    .onConflict((conflict) =>
      conflict
        .columns(['paper_id', 'source', 'announcement', 'version'])
        .doUpdateSet((eb) => ({
          id: eb.ref('excluded.id'),
          announced_at: eb.ref('excluded.announced_at'),
          matching: eb.ref('excluded.matching'),
        }))
        .where('sightings.matching', '=', 'never')
        .where('excluded.matching', '=', 'waiting'),
    )
    .returning('id')
    .execute();
  return new Set(rows.map(({ id }) => id));
}
