import { findArxivId } from '../corpus/paper-reference.ts';
import { texToUnicode } from '../corpus/tex-to-unicode.ts';
import { createSnippet } from './create-snippet.ts';
import type { Embedder } from './embedding/embedder.ts';
import type { PaperFinder } from './paper-finder.ts';
import type { Hit, PaperIndex, SearchFilters } from './paper-index.ts';
import { isTitle, suggestPapers } from './suggest-papers.ts';

/** Papers of a ranking that can be paged through: nobody reads on for longer. */
const MAX_RANKED = 100;

/**
 * A paper counts as a match when its score is at least this share of the best one's. Nearly every
 * abstract shares some word with a long query, so “shares a word” would match the whole corpus.
 */
const MIN_SCORE_SHARE = 0.4;

export interface PaperFinderParts {
  readonly index: PaperIndex;
  /** Chooses the sentences of snippets; a local one. */
  readonly sentenceEmbedder: Embedder;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
}

/** The `PaperFinder` over an index. */
export function createPaperFinder({
  index,
  sentenceEmbedder,
  random,
}: PaperFinderParts): PaperFinder {
  const snippets = { embedder: sentenceEmbedder, idf: (term: string) => index.idf(term) };

  async function rank(query: string, filters: SearchFilters = {}): Promise<readonly Hit[]> {
    const { hits } = await index.search({ query, filters, limit: MAX_RANKED });
    const least = (hits[0]?.score ?? 0) * MIN_SCORE_SHARE;
    return hits.filter(({ score }) => score >= least);
  }

  return {
    get size() {
      return index.size;
    },

    async search({ query, filters, offset, limit }) {
      const hits = await rank(query, filters);
      const page = hits.slice(offset, offset + limit).map(async (hit, i) => ({
        ...hit,
        rank: offset + i + 1,
        snippet: await createSnippet(texToUnicode(hit.paper.abstract), query, snippets),
      }));
      return { papers: await Promise.all(page), total: hits.length };
    },

    async random({ topic, exceptId }) {
      const papers =
        topic === undefined ? [...index.papers()] : (await rank(topic)).map(({ paper }) => paper);
      const others = papers.filter(({ id }) => id !== exceptId);
      const drawn = others.length > 0 ? others : papers;
      return drawn[Math.floor(random() * drawn.length)];
    },

    resolve(reference) {
      const arxivId = findArxivId(reference);
      const paper = index.get(arxivId ?? reference.trim());
      if (paper !== undefined || arxivId !== undefined) return paper;
      for (const candidate of index.papers()) {
        if (isTitle(reference, candidate)) return candidate;
      }
      return undefined;
    },

    suggest: (typed, limit) => suggestPapers(index.papers(), typed, limit),

    similar: (paperId, limit) => index.similar(paperId, limit),
  };
}
