import { Writable } from 'node:stream';
import type { APIMessage, ComponentType } from 'discord.js';
import { pino } from 'pino';
import { expect, onTestFinished, vi } from 'vitest';
import { commands, messageCommands } from '../../commands/index.ts';
import type { Answerer } from '../../src/answer/answer.ts';
import type { FeedbackLog } from '../../src/answer/feedback.ts';
import { createQuestionDesk } from '../../src/discord/asking/question-desk.ts';
import { createRecentKeys } from '../../src/discord/asking/recent-keys.ts';
import { type Bot, createBot } from '../../src/discord/bot.ts';
import type { Command } from '../../src/discord/command.ts';
import { createLastShown } from '../../src/discord/last-shown.ts';
import {
  type LocalDiscord,
  type LocalDiscordOptions,
  startLocalDiscord,
} from '../../src/preview/local-discord/local-discord.ts';
import type {
  InteractionOutcome,
  MessageOutcome,
} from '../../src/preview/local-discord/outcomes.ts';
import type { OptionValue } from '../../src/preview/local-discord/people.ts';
import type { PaperFinder } from '../../src/search/paper-finder.ts';
import type { Following } from '../../src/subscriptions/following.ts';
import { fakeAnswerer, fakeFeedbackLog } from '../fake-answerer.ts';
import { fakeFollowing } from '../fake-following.ts';
import { fakePaperFinder } from '../fake-paper-finder.ts';
import { samplePapers } from '../sample-papers.ts';

/** How a bot on the stage differs from the usual one. */
export interface CastingOptions {
  readonly finder?: PaperFinder;
  readonly answerer?: Answerer;
  readonly feedback?: FeedbackLog;
  readonly following?: Following;
  /** The clock of cool-downs and conversations, in milliseconds; it stands still unless told. */
  readonly now?: () => number;
  readonly commands?: readonly Command[];
  readonly guildId?: string;
  readonly token?: string;
  readonly deferAfterMs?: number;
  readonly editEveryMs?: number;
  readonly answerLimitMs?: number;
}

/** Reconnecting takes discord.js half a second by itself, on a busy machine more. */
const LOG_WAIT = { timeout: 10_000, interval: 10 };

/** One line of the bot's log. */
type LogLine = Readonly<Record<string, unknown>>;

/** A Discord on this machine, what the bot wrote into its log, and the people in #papers. */
export interface Stage {
  readonly discord: LocalDiscord;
  readonly logged: readonly LogLine[];
  /** Requests of the bot and events to it, one line each. */
  readonly traffic: readonly string[];
  /** Resolves when the log has this many lines that say `message`. */
  logs(message: string, times?: number): Promise<readonly LogLine[]>;
  /** Makes a bot that is not started yet. */
  cast(options?: CastingOptions): Bot;
  /** Max gives a command in #papers. */
  give(
    subcommand: string,
    values?: Readonly<Record<string, OptionValue>>,
    where?: { readonly user?: string; readonly channelId?: string },
  ): Promise<InteractionOutcome>;
  /**
   * Max writes a message that is for the bot.
   *
   * @returns what the bot answered in the end; `undefined` when it has kept silent
   */
  say(
    content: string,
    where?: { readonly user?: string; readonly channelId?: string; readonly replyTo?: string },
  ): Promise<APIMessage | undefined>;
  /** Somebody (Max unless told) presses the button that has this label. */
  press(message: APIMessage, label: string, user?: string): Promise<InteractionOutcome>;
  /** Somebody chooses in the menu that has this placeholder. */
  choose(
    message: APIMessage,
    placeholder: string,
    values: readonly string[],
    user?: string,
  ): Promise<InteractionOutcome>;
  /** Somebody opens a paper from the menu of a message. */
  open(message: APIMessage, paperId: string, user?: string): Promise<InteractionOutcome>;
}

/** Sets up a Discord without a bot. It is torn down with the test, and all its bots with it. */
export async function setStage(options: LocalDiscordOptions = {}): Promise<Stage> {
  const discord = await startLocalDiscord(options);
  const bots: Bot[] = [];
  onTestFinished(async () => {
    await Promise.all(bots.map((bot) => bot.stop()));
    await discord.close();
  });
  const logged: LogLine[] = [];
  const traffic: string[] = [];
  discord.on('log', (line) => traffic.push(line));
  const log = pino({ level: 'debug' }, recordInto(logged));
  const { people, world } = discord;
  const max = world.cast.member.id;

  const choose: Stage['choose'] = (message, placeholder, values, user = max) =>
    people.select({
      user,
      messageId: message.id,
      customId: customIdOf(message, placeholder),
      values,
    });

  return {
    discord,
    logged,
    traffic,

    logs: (message, times = 1) =>
      vi.waitFor(() => {
        const lines = logged.filter(({ msg }) => msg === message);
        expect(lines).toHaveLength(times);
        return lines;
      }, LOG_WAIT),

    cast({
      finder = fakePaperFinder(samplePapers),
      answerer = fakeAnswerer(),
      feedback = fakeFeedbackLog(),
      following = fakeFollowing(),
      now = () => 0,
      answerLimitMs,
      token = discord.token,
      ...rest
    } = {}) {
      const bot = createBot({
        commands,
        messageCommands,
        ...rest,
        token,
        services: {
          finder,
          lastShown: createLastShown(),
          desk: createQuestionDesk({
            answerer,
            now,
            ...(answerLimitMs !== undefined && { answerLimitMs }),
          }),
          feedback,
          following,
          now,
          votes: createRecentKeys(now),
        },
        log,
        rest: { api: discord.apiUrl, version: '10' },
        // Discord lets a bot identify once in 5 s; here nobody counts.
        ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
      });
      bots.push(bot);
      return bot;
    },

    give: (subcommand, values = {}, { user = max, channelId = world.cast.papers.id } = {}) =>
      people.runCommand({ user, channelId, name: 'paper', subcommand, values }),

    async say(content, { user = max, channelId = world.cast.papers.id, replyTo } = {}) {
      const done = () => logged.filter(({ msg }) => msg === 'message done').length;
      const before = done();
      const asked = await people.sendMessage({
        user,
        channelId,
        content,
        ...(replyTo !== undefined && { replyTo }),
      });
      await vi.waitFor(() => expect(done()).toBeGreaterThan(before), LOG_WAIT);
      return world
        .messagesIn(channelId)
        .find(({ nonce, author }) => author.id === world.bot.id && nonce === asked.id);
    },

    press: (message, label, user = max) =>
      people.press({ user, messageId: message.id, customId: customIdOf(message, label) }),

    choose,

    open: (message, paperId, user) => choose(message, 'Open a paper…', [paperId], user),
  };
}

/** A stage on which the usual bot is ready. */
export async function startShow(options: CastingOptions = {}): Promise<Stage & { bot: Bot }> {
  const stage = await setStage();
  const bot = stage.cast(options);
  await bot.start();
  return { ...stage, bot };
}

function recordInto(lines: LogLine[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as LogLine);
      done();
    },
  });
}

/** The answer, which must be a new message. */
export function messageOf(outcome: InteractionOutcome): MessageOutcome {
  if (outcome.kind === 'message') return outcome;
  throw new Error(`Not a message but ${JSON.stringify(outcome)}`);
}

/** The message that a press changed. */
export function updatedBy(outcome: InteractionOutcome): APIMessage {
  if (outcome.kind === 'updated') return outcome.message;
  throw new Error(`Not an update but ${JSON.stringify(outcome)}`);
}

/** All text of a message, of whatever kind it is. */
export function textOf(message: APIMessage): string {
  const texts = partsOf(message.components ?? []).map(({ content = '' }) => content);
  return [message.content, ...texts].filter(Boolean).join('\n');
}

interface Part {
  readonly type: ComponentType;
  readonly content?: string;
  readonly label?: string;
  readonly placeholder?: string;
  readonly custom_id?: string;
  readonly components?: readonly Part[];
}

function partsOf(components: readonly Part[]): Part[] {
  return components.flatMap((part) => [part, ...partsOf(part.components ?? [])]);
}

function customIdOf(message: APIMessage, label: string): string {
  const part = partsOf(message.components ?? []).find(
    (each) => (each.label ?? each.placeholder) === label,
  );
  if (part?.custom_id === undefined) throw new Error(`No “${label}” under ${textOf(message)}`);
  return part.custom_id;
}
