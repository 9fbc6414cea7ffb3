import type { Paper } from '../../corpus/paper.ts';
import { createNameTest, nameTerms } from '../name-test.ts';
import type { PaperCondition, SearchFilters, TextScope } from '../paper-index.ts';
import { splitTerms, stem } from '../terms.ts';
import type { Retrievers } from './retrievers.ts';
import { SlotSet } from './slot-set.ts';
import type { TextFieldName } from './text-fields.ts';

/** Something that papers are filtered by here. */
type Condition =
  | PaperCondition
  /** As in `SearchFilters`. */
  | { readonly kind: 'source'; readonly source: string };

/** A paper meets one of every required group and none of the excluded. */
export interface Conditions {
  readonly required: readonly (readonly Condition[])[];
  readonly excluded: readonly Condition[];
}

/** Where the papers that meet a condition are looked up. */
interface ConditionSources {
  readonly retrievers: Retrievers;
  /** The paper in a slot. */
  paper(slot: number): Paper;
  slotOf(id: string): number | undefined;
  /** Lets others have their turn of the event loop; no paper comes or goes meanwhile. */
  pause(): Promise<void>;
}

const FIELDS: Readonly<Record<TextScope, readonly TextFieldName[]>> = {
  title: ['title'],
  text: ['title', 'abstract'],
};

/** Papers whose names are read in one turn of the event loop, some milliseconds. */
const NAMES_A_TURN = 200;
/** The same for texts, whose words are known by number. */
const TEXTS_A_TURN = 1_000;

/** All filters as conditions; `undefined` when there is none. */
export function toConditions({
  year,
  category,
  author,
  source,
  required = [],
  excluded = [],
}: SearchFilters = {}): Conditions | undefined {
  const single: Condition[] = [];
  if (year !== undefined) single.push({ kind: 'years', from: year, to: year });
  if (category !== undefined) single.push({ kind: 'category', category });
  if (author !== undefined) single.push({ kind: 'author', name: author });
  if (source !== undefined) single.push({ kind: 'source', source });
  const groups = [...single.map((condition) => [condition]), ...required];
  return groups.length + excluded.length === 0 ? undefined : { required: groups, excluded };
}

/**
 * The slots of the papers that meet the conditions.
 *
 * What needs papers to be read comes last: posting lists and columns tell which are left by then.
 * Each condition has a turn of the event loop, or several.
 */
export async function findByConditions(
  { required, excluded }: Conditions,
  sources: ConditionSources,
): Promise<SlotSet> {
  let left = sources.retrievers.allSlots();
  for (const group of [...required].sort((a, b) => costOf(a) - costOf(b))) {
    const met = new SlotSet(left.mask.length);
    for (const condition of group) {
      for (const slot of await slotsThat(condition, left, sources)) {
        if (left.has(slot)) met.add(slot);
      }
      await sources.pause();
    }
    left = met;
  }
  for (const condition of [...excluded].sort((a, b) => costOf([a]) - costOf([b]))) {
    for (const slot of await slotsThat(condition, left, sources)) left.delete(slot);
    await sources.pause();
  }
  return left;
}

function costOf(group: readonly Condition[]): number {
  return group.some(({ kind }) => kind === 'phrase') ? 1 : 0;
}

/** @param within no others are needed; some others may be returned */
async function slotsThat(
  condition: Condition,
  within: SlotSet,
  sources: ConditionSources,
): Promise<Iterable<number>> {
  const { columns } = sources.retrievers;
  switch (condition.kind) {
    case 'word':
      return slotsWithAll([stem(condition.word)], FIELDS[condition.scope], within, sources);
    case 'phrase':
      return slotsWithPhrase(condition, within, sources);
    case 'author':
      return slotsByAuthor(condition.name, within, sources);
    case 'years':
      return filtered(within, columns.inYears(condition.from, condition.to));
    case 'category':
      return filtered(within, columns.inCategory(condition.category));
    case 'source':
      return filtered(within, columns.fromSource(condition.source));
    case 'id':
      return [sources.slotOf(condition.id) ?? []].flat();
  }
}

function* filtered({ mask }: SlotSet, accept: (slot: number) => boolean): Iterable<number> {
  for (let slot = 0; slot < mask.length; slot++) if (mask[slot] === 1 && accept(slot)) yield slot;
}

/** Papers in which all of the terms stand in one of the fields, each once, in rising order. */
function slotsWithAll(
  terms: readonly string[],
  fields: readonly TextFieldName[],
  within: SlotSet,
  { retrievers }: ConditionSources,
): Int32Array {
  const found = new SlotSet(within.mask.length);
  for (const field of fields) {
    for (const slot of retrievers.slotsWithAll(terms, field)) if (within.has(slot)) found.add(slot);
  }
  return found.toSlots();
}

async function slotsWithPhrase(
  { words, scope }: Extract<PaperCondition, { kind: 'phrase' }>,
  within: SlotSet,
  sources: ConditionSources,
): Promise<number[]> {
  const { retrievers } = sources;
  const phrase = retrievers.phraseOf(words);
  if (phrase === undefined) return [];
  const slots = slotsWithAll(splitTerms(words.join(' ')), FIELDS[scope], within, sources);
  return filterEach(slots, TEXTS_A_TURN, sources, (slot) =>
    retrievers.holdsPhrase(slot, phrase, scope),
  );
}

/** All words must stand in one name, while the posting lists know only that they stand in some. */
async function slotsByAuthor(
  name: string,
  within: SlotSet,
  sources: ConditionSources,
): Promise<Iterable<number>> {
  const wanted = nameTerms(name);
  const slots = slotsWithAll(wanted, ['authors'], within, sources);
  if (wanted.length === 1) return slots;
  const isNamed = createNameTest(name);
  return filterEach(slots, NAMES_A_TURN, sources, (slot) =>
    sources.paper(slot).authors.some(isNamed),
  );
}

/** The slots that are accepted, looking at some in each turn of the event loop. */
async function filterEach(
  slots: Iterable<number>,
  slotsATurn: number,
  { pause }: ConditionSources,
  accept: (slot: number) => boolean,
): Promise<number[]> {
  // Finding the slots may have taken some milliseconds.
  await pause();
  const accepted: number[] = [];
  let looked = 0;
  for (const slot of slots) {
    if (accept(slot)) accepted.push(slot);
    if (++looked % slotsATurn === 0) await pause();
  }
  return accepted;
}
