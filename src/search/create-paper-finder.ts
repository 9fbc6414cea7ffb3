import type { Paper } from '../corpus/paper.ts';
import { findArxivId } from '../corpus/paper-reference.ts';
import { texToUnicode } from '../corpus/tex-to-unicode.ts';
import { createSnippet } from './create-snippet.ts';
import type { Embedder } from './embedding/embedder.ts';
import { nextTurn } from './next-turn.ts';
import type { FoundPaper, PaperFinder, QueryNotes } from './paper-finder.ts';
import type { Hit, PaperIndex, SearchFilters, SearchResult } from './paper-index.ts';
import { type ParsedQuery, parseQuery, plainQuery } from './query/parse-query.ts';
import { saysSomething } from './query/says-something.ts';
import { createTitleTest } from './title-test.ts';
import { readAsTyped } from './wording/query-reading.ts';

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

  async function find(
    parsed: ParsedQuery,
    filters: SearchFilters | undefined,
    { offset, limit }: { offset: number; limit: number },
  ): Promise<SearchResult> {
    const { text, phrases } = parsed;
    const all = joinFilters(parsed.filters, filters);
    // “by author:ji” is as little to rank by as “author:ji”.
    if (!saysSomething(text) && hasConditions(parsed)) {
      return index.newest({ filters: all, offset, limit });
    }
    const found = await index.search({
      query: text,
      verbatim: phrases,
      filters: all,
      limit: MAX_RANKED,
    });
    const hits = namedFirst(text, found.hits);
    // Whatever holds a phrase that was asked for is a match, however it scores.
    const least = phrases.length > 0 ? 0 : (hits[0]?.score ?? 0) * MIN_SCORE_SHARE;
    const matches = hits.filter(({ score }) => score >= least);
    return { ...found, hits: matches.slice(offset, offset + limit), total: matches.length };
  }

  /** A paper whose id, address or whole title was typed is what is meant, whatever else matches. */
  function namedFirst(query: string, hits: readonly Hit[]): readonly Hit[] {
    const arxivId = findArxivId(query);
    const isTitled = createTitleTest(query);
    const named = hits.find(({ paper }) => paper.id === arxivId || isTitled(paper));
    const paper = named?.paper ?? (arxivId === undefined ? undefined : index.get(arxivId));
    if (paper === undefined) return hits;
    if (hits.length === 0) return [{ paper, score: 1 }];
    return [{ paper, score: hits[0]!.score }, ...hits.filter((hit) => hit.paper !== paper)];
  }

  /** Draws one of the papers that pass filters: there may be too many to list them. */
  async function drawPassing(filters: SearchFilters, exceptId = ''): Promise<Paper | undefined> {
    const { excluded = [] } = filters;
    const others = { ...filters, excluded: [...excluded, { kind: 'id' as const, id: exceptId }] };
    return (await index.draw(others, random())) ?? index.draw(filters, random());
  }

  return {
    get size() {
      return index.size;
    },

    async search({ query, isPlain = false, filters, offset, limit }) {
      const parsed = isPlain ? plainQuery(query) : parseQuery(query);
      const found = await find(parsed, filters, { offset, limit });
      const { hits, total, reading = readAsTyped(parsed.text) } = found;
      const { phrases } = parsed;
      const papers: FoundPaper[] = [];
      for (const [i, hit] of hits.entries()) {
        // A page of snippets takes as long as finding its papers: others have their turn between.
        await nextTurn();
        const abstract = texToUnicode(hit.paper.abstract);
        const snippet = await createSnippet(abstract, { reading, phrases }, snippets);
        papers.push({ ...hit, rank: offset + i + 1, snippet });
      }
      return { papers, total, ...notesOf(parsed, found) };
    },

    async random({ topic, exceptId }) {
      const parsed = parseQuery(topic ?? '');
      if (!saysSomething(parsed.text) && (topic === undefined || hasConditions(parsed))) {
        const paper = await drawPassing(parsed.filters, exceptId);
        return { paper, ...notesOf(parsed, {}) };
      }
      const found = await find(parsed, undefined, { offset: 0, limit: MAX_RANKED });
      const papers = found.hits.map(({ paper }) => paper);
      const others = papers.filter(({ id }) => id !== exceptId);
      const drawn = others.length > 0 ? others : papers;
      return { paper: drawn[Math.floor(random() * drawn.length)], ...notesOf(parsed, found) };
    },

    resolve(reference) {
      const arxivId = findArxivId(reference);
      const paper = index.get(arxivId ?? reference.trim());
      if (paper !== undefined || arxivId !== undefined) return paper;
      return index.withTitle(texToUnicode(reference));
    },

    suggest: (typed, limit) =>
      index
        .suggest(typed, limit)
        .map(({ id, title }) => ({ paperId: id, title: texToUnicode(title) })),

    similar: (paperId, limit) => index.similar(paperId, limit),
  };
}

function notesOf(
  { notUnderstood }: ParsedQuery,
  { reading }: Pick<SearchResult, 'reading'>,
): QueryNotes {
  return { notUnderstood, corrections: reading?.corrections ?? [] };
}

function hasConditions({ filters: { required, excluded } }: ParsedQuery): boolean {
  return required.length + excluded.length > 0;
}

/** The filters that were set beside the query, and those that stand in it. */
function joinFilters(
  { required, excluded }: ParsedQuery['filters'],
  { required: otherRequired = [], excluded: otherExcluded = [], ...others }: SearchFilters = {},
): SearchFilters {
  return {
    ...others,
    ...(required.length + otherRequired.length > 0 && {
      required: [...otherRequired, ...required],
    }),
    ...(excluded.length + otherExcluded.length > 0 && {
      excluded: [...otherExcluded, ...excluded],
    }),
  };
}
