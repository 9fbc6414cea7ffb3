import type { PaperFinder } from '../search/paper-finder.ts';
import type { SearchFilters } from '../search/paper-index.ts';
import { parseQuery } from '../search/query/parse-query.ts';
import { countPapers } from './cards/counts.ts';
import { describeFilters } from './cards/search-card.ts';
import { quote } from './text.ts';

type FilterName = 'year' | 'category' | 'author';

/**
 * Says why a search came back empty: which filter left nothing, and what is there without it.
 *
 * Every filter costs one more search, a millisecond each, and only when nothing was found.
 */
export async function explainNoHit(
  finder: PaperFinder,
  query: string,
  filters: SearchFilters,
): Promise<string> {
  const described = describeFilters(filters);
  const sought = [quote(query), ...described].join(' ');
  if (described.length === 0) {
    const { required, excluded } = parseQuery(query).filters;
    if (required.length + excluded.length > 0) {
      return `No paper matches ${sought}. Try it without one of its phrases, filters or exclusions.`;
    }
    return `No paper matches ${sought}. Try fewer or other words, or see what is there with \`/paper random\`.`;
  }
  const ways = await waysOut(finder, query, filters);
  return ways.length === 0
    ? `No paper matches ${sought}, nor is there one without the filters. Try fewer or other words.`
    : `No paper matches ${sought}. There ${ways.join(', ')}.`;
}

async function waysOut(
  finder: PaperFinder,
  query: string,
  filters: SearchFilters,
): Promise<string[]> {
  const set = (['year', 'category', 'author'] as const).filter((name) => filters[name]);
  const counts = await Promise.all(
    set.map(async (name) => [name, await countWithout(finder, query, filters, [name])] as const),
  );
  const single = counts.filter(([, total]) => total > 0);
  if (single.length > 0 || set.length < 2) return single.map(describeWay);
  const total = await countWithout(finder, query, filters, set);
  return total === 0 ? [] : [`${isOrAre(total)} ${countPapers(total)} without any filter`];
}

async function countWithout(
  finder: PaperFinder,
  query: string,
  filters: SearchFilters,
  names: readonly FilterName[],
): Promise<number> {
  const kept = Object.entries(filters).filter(([name]) => !names.includes(name as FilterName));
  const page = await finder.search({
    query,
    filters: Object.fromEntries(kept),
    offset: 0,
    limit: 1,
  });
  return page.total;
}

function describeWay([name, total]: readonly [FilterName, number], index: number): string {
  return index === 0
    ? `${isOrAre(total)} ${countPapers(total)} without the ${name}`
    : `${total} without the ${name}`;
}

function isOrAre(count: number): string {
  return count === 1 ? 'is' : 'are';
}
