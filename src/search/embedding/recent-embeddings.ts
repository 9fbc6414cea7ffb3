/** Embeddings of texts that were embedded before. */
export interface KnownEmbeddings {
  /** Those of the texts that are known. */
  get(texts: readonly string[]): Promise<Map<string, Float32Array>>;

  add(embeddings: ReadonlyMap<string, Float32Array>): Promise<void>;
}

/** The embeddings of the texts that were asked for last, in memory. */
export class RecentEmbeddings implements KnownEmbeddings {
  readonly #capacity: number;
  /** The least recently used first. */
  readonly #embeddings = new Map<string, Float32Array>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  async get(texts: readonly string[]): Promise<Map<string, Float32Array>> {
    const found = new Map<string, Float32Array>();
    for (const text of texts) {
      const embedding = this.#embeddings.get(text);
      if (embedding !== undefined) found.set(text, embedding);
    }
    await this.add(found);
    return found;
  }

  async add(embeddings: ReadonlyMap<string, Float32Array>): Promise<void> {
    for (const [text, embedding] of embeddings) {
      this.#embeddings.delete(text);
      this.#embeddings.set(text, embedding);
    }
    for (const text of this.#embeddings.keys()) {
      if (this.#embeddings.size <= this.#capacity) break;
      this.#embeddings.delete(text);
    }
  }
}
