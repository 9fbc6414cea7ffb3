import { resolve } from 'node:path';
import { config } from 'dotenv';
import { commands, messageCommands } from '../commands/index.ts';
import { PROJECT_ROOT, readSettings, type Settings } from './config.ts';
import { createCoolDown } from './discord/asking/cool-down.ts';
import { createQuestionDesk } from './discord/asking/question-desk.ts';
import { createRecentKeys } from './discord/asking/recent-keys.ts';
import { type Bot, createBot } from './discord/bot.ts';
import { createLastShown } from './discord/last-shown.ts';
import { createExampleSource } from './feeds/examples/example-source.ts';
import { openLibrary } from './library.ts';
import { createLogger, type Logger, secretsOf } from './log.ts';
import { type News, openNews } from './open-news.ts';
import { openStore } from './store/open-store.ts';
import { openTemporaryStore } from './store/open-temporary-store.ts';
import type { Store } from './store/store.ts';
import { UserError } from './user-error.ts';

config({ path: resolve(PROJECT_ROOT, '.env'), quiet: true });

try {
  await main();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = createLogger({
    level: settings.logLevel,
    secrets: secretsOf(settings),
    stream: process.stderr,
  });
  const { index, finder, answerer } = await openLibrary(settings, {
    corpusFile: settings.corpusFile,
    log,
  });
  log.info({ papers: finder.size }, 'corpus loaded');
  const { discordToken: token, discordGuildId: guildId } = settings;
  const isHere = token === undefined;
  const store = await (isHere ? openTemporaryStore({ log }) : openStore(settings, { log }));
  // Whoever types in the terminal holds up nobody else, and a script asks many questions at once.
  const coolDown = createCoolDown(Date.now, isHere ? { burst: Infinity } : {});
  const examples = createExampleSource();
  const news = openNews({
    settings: forTerminal(settings),
    store,
    index,
    log,
    ...(isHere && { furtherSources: [examples] }),
  });
  const services = {
    finder,
    fetchPaper: news.fetchPaper,
    following: news.following,
    now: Date.now,
    lastShown: createLastShown(),
    desk: createQuestionDesk({ answerer, now: Date.now, coolDown }),
    feedback: store.feedback,
    votes: createRecentKeys(Date.now),
  };
  const parts = { commands, messageCommands, services, log };

  if (token === undefined) {
    // What plays Discord is loaded by nobody who has the real one.
    const { runHere } = await import('./run-here.ts');
    await runHere(parts, { news, examples, settings, environment: process.env }).finally(() =>
      store.close(),
    );
  } else {
    const bot = createBot({ ...parts, token, ...(guildId !== undefined && { guildId }) });
    await runOnDiscord(bot, { news, store, log });
  }
}

/** Without a Discord to post to, nothing is fetched unasked: it is to be tried without a network. */
function forTerminal(settings: Settings): Settings {
  const isOwn = settings.discordToken === undefined && !process.env.SOURCES;
  return isOwn ? { ...settings, sources: { ...settings.sources, names: [] } } : settings;
}

/** Runs until the process is told to end; answers in the making still go out. */
async function runOnDiscord(
  bot: Bot,
  { news, store, log }: { news: News; store: Store; log: Logger },
): Promise<void> {
  const stop = async () => {
    await news.stop();
    await bot.stop().finally(() => store.close());
  };
  try {
    await bot.start();
  } catch (error) {
    await stop();
    throw new UserError(
      `The bot could not start on Discord: ${(error as Error).message}\n` +
        'Check DISCORD_TOKEN and DISCORD_GUILD_ID, and that this machine reaches discord.com.',
    );
  }
  await news.start(bot.notifier);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'stopping');
      void stop();
    });
  }
}
