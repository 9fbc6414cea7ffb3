import { type AnyOrama, search } from '@orama/orama';
import type { Paper } from '../../corpus/paper.ts';
import type { SearchMode, SearchResult } from '../paper-index.ts';
import type { RankingWeights } from '../ranking-weights.ts';
import { RERANKED_PAPERS, type RerankSources, rerank } from '../rerank.ts';
import type { QueryReading } from '../wording/query-reading.ts';
import { EMBEDDING_PROPERTY, type PapercordPlugin } from './papercord-plugin.ts';
import { MAX_CANDIDATES } from './retrievers.ts';
import type { SlotSet } from './slot-set.ts';

/** Cosine below which a paper is not found by meaning: two texts that share only small talk. */
export const MIN_SIMILARITY = 0.18;

const ORAMA_MODES = { hybrid: 'hybrid', text: 'fulltext', vector: 'vector' } as const;

export interface OramaSearchRequest {
  readonly reading: QueryReading;
  readonly limit: number;
  readonly offset: number;
  /** Of the papers that may be found; all may when it is `undefined`. */
  readonly slots: SlotSet | undefined;
  readonly mode: SearchMode;
  /** Without it full text alone is searched. */
  readonly embedding: Float32Array | undefined;
  /** How much meaning counts for the query, from 0 to 1. */
  readonly meaningShare: number;
  readonly weights: RankingWeights;
}

/** Searches by Orama, and orders the first papers anew when both retrievers had a say. */
export async function searchOrama(
  orama: AnyOrama,
  { reading, limit, offset, slots, mode, embedding, meaningShare, weights }: OramaSearchRequest,
  { text, fusionWeights, retrievers, documentOf }: PapercordPlugin,
  meanings: RerankSources['meanings'],
): Promise<SearchResult> {
  const isTextOnly = embedding === undefined;
  const wanted = Math.max(offset + limit, RERANKED_PAPERS);
  // What is fused needs many candidates, since the best by words may not be the best in all.
  text.limit = isTextOnly ? wanted : MAX_CANDIDATES;
  text.terms = reading.terms;
  const { hits, count } = await search(orama, {
    mode: isTextOnly ? 'fulltext' : ORAMA_MODES[mode],
    term: reading.text,
    limit: wanted,
    where: toWhere(slots),
    // Without this Orama sets the embedding of every paper it returns to null, in our object.
    includeVectors: true,
    ...(!isTextOnly && {
      vector: { property: EMBEDDING_PROPERTY, value: embedding as unknown as number[] },
      similarity: MIN_SIMILARITY,
      hybridWeights: fusionWeights(meaningShare),
    }),
  });
  const ranked = hits.map(({ document, score }) => ({
    paper: document as unknown as Paper,
    score,
  }));
  const isHybrid = mode === 'hybrid' && !isTextOnly;
  const found = isHybrid
    ? rerank(
        { query: reading.text, hits: ranked, meaningShare, weights },
        {
          terms: retrievers,
          meanings,
          // A paper may have gone since it was found.
          read: ({ id }) => retrievers.readTexts(documentOf(id)),
        },
      )
    : ranked;
  return {
    hits: found.slice(offset, offset + limit),
    total: isTextOnly ? text.matched : count,
  };
}

/** What hands the papers that pass the filters through Orama to our plug-in. */
function toWhere(slots: SlotSet | undefined): Record<string, unknown> {
  return slots === undefined ? {} : { slots };
}
