import type { StoredPaper } from '../paper-store.ts';
import { identify, mayBeSame, type PaperIdentity } from './paper-identity.ts';

/** Papers that are held, found by what they are known by. */
export class KnownPapers {
  readonly #papers = new Map<string, StoredPaper>();
  readonly #idsByKey = new Map<string, Set<string>>();

  constructor(papers: readonly StoredPaper[]) {
    for (const held of papers) this.put(held);
  }

  /** Adds a paper, or replaces that of its id. */
  put(held: StoredPaper): void {
    this.#papers.set(held.paper.id, held);
    for (const { key } of keysOf(identityOf(held))) {
      const ids = this.#idsByKey.get(key) ?? new Set();
      this.#idsByKey.set(key, ids.add(held.paper.id));
    }
  }

  /** The paper of that identity, by the surest thing that it has in common with one. */
  find(identity: PaperIdentity): StoredPaper | undefined {
    for (const { key, isSure } of keysOf(identity)) {
      const held = this.#having(key).find(
        (paper) => isSure || mayBeSame(identity, identityOf(paper)),
      );
      if (held) return held;
    }
    return undefined;
  }

  hasArxivId(arxivId: string): boolean {
    return this.#idsByKey.has(`arxiv ${arxivId}`);
  }

  #having(key: string): StoredPaper[] {
    return [...(this.#idsByKey.get(key) ?? [])].map((id) => this.#papers.get(id)!);
  }
}

function identityOf({ paper, arxivId, doi }: StoredPaper): PaperIdentity {
  return { id: paper.id, arxivId, doi, titleKey: identify({ paper }).titleKey };
}

/** From the surest to the weakest. */
function keysOf({ id, arxivId, doi, titleKey }: PaperIdentity) {
  return [
    { key: `id ${id}`, isSure: true },
    ...(arxivId === undefined ? [] : [{ key: `arxiv ${arxivId}`, isSure: true }]),
    ...(doi === undefined ? [] : [{ key: `doi ${doi}`, isSure: false }]),
    ...(titleKey === undefined ? [] : [{ key: `title ${titleKey}`, isSure: false }]),
  ];
}
