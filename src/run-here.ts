import { once } from 'node:events';
import { join } from 'node:path';
import type { Settings } from './config.ts';
import { type BotOptions, createBot } from './discord/bot.ts';
import type { ExampleSource } from './feeds/examples/example-source.ts';
import type { News } from './open-news.ts';
import { chooseClients, inputKind } from './preview/choose-clients.ts';
import { startLocalDiscord } from './preview/local-discord/local-discord.ts';
import { runTerminal } from './preview/terminal/run-terminal.ts';
import { type PageServer, startPageServer } from './preview/web/start-page-server.ts';
import { tryNews } from './try-news.ts';

interface RunHereOptions {
  readonly news: News;
  readonly examples: ExampleSource;
  readonly settings: Settings;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Runs the bot on a Discord of its own, with a page or a prompt instead of Discord's client, until
 * whoever tries it ends it.
 */
export async function runHere(
  parts: Omit<BotOptions, 'token'>,
  { news, examples, settings, environment }: RunHereOptions,
): Promise<void> {
  const { dataDir, previewPort } = settings;
  const { stdin, stdout } = process;
  const clients = chooseClients({
    arguments: process.argv.slice(2),
    input: inputKind(stdin),
    platform: process.platform,
    environment,
  });
  const discord = await startLocalDiscord();
  const bot = createBot({
    ...parts,
    token: discord.token,
    rest: { api: discord.apiUrl, version: '10' },
    // A terminal can't draw over what it has printed: it shows answers when they are whole.
    ...(clients.prompt && { editEveryMs: Infinity }),
  });
  await bot.start();
  await news.start(bot.notifier);
  const trial = tryNews({ news, examples, now: () => new Date() });
  const page = clients.page
    ? await startPageServer({ discord, port: previewPort, key: environment.PREVIEW_KEY, ...trial })
    : undefined;
  if (page) stdout.write(greeting(page, previewPort));
  if (clients.prompt) {
    process.exitCode = await runTerminal({
      discord,
      input: stdin,
      output: stdout,
      isInteractive: stdin.isTTY && stdout.isTTY,
      // 0 where a terminal has no window, as in some containers.
      columns: () => stdout.columns || 80,
      colour: stdout.isTTY && !environment.NO_COLOR,
      historyFile: join(dataDir, 'history'),
    });
  } else {
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  }
  await page?.close();
  await news.stop();
  await bot.stop();
  await discord.close();
}

function greeting({ url, port }: PageServer, wanted: number): string {
  const moved = port === wanted || wanted === 0 ? '' : `Port ${wanted} is taken: it is ${port}.\n`;
  return `\nPapercord is ready in your browser:\n\n  ${url}\n\n${moved}Ctrl+C ends it; npm start -- --terminal gives a prompt instead.\n`;
}
