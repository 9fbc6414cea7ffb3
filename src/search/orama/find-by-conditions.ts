import type { Paper } from '../../corpus/paper.ts';
import { texToUnicode } from '../../corpus/tex-to-unicode.ts';
import { createPhraseMatcher } from '../match-phrase.ts';
import type { PaperCondition, SearchFilters, TextScope } from '../paper-index.ts';
import { splitTerms, stem } from '../terms.ts';
import { nameTerms, type Retrievers, type TextFieldName } from './retrievers.ts';

/** Conditions as Orama's `where` carries them to our plug-in. */
export type Conditions = Required<Pick<SearchFilters, 'required' | 'excluded'>>;

/** Where the documents that meet a condition are looked up. */
interface ConditionSources {
  readonly retrievers: Retrievers;
  paper(document: number): Paper;
  documentOf(id: string): number | undefined;
  /** Documents that pass Orama's own filters. */
  filter(where: Readonly<Record<string, object>>): ReadonlySet<number>;
}

const FIELDS: Readonly<Record<TextScope, readonly TextFieldName[]>> = {
  title: ['title'],
  text: ['title', 'abstract'],
};

/** The latest year there can be, for Orama's `between`. */
const NO_YEAR_LATER = 9_999;

/**
 * The documents that meet at least one condition of every required group and none of the excluded.
 *
 * Phrases come last: their words are intersected by posting lists, and what is left then is read.
 *
 * @param passed documents that passed other filters; all when left out
 */
export function findByConditions(
  { required, excluded }: Conditions,
  passed: ReadonlySet<number> | undefined,
  sources: ConditionSources,
): Set<number> {
  let left = passed;
  for (const group of [...required].sort((a, b) => costOf(a) - costOf(b))) {
    const within = left;
    const met = new Set<number>();
    for (const condition of group) {
      for (const document of documentsThat(condition, within, sources)) {
        if (within?.has(document) ?? true) met.add(document);
      }
    }
    left = met;
  }
  const found = new Set(left ?? sources.retrievers.documents());
  for (const condition of excluded) {
    for (const document of documentsThat(condition, left, sources)) found.delete(document);
  }
  return found;
}

function costOf(group: readonly PaperCondition[]): number {
  return group.some(({ kind }) => kind === 'phrase') ? 1 : 0;
}

/** @param within no others are needed; some others may be returned */
function documentsThat(
  condition: PaperCondition,
  within: ReadonlySet<number> | undefined,
  sources: ConditionSources,
): Iterable<number> {
  const { retrievers } = sources;
  switch (condition.kind) {
    case 'word':
      return retrievers.documentsWithAll([stem(condition.word)], FIELDS[condition.scope]);
    case 'phrase':
      return documentsWithPhrase(condition, within, sources);
    case 'author':
      return documentsByAuthor(condition.name, within, sources);
    case 'years':
      return sources.filter({
        year: { between: [condition.from ?? 0, condition.to ?? NO_YEAR_LATER] },
      });
    case 'category':
      return sources.filter({ categories: { containsAny: [condition.category.toLowerCase()] } });
    case 'id':
      return [sources.documentOf(condition.id) ?? []].flat();
  }
}

function* documentsWithPhrase(
  { words, scope }: Extract<PaperCondition, { kind: 'phrase' }>,
  within: ReadonlySet<number> | undefined,
  { retrievers, paper }: ConditionSources,
): Iterable<number> {
  const holdsPhrase = createPhraseMatcher(words);
  const fields = FIELDS[scope];
  for (const document of retrievers.documentsWithAll(splitTerms(words.join(' ')), fields)) {
    if (within !== undefined && !within.has(document)) continue;
    const { title, abstract } = paper(document);
    const texts = scope === 'title' ? [title] : [title, abstract];
    if (texts.some((text) => holdsPhrase(texToUnicode(text)))) yield document;
  }
}

/** All words must stand in one name, while the posting lists know only that they stand in some. */
function* documentsByAuthor(
  name: string,
  within: ReadonlySet<number> | undefined,
  { retrievers, paper }: ConditionSources,
): Iterable<number> {
  const wanted = nameTerms(name);
  for (const document of retrievers.documentsWithAll(wanted, ['authors'])) {
    if (within !== undefined && !within.has(document)) continue;
    const isBy =
      wanted.length === 1 ||
      paper(document).authors.some((author) => {
        const terms = new Set(nameTerms(author));
        return wanted.every((term) => terms.has(term));
      });
    if (isBy) yield document;
  }
}
