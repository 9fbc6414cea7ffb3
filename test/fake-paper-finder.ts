import { type Paper, publicationYear } from '../src/corpus/paper.ts';
import type { PaperFinder } from '../src/search/paper-finder.ts';
import type { SearchFilters } from '../src/search/paper-index.ts';
import type { Snippet } from '../src/search/snippet.ts';

/**
 * A finder whose every answer can be foretold: a paper matches when it holds all words of the
 * query, hits keep the order of the list, and the random paper is the first that may be drawn.
 */
export function fakePaperFinder(papers: readonly Paper[]): PaperFinder {
  const find = (query: string, filters: SearchFilters = {}) =>
    papers.filter((paper) => holdsAll(paper, query) && passes(paper, filters));
  const get = (id: string) => papers.find((paper) => paper.id === id);

  return {
    size: papers.length,

    async search({ query, filters, offset, limit }) {
      const found = find(query, filters);
      return {
        total: found.length,
        notUnderstood: [],
        corrections: [],
        papers: found.slice(offset, offset + limit).map((paper, index) => ({
          paper,
          score: 1 / (offset + index + 1),
          rank: offset + index + 1,
          snippet: snippetOf(paper.abstract, query),
        })),
      };
    },

    async random({ topic, exceptId }) {
      const found = find(topic ?? '');
      const paper = found.find(({ id }) => id !== exceptId) ?? found[0];
      return { paper, notUnderstood: [], corrections: [] };
    },

    resolve(reference) {
      const id = reference.replace(/^https:\/\/(arxiv\.org\/abs|huggingface\.co\/papers)\//, '');
      return get(id) ?? papers.find(({ title }) => title === reference);
    },

    suggest: (typed, limit) =>
      papers
        .filter(({ id, title }) => `${id} ${title}`.toLowerCase().includes(typed.toLowerCase()))
        .slice(0, limit)
        .map(({ id, title }) => ({ paperId: id, title })),

    async similar(paperId, limit) {
      if (get(paperId) === undefined) return [];
      const others = papers.filter(({ id }) => id !== paperId);
      return others.slice(0, limit).map((paper, index) => ({ paper, score: 1 / (index + 1) }));
    },
  };
}

function holdsAll({ title, abstract }: Paper, query: string): boolean {
  const text = `${title} ${abstract}`.toLowerCase();
  return wordsOf(query).every((word) => text.includes(word));
}

function passes(paper: Paper, { year, category, author }: SearchFilters): boolean {
  return (
    (year === undefined || publicationYear(paper) === year) &&
    (category === undefined || paper.primaryCategory?.startsWith(category) === true) &&
    (author === undefined || paper.authors.some((name) => name.includes(author)))
  );
}

function snippetOf(abstract: string, query: string): Snippet {
  const matches: [number, number][] = [];
  for (const word of wordsOf(query)) {
    const start = abstract.toLowerCase().indexOf(word);
    if (start >= 0) matches.push([start, start + word.length]);
  }
  matches.sort(([a], [b]) => a - b);
  const disjoint = matches.filter(([start], index) => start >= (matches[index - 1]?.[1] ?? 0));
  return { text: abstract, matches: disjoint };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}
