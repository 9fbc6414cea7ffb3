import { randomUUID } from 'node:crypto';
import { databasePlace, type Settings } from '../config.ts';
import type { Paper } from '../corpus/paper.ts';
import { type Feeds, openFeeds } from '../feeds/open-feeds.ts';
import { createLogger, secretsOf } from '../log.ts';
import { openStore } from '../store/open-store.ts';
import { UserError } from '../user-error.ts';

/** Opens the sources for one command; what that records gets into the index of a bot by itself. */
export async function openCliFeeds(
  settings: Settings,
  { isReadOnly }: { isReadOnly: boolean },
): Promise<Feeds & { close(): Promise<void> }> {
  const log = createLogger({
    // What a warning would say, the command says itself.
    level: settings.logLevel === 'warn' ? 'error' : settings.logLevel,
    secrets: secretsOf(settings),
    stream: process.stderr,
  });
  const store = await openStore(databasePlace(settings), { isReadOnly, log });
  const feeds = openFeeds({
    settings: settings.sources,
    store,
    now: () => new Date(),
    random: Math.random,
    log,
    holder: `command line ${randomUUID()}`,
  });
  return {
    ...feeds,
    async close() {
      await feeds.stop();
      await store.close();
    },
  };
}

/** Fetches a paper; while a bot uses the same database, what is fetched is shown and not kept. */
export async function fetchPaperOnce(
  settings: Settings,
  reference: string,
): Promise<Paper | undefined> {
  const feeds = await openCliFeeds(settings, { isReadOnly: false }).catch((error: unknown) => {
    if (error instanceof UserError) return openCliFeeds(settings, { isReadOnly: true });
    throw error;
  });
  try {
    return await feeds.fetchPaper(reference);
  } finally {
    await feeds.close();
  }
}
