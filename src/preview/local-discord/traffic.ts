/** A request of the bot, or an event that it was told of, when it was over. */
export type Traffic =
  | {
      readonly kind: 'request';
      readonly method: string;
      /** Below `/api/v10`. */
      readonly path: string;
      readonly status: number;
      /** How long the request took on this side. */
      readonly tookMs: number;
      readonly atMs: number;
    }
  | {
      readonly kind: 'event';
      readonly name: string;
      readonly body: unknown;
      readonly atMs: number;
    };
