import type { Embedder } from '../embedding/embedder.ts';
import type { RankingWeights } from '../ranking-weights.ts';
import { splitTerms, stem } from '../terms.ts';
import { splitSequence, splitWords } from '../words.ts';
import type { Acronyms } from './acronyms.ts';
import { acronymsIn, type OtherWording, spacingsIn } from './other-wordings.ts';
import type { QueryReading, QueryTerm, TermStatistics } from './query-reading.ts';
import { type SpelledQuery, spellQuery } from './spell-query.ts';
import type { Speller } from './speller.ts';

export interface QueryReaderParts {
  readonly speller: Speller;
  readonly acronyms: Acronyms;
  readonly statistics: TermStatistics;
  readonly embedder: Pick<Embedder, 'knows'>;
}

interface ReadOptions {
  /** Parts of the query whose spelling is not corrected. */
  readonly verbatim: readonly string[];
  readonly weights: RankingWeights;
}

export type QueryReader = (query: string, options: ReadOptions) => Promise<QueryReading>;

/**
 * Makes the reader of queries: it corrects spelling, and adds the other wordings that the corpus
 * has for parts of the query, so that they find papers of either wording.
 */
export function createQueryReader({
  speller,
  acronyms,
  statistics,
  embedder,
}: QueryReaderParts): QueryReader {
  function idfOf(terms: readonly string[]): number {
    return terms.reduce((sum, term) => sum + statistics.idf(term), 0);
  }

  /** The terms of another wording, worth no more together than what they stand for. */
  function weigh({ text, typed }: OtherWording, weight: number): QueryTerm[] {
    const terms = splitTerms(text).filter((term) => statistics.documentFrequency(term) > 0);
    const share = Math.min(1, idfOf(typed.map(stem)) / idfOf(terms));
    return terms.map((term) => ({ term, weight: weight * share }));
  }

  function isNewsToEmbedder({ text, typed }: OtherWording): boolean {
    const isUnknown = typed.some((word) => !embedder.knows(word));
    return isUnknown && splitWords(text).some((word) => embedder.knows(word));
  }

  return async (query, { verbatim, weights }) => {
    const { text, corrections, weightOf, unlikely } =
      weights.corrected === 0
        ? asTyped(query)
        : await spellQuery(query, {
            verbatim: new Set(verbatim.flatMap(splitSequence)),
            speller,
            weights,
          });
    const typed = [
      ...splitTerms(text).map((term) => ({ term, weight: weightOf.get(term) ?? 1 })),
      ...unlikely.map((term) => ({ term, weight: 1 })),
    ];
    const spacings = weights.spacing === 0 ? [] : spacingsIn(text, statistics);
    const acronymic = weights.acronym === 0 ? [] : acronymsIn(text, acronyms, statistics);
    const others = [
      ...spacings.flatMap((wording) => weigh(wording, weights.spacing)),
      ...acronymic.flatMap((wording) => weigh(wording, weights.acronym)),
    ];
    const news = [...spacings, ...acronymic].filter(isNewsToEmbedder);
    return {
      text,
      meaning: [text, ...news.map((wording) => wording.text)].join(' '),
      terms: [...typed, ...withoutRepetitions(others, typed)],
      corrections,
    };
  };
}

/** Each new term once: what was typed counts in full already. */
function withoutRepetitions(
  terms: readonly QueryTerm[],
  typed: readonly QueryTerm[],
): readonly QueryTerm[] {
  const known = new Set(typed.map(({ term }) => term));
  return terms.filter(({ term }) => !known.has(term) && known.add(term));
}

function asTyped(text: string): SpelledQuery {
  return { text, corrections: [], weightOf: new Map(), unlikely: [] };
}
