import { join, resolve } from 'node:path';
import { config } from 'dotenv';
import { commands } from '../commands/index.ts';
import { PROJECT_ROOT, readSettings, type Settings } from './config.ts';
import { type Bot, createBot } from './discord/bot.ts';
import { createLastShown } from './discord/last-shown.ts';
import { openLibrary } from './library.ts';
import { createLogger, type Logger, secretsOf } from './log.ts';
import { startLocalDiscord } from './preview/local-discord/local-discord.ts';
import { runTerminal } from './preview/terminal/run-terminal.ts';
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
  const { finder } = await openLibrary(settings, {
    corpusFile: settings.corpusFile,
    log,
  });
  log.info({ papers: finder.size }, 'corpus loaded');
  const parts = { commands, services: { finder, lastShown: createLastShown() }, log };

  const { discordToken: token, discordGuildId: guildId } = settings;
  if (token === undefined) {
    await runInTerminal(parts, settings);
  } else {
    const bot = createBot({ ...parts, token, ...(guildId !== undefined && { guildId }) });
    await runOnDiscord(bot, log);
  }
}

/** Runs until the process is told to end; answers in the making still go out. */
async function runOnDiscord(bot: Bot, log: Logger): Promise<void> {
  try {
    await bot.start();
  } catch (error) {
    await bot.stop();
    throw new UserError(
      `The bot could not start on Discord: ${(error as Error).message}\n` +
        'Check DISCORD_TOKEN and DISCORD_GUILD_ID, and that this machine reaches discord.com.',
    );
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'stopping');
      void bot.stop();
    });
  }
}

/** The same bot on a Discord of its own, with a prompt instead of a client. */
async function runInTerminal(
  parts: Omit<Parameters<typeof createBot>[0], 'token'>,
  { dataDir }: Settings,
): Promise<void> {
  const discord = await startLocalDiscord();
  const bot = createBot({
    ...parts,
    token: discord.token,
    rest: { api: discord.apiUrl, version: '10' },
  });
  await bot.start();
  const { stdin, stdout } = process;
  process.exitCode = await runTerminal({
    discord,
    input: stdin,
    output: stdout,
    isInteractive: stdin.isTTY && stdout.isTTY,
    columns: () => stdout.columns ?? 80,
    colour: stdout.isTTY && !process.env.NO_COLOR,
    historyFile: join(dataDir, 'history'),
  });
  await bot.stop();
  await discord.close();
}
