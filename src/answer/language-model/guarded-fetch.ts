/** A reply went on beyond all measure. */
export class EndlessReplyError extends Error {
  override readonly name = 'EndlessReplyError';
}

/**
 * A `fetch` that breaks off a reply longer than `maxBytes`, and follows no redirection: questions
 * go to the server that the operator named, and to no other.
 */
export function createGuardedFetch(maxBytes: number): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'manual' });
    if (response.body === null) return response;
    let bytes = 0;
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.length;
        if (bytes <= maxBytes) controller.enqueue(chunk);
        else controller.error(new EndlessReplyError(`The reply is longer than ${maxBytes} bytes.`));
      },
    });
    return new Response(response.body.pipeThrough(counter), response);
  };
}
