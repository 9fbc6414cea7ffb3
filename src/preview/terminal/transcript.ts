import { type APIMessage, type APIUser, ChannelType, MessageFlags } from 'discord-api-types/v10';
import type { MessageEvent } from '../local-discord/live-events.ts';
import type { LocalDiscord } from '../local-discord/local-discord.ts';
import type { Directory } from './directory.ts';
import { wrap, wrapBehind } from './drawing.ts';
import { renderMessage } from './render-message.ts';
import { stripToLine } from './strip-controls.ts';
import type { Role, Theme } from './theme.ts';
import type { Current } from './use-controls.ts';

/** A bot that takes longer is said to be thinking. */
const THINKING_AFTER_MS = 500;

export interface TranscriptOptions {
  readonly discord: Pick<LocalDiscord, 'world' | 'on'>;
  readonly directory: Directory;
  /** The person at the terminal. */
  readonly user: string;
  /** The channel they are in. */
  readonly channelId: string;
  readonly isInteractive: boolean;
  readonly theme: Theme;
  readonly columns: () => number;
  readonly now: () => number;
  /** Prints whole lines. */
  readonly print: (text: string) => void;
}

/** All that is printed in answer to a person, and which message their numbers belong to. */
export interface Transcript {
  /** The latest message shown. */
  current(): Current | undefined;
  /** The id of the latest message shown that everybody sees, and that can so be replied to. */
  latestPublic(): string | undefined;
  /** Prints sentences, and below them lines that could be typed. */
  say(text: string, roles: readonly Role[], typeable?: readonly string[]): void;
  /** Prints a sentence that belongs to a question being asked. */
  note(text: string, ...roles: readonly Role[]): void;
  /** Prints lines that are drawn already. */
  write(lines: readonly string[]): void;
  /**
   * Holds back messages that come by themselves while the bot works on an answer. What comes back
   * shows the answer, if it is a message, and then whatever else came meanwhile.
   *
   * @param deed what the person did, shown above the answer
   */
  expectAnswer(deed: string): (answer?: APIMessage) => void;
  close(): void;
}

export function createTranscript(options: TranscriptOptions): Transcript {
  const { discord, directory, user, channelId, isInteractive, theme, columns, now } = options;
  const { world } = discord;
  const shown = new Set<string>();
  let held: Map<string, APIMessage> | undefined;
  let current: Current | undefined;
  let latestPublic: string | undefined;
  let isFirst = true;

  /** Answers stand apart: by a line before the next prompt, else by a line after the last one. */
  function write(lines: readonly string[]): void {
    const before = isInteractive || isFirst ? [] : [''];
    const after = isInteractive ? [''] : [];
    isFirst = false;
    print([...before, ...lines, ...after]);
  }

  function print(lines: readonly string[]): void {
    options.print(lines.map((line) => `${line}\n`).join(''));
  }

  function show(message: APIMessage, deed?: string): void {
    const page = { theme, columns: columns(), directory, nowMs: now() };
    const { lines, controls } = renderMessage(message, page);
    shown.add(message.id);
    current = { messageId: message.id, controls };
    if (((message.flags ?? 0) & MessageFlags.Ephemeral) === 0) latestPublic = message.id;
    write([...(isInteractive ? heading(message, deed) : []), ...lines]);
  }

  function heading(message: APIMessage, deed: string | undefined): string[] {
    const name = nameOf(message.author);
    const channel = world.channels.get(message.channel_id);
    const place =
      channel?.type === ChannelType.DM
        ? 'in a direct message'
        : `in #${stripToLine(channel?.name ?? '')}`;
    const isElsewhere = message.channel_id !== channelId;
    const about = [...(isElsewhere ? [place] : []), ...(deed ? [stripToLine(deed)] : [])];
    return wrap(
      [
        `${theme.paint(name, 'bold')} ${theme.paint(theme.hasColour ? ' APP ' : '[APP]', 'badge')}`,
        ...about.map((words) => theme.paint(words, 'faint')),
      ].join(theme.paint(' · ', 'faint')),
      columns(),
    );
  }

  function receive({ message, ephemeralTo }: MessageEvent): void {
    const isForUs = ephemeralTo === undefined || ephemeralTo === user;
    const isThinking = ((message.flags ?? 0) & MessageFlags.Loading) !== 0;
    if (message.author.id !== world.bot.id || !isForUs || isThinking) return;
    if (held !== undefined) held.set(message.id, message);
    else show(message);
  }

  const stops = [
    discord.on('message', receive),
    discord.on('messageUpdate', (event) => {
      const { id } = event.message;
      // Of what was shown already only the latest is drawn anew; the rest has scrolled away.
      if (held !== undefined || id === current?.messageId || !shown.has(id)) receive(event);
    }),
    discord.on('messageDelete', ({ id }) => {
      held?.delete(id);
      if (current?.messageId === id) current = undefined;
    }),
  ];

  return {
    current: () => current,
    latestPublic: () => latestPublic,
    write,
    note: (text, ...roles) => print(wrap(theme.paint(text, ...roles), columns())),
    say: (text, roles, typeable = []) =>
      write([
        ...wrap(theme.paint(text, ...roles), columns()),
        ...typeable.flatMap((line) => wrapBehind('  ', line, columns(), '    ')),
      ]),

    expectAnswer(deed) {
      held = new Map();
      const thinking = setTimeout(() => {
        if (isInteractive) print([theme.paint(`${nameOf(world.bot)} is thinking…`, 'faint')]);
      }, THINKING_AFTER_MS);
      return (answer) => {
        clearTimeout(thinking);
        const others = [...(held?.values() ?? [])].filter(({ id }) => id !== answer?.id);
        held = undefined;
        if (answer !== undefined) show(answer, deed);
        for (const message of others) show(message);
      };
    },

    close() {
      for (const stop of stops) stop();
    },
  };
}

function nameOf({ global_name, username }: APIUser): string {
  return stripToLine(global_name ?? username);
}
