/**
 * A source that cannot be read: it does not answer, refuses, or answers with something else than
 * papers. Its message says why in words for people, to stand after the source's name.
 */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  /** How long the source asks to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, { retryAfterMs, ...options }: SourceErrorOptions = {}) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

interface SourceErrorOptions extends ErrorOptions {
  readonly retryAfterMs?: number | undefined;
}
