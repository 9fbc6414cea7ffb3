import type { Hit, PaperIndex } from '../../search/paper-index.ts';
import type { Refusal } from '../answer.ts';
import { describeRecord, joinNames } from './describe-record.ts';
import { filtersOf, namesLike, type ResolvedNarrowing } from './resolve-narrowing.ts';
import { countPapers } from './write-lead.ts';

const MAX_CLOSEST = 3;

type Parts = { readonly index: Pick<PaperIndex, 'newest' | 'search'> };

/** Says that no paper by somebody is held, with papers by who has a name like theirs. */
export async function refuseUnknownAuthor(
  narrowing: ResolvedNarrowing,
  { index }: Parts,
): Promise<Refusal> {
  // Those who look for a laboratory learn that only authors are known.
  const who = narrowing.authors.length === 1 ? 'an author' : 'authors';
  const lead = `I hold no paper by ${who} named ${joinNames(narrowing.authors)}`;
  // Family names come last, and are misspelt more often than the others are shared.
  const words = narrowing.authors.flatMap((name) => name.split(/\s+/).reverse());
  for (const word of words.filter((each) => /\p{L}{2}/u.test(each))) {
    const filters = filtersOf({ authors: [word], years: undefined });
    const { hits } = await index.newest({ filters, limit: MAX_CLOSEST });
    if (hits.length === 0) continue;
    const names = namesLike(
      word,
      hits.flatMap(({ paper }) => paper.authors),
    );
    const isOne = hits.length === 1 ? 'closest is this one' : 'closest are these';
    return refusal(`${lead}; ${isOne} by ${joinNames(names)}.`, hits);
  }
  if (narrowing.subject === '') return refusal(`${lead}.`, []);
  const { hits } = await index.search({ query: narrowing.subject, limit: MAX_CLOSEST });
  return refusal(hits.length === 0 ? `${lead}.` : `${lead}; closest are these by others.`, hits);
}

/**
 * Says that no paper of these authors and years is held, or none that speaks to the subject; the
 * closest are what the authors wrote at all, or the newest of those years.
 *
 * @param onSubject the papers that were found and do not speak to it
 */
export async function refuseByRecord(
  narrowing: ResolvedNarrowing,
  onSubject: readonly Hit[],
  { index }: Parts,
): Promise<Refusal> {
  const { authors, years, subject } = narrowing;
  const of = describeRecord(narrowing);
  const all = await index.newest({ filters: filtersOf(narrowing), limit: MAX_CLOSEST });
  if (all.total > 0 && subject === '') {
    return refusal(`I hold no other papers${of} than those shown before.`, []);
  }
  if (all.total > 0) {
    const closest = (onSubject.length > 0 ? onSubject : all.hits).slice(0, MAX_CLOSEST);
    const isAll = authors.length > 0 && all.total === closest.length;
    const lead = isAll
      ? `I hold ${countPapers(all.total)}${of}, and ${all.total === 1 ? 'it does not speak' : 'none speaks'} to this.`
      : `No paper${of} speaks to this; closest ${closest.length === 1 ? 'is this one' : 'are these'}.`;
    return refusal(lead, closest);
  }
  const others =
    authors.length === 0 || years === undefined
      ? []
      : (
          await index.newest({
            filters: filtersOf({ authors, years: undefined }),
            limit: MAX_CLOSEST,
          })
        ).hits;
  const lead = `I hold no paper${of}`;
  if (others.length > 0) return refusal(`${lead}; these are from other years.`, others);
  const each = authors.length < 2 ? [] : await newestOfEach(authors, index);
  if (each.length > 0) return refusal(`${lead}; these are by one of them.`, each);
  const { hits } = await index.newest({ limit: MAX_CLOSEST });
  return refusal(hits.length > 0 ? `${lead}; the newest of all are these.` : `${lead}.`, hits);
}

async function newestOfEach(authors: readonly string[], index: Parts['index']): Promise<Hit[]> {
  const found = await Promise.all(
    authors.map((name) =>
      index.newest({ filters: filtersOf({ authors: [name], years: undefined }), limit: 1 }),
    ),
  );
  return found.flatMap(({ hits }) => hits).slice(0, MAX_CLOSEST);
}

function refusal(lead: string, closest: readonly Hit[]): Refusal {
  return { kind: 'refusal', lead, closest };
}
