import * as z from 'zod';
import { UserError } from '../../user-error.ts';

/** More than any model gives; a longer list is no embedding. */
export const MAX_DIMENSIONS = 16_384;

/** Longest part of a server's own error message that is repeated. */
const MAX_DETAIL_CHARS = 200;

const embeddingsReply = z.object({
  data: z.array(
    z.object({
      index: z.int().min(0),
      embedding: z.array(z.number()).min(1).max(MAX_DIMENSIONS),
    }),
  ),
});

/** How OpenAI, Ollama, llama.cpp, vLLM and others wrap an error message. */
const errorReply = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
  z.object({ error: z.string() }).transform(({ error }) => error),
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.object({ detail: z.string() }).transform(({ detail }) => detail),
]);

/**
 * Reads the reply to a request for `count` embeddings and puts them in the order of the request.
 *
 * @throws UserError when it is anything else than that many embeddings of equal length
 */
export function readEmbeddingsReply(text: string, count: number, address: string): Float32Array[] {
  const refuse = (why: string): never => {
    throw new UserError(
      `The embeddings server at ${address} does not answer as the interface of OpenAI wants it: ` +
        `${why}. Check EMBEDDINGS_URL.`,
    );
  };
  const { data: reply, error } = embeddingsReply.safeParse(parseJson(text));
  if (error) {
    const { path, message } = error.issues[0]!;
    return refuse(`${path.join('.') || 'reply'}: ${message}`);
  }

  const embeddings: Float32Array[] = [];
  for (const { index, embedding } of reply.data) {
    if (index >= count) refuse(`there is an embedding ${index} for ${count} texts`);
    if (embeddings[index] !== undefined) refuse(`there are two embeddings ${index}`);
    const numbers = Float32Array.from(embedding);
    if (!numbers.every(Number.isFinite)) refuse(`a number of embedding ${index} is too large`);
    embeddings[index] = numbers;
  }
  if (reply.data.length !== count) {
    refuse(`there are ${reply.data.length} embeddings for ${count} texts`);
  }
  const sizes = new Set(embeddings.map(({ length }) => length));
  if (sizes.size > 1) refuse(`embeddings have ${[...sizes].join(' and ')} numbers`);
  return embeddings;
}

/** What a server itself says about an error, shortened; empty when it does not say it in JSON. */
export function readErrorReply(text: string): string {
  const { data: message } = errorReply.safeParse(parseJson(text));
  const line = (message ?? '').replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length > MAX_DETAIL_CHARS ? `${line.slice(0, MAX_DETAIL_CHARS)}…` : line;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
