import { nextTurn } from '../next-turn.ts';
import { RANKING_WEIGHTS } from '../ranking-weights.ts';
import type { PapersInQuestion, Topic } from '../topic-scorer.ts';
import type { QueryReader } from '../wording/query-reader.ts';
import type { QueryReading } from '../wording/query-reading.ts';
import { splitWords } from '../words.ts';
import { meaningScore } from './papercord-plugin.ts';
import type { Retrievers } from './retrievers.ts';
import type { SelectedPapers } from './selected-papers.ts';

export interface TopicScoreParts {
  readonly papers: SelectedPapers;
  readonly count: number;
  readonly retrievers: Pick<Retrievers, 'topicTerms' | 'idealTextScore'>;
  readonly readQuery: QueryReader;
  /** How much meaning counts beside words for a query, from 0 to 1. */
  readonly meaningShare: (query: string) => number;
  readonly embed: (texts: readonly string[]) => Promise<readonly Float32Array[]>;
  /** Cosine below which a paper is not found by meaning. */
  readonly minSimilarity: number;
}

/** Scores papers as hybrid search does, topic by topic instead of paper by paper. */
export function createTopicScores(parts: TopicScoreParts): PapersInQuestion {
  const { papers, count, retrievers, readQuery, meaningShare, embed, minSimilarity } = parts;

  function score({ text, terms }: QueryReading, embedding: Float32Array): Float32Array {
    const share = meaningShare(text);
    const textScores = papers.textScores(retrievers.topicTerms(terms));
    const similarities = papers.similarities(embedding);
    const ideal = retrievers.idealTextScore(terms);
    const wordShare = ideal === 0 ? 0 : (1 - share) / ideal;
    const scores = new Float32Array(count);
    for (let paper = 0; paper < count; paper++) {
      const similarity = similarities[paper]!;
      const byMeaning = similarity < minSimilarity ? 0 : meaningScore(similarity);
      scores[paper] = wordShare * textScores[paper]! + share * byMeaning;
    }
    return scores;
  }

  async function readTopic({ text, verbatim = [] }: Topic): Promise<QueryReading | undefined> {
    if (splitWords(text).length === 0) return undefined;
    return readQuery(text, { verbatim, weights: RANKING_WEIGHTS });
  }

  return {
    async scoreTopics(topics) {
      const readings: (QueryReading | undefined)[] = [];
      for (const topic of topics) {
        readings.push(await readTopic(topic));
        await nextTurn();
      }
      const read = readings.flatMap((reading) => reading ?? []);
      const embeddings = await embed(read.map(({ meaning }) => meaning));
      const embeddingOf = new Map(read.map((reading, i) => [reading, embeddings[i]!]));
      const scores: Float32Array[] = [];
      for (const reading of readings) {
        scores.push(
          reading === undefined
            ? new Float32Array(count)
            : score(reading, embeddingOf.get(reading)!),
        );
        await nextTurn();
      }
      return scores;
    },
  };
}
