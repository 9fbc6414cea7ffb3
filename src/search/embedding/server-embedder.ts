import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { UserError } from '../../user-error.ts';
import type { Embedder, TextKind } from './embedder.ts';
import { openEmbeddingCache } from './embedding-cache.ts';
import {
  type Clock,
  createEmbeddingsClient,
  type EmbeddingsServer,
  type Patience,
} from './embeddings-client.ts';
import { type KnownEmbeddings, RecentEmbeddings } from './recent-embeddings.ts';

/** Texts in one request: some servers (text-embeddings-inference) refuse more by default. */
const MAX_BATCH_TEXTS = 32;
/** UTF-16 units in one request, some 16,000 tokens: what a small server takes in one go. */
const MAX_BATCH_CHARS = 64_000;
/** Where a text is cut: some 2,000 tokens, which no abstract has and nearly every model takes. */
const MAX_TEXT_CHARS = 8_000;

/** Queries whose embeddings are remembered, for the next page of the same search. */
const RECENT_QUERIES = 500;

/** The first request may have to wait until the server has loaded its model. */
const PROBE_PATIENCE: Patience = { timeoutMs: 120_000, maxAttempts: 3, maxPauseMs: 10_000 };

const PATIENCE: Readonly<Record<TextKind, Patience>> = {
  paper: { timeoutMs: 120_000, maxAttempts: 6, maxPauseMs: 60_000 },
  query: { timeoutMs: 20_000, maxAttempts: 2, maxPauseMs: 2_000 },
};

/** Any text: its embedding is looked at for its length alone. */
const PROBE = 'A research paper.';

export interface ServerEmbedderOptions extends EmbeddingsServer {
  /** Folder for the embeddings of papers, which are asked for only once. */
  readonly cacheDir: string;
  readonly log?: Logger;
  /** The system's unless told. */
  readonly clock?: Clock;
}

/**
 * Embeds by a server that speaks the interface of OpenAI (Ollama, llama.cpp, vLLM, LM Studio, …).
 *
 * Asks it once for the number of dimensions, later starts know it from the cache: a server that is
 * away then costs only what is new.
 *
 * @throws UserError when the server does not answer or the cache cannot be written
 */
export async function createServerEmbedder(options: ServerEmbedderOptions): Promise<Embedder> {
  const { cacheDir, model, log, clock } = options;
  const client = createEmbeddingsClient(options, clock);
  const name = `${model} at ${client.address}`;
  const fileName = `embeddings-${createHash('sha256').update(name).digest('hex').slice(0, 16)}.bin`;
  const cache = await openEmbeddingCache(join(cacheDir, fileName), log);
  if (cache.dimensions === undefined) {
    const [probe] = await client.request([PROBE], PROBE_PATIENCE);
    await cache.start(probe!.length);
  }
  const dimensions = cache.dimensions!;
  const known: Record<TextKind, KnownEmbeddings> = {
    paper: cache,
    query: new RecentEmbeddings(RECENT_QUERIES),
  };

  async function ask(texts: readonly string[], kind: TextKind): Promise<Map<string, Float32Array>> {
    const embeddings = await client.request(texts, PATIENCE[kind]);
    const length = embeddings[0]!.length;
    if (length !== dimensions) {
      throw new UserError(
        `The embeddings server at ${client.address} gives ${length} numbers a text for the model ` +
          `${model}, and gave ${dimensions} before. If the model is another one now, delete ` +
          `${cache.file} and start again.`,
      );
    }
    return new Map(texts.map((text, i) => [text, embeddings[i]!]));
  }

  return {
    name,
    dimensions,
    knows: () => true,
    async embed(texts, kind = 'paper') {
      const cut = texts.map(cutText);
      const wanted = [...new Set(cut)].filter((text) => text !== '');
      const embeddings = await known[kind].get(wanted);
      const missing = wanted.filter((text) => !embeddings.has(text));
      for (const batch of splitBatches(missing)) {
        const asked = await ask(batch, kind);
        await known[kind].add(asked);
        for (const [text, embedding] of asked) embeddings.set(text, embedding);
        log?.debug({ model, texts: batch.length, kind }, 'Embedded');
      }
      return cut.map((text) => embeddings.get(text) ?? new Float32Array(dimensions));
    },
  };
}

/** The beginning of a text, halves of characters made whole (�); empty for a blank text. */
function cutText(text: string): string {
  return Buffer.from(text.trim().slice(0, MAX_TEXT_CHARS)).toString();
}

function* splitBatches(texts: readonly string[]): Iterable<string[]> {
  let batch: string[] = [];
  let chars = 0;
  for (const text of texts) {
    if (
      batch.length === MAX_BATCH_TEXTS ||
      (batch.length > 0 && chars + text.length > MAX_BATCH_CHARS)
    ) {
      yield batch;
      batch = [];
      chars = 0;
    }
    batch.push(text);
    chars += text.length;
  }
  if (batch.length > 0) yield batch;
}
