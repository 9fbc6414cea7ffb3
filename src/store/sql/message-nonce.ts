import { createHash } from 'node:crypto';
import type { PostEntry } from '../outbox.ts';

/** Discord's limit. */
const NONCE_CHARS = 25;

/** The nonce of a message: the same for the same papers in the same channel, on every machine. */
export function messageNonce(channelId: string, entries: readonly PostEntry[]): string {
  const papers = entries.map(({ paperId, edition = '' }) => [paperId, edition]);
  return createHash('sha256')
    .update(JSON.stringify([channelId, papers]))
    .digest('base64url')
    .slice(0, NONCE_CHARS);
}
