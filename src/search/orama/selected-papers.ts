import type { EmbeddingMatrix } from './embedding-matrix.ts';

/** A term of a topic by its number, and what it can add to a score at most. */
export interface TopicTerm {
  readonly term: number;
  readonly weight: number;
}

/** Papers that hold a term, and what it adds to the score of each as a share of the most. */
interface Holders {
  readonly papers: number[];
  readonly shares: number[];
}

/**
 * Some papers, taken out of the index to be scored for many topics: a topic costs what its words
 * cost in these papers alone, however many the index holds, and changes of the index are nothing to
 * them.
 */
export class SelectedPapers {
  #size = 0;
  readonly #holders = new Map<number, Holders>();
  readonly #embeddings: EmbeddingMatrix;

  /** @param embeddings a row for each paper that is going to be added, in their order */
  constructor(embeddings: EmbeddingMatrix) {
    this.#embeddings = embeddings;
  }

  /** Takes in the next paper. @param termShares by term, the share of what the term can add */
  add(termShares: ReadonlyMap<number, number>): void {
    const paper = this.#size++;
    for (const [term, share] of termShares) {
      const holders = this.#holders.get(term) ?? { papers: [], shares: [] };
      this.#holders.set(term, holders);
      holders.papers.push(paper);
      holders.shares.push(share);
    }
  }

  /** Per paper the weights of the terms that it holds, by how much it holds of each. */
  textScores(terms: readonly TopicTerm[]): Float64Array {
    const scores = new Float64Array(this.#size);
    for (const { term, weight } of terms) {
      const { papers, shares } = this.#holders.get(term) ?? { papers: [], shares: [] };
      for (let i = 0; i < papers.length; i++) scores[papers[i]!]! += weight * shares[i]!;
    }
    return scores;
  }

  /** Per paper the cosine; 0 for one without an embedding. */
  similarities(embedding: ArrayLike<number>): Float32Array {
    return this.#embeddings.similarities(embedding);
  }
}
