/** A server with a language model, by the interface of OpenAI, and how much of it may be used. */
export interface LanguageModelSettings {
  /** The base address, such as `http://localhost:11434/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey?: string;
  /** For one answer: waiting for its turn, another attempt and the last claim all fall into it. */
  readonly timeoutMs: number;
  /** Tokens that the model may write for one answer; thinking counts. */
  readonly maxOutputTokens: number;
  /** Tokens that the model reads and writes in one go; abstracts that do not fit are left out. */
  readonly contextTokens: number;
  /** Tokens, read and written, for one payer a day (UTC); infinity: as many as they like. */
  readonly dailyTokens: number;
  /** Answers that are written at the same time; the others wait for their turn. */
  readonly concurrency: number;
}
