import { ChannelType } from 'discord-api-types/v10';
import type { LocalDiscord } from '../local-discord/local-discord.ts';
import type { InteractionOutcome } from '../local-discord/outcomes.ts';
import type { World } from '../local-discord/world.ts';
import type { CallName, Calls, Outcome, Request, TroubleKind } from './protocol.ts';
import { showMessage, textsOfModal } from './show-message.ts';
import type { Uploads } from './uploads.ts';

/** What the bot behind this Discord lets a developer do; each says what came of it. */
export interface CallHooks {
  readonly discord: LocalDiscord;
  readonly uploads: Uploads;
  /** Reads the sources of new papers now, as the clock would later. */
  readonly pollNow?: () => Promise<string>;
  /** Lets a paper appear in a source. */
  readonly feedPaper?: () => Promise<string>;
}

/** Who the page is used as. */
interface Seat {
  viewer(): string;
  become(user: string): void;
}

type Answers = {
  readonly [Name in CallName]: (ask: Calls[Name]['ask']) => Promise<Calls[Name]['reply']>;
};

/** How long the bot is told to wait by a rate limit on demand. */
const RATE_LIMIT_MS = 2_000;

/** Does what a page asks for, as the person it is used as. */
export function createCalls(
  { discord, uploads, ...hooks }: CallHooks,
  seat: Seat,
): (request: Request) => Promise<unknown> {
  const { world, people, faults } = discord;

  const troubles: Readonly<Record<TroubleKind, () => Promise<string>>> = {
    async dropSocket() {
      faults.dropGateway();
      return 'The bot’s connection was cut.';
    },
    async rateLimit() {
      faults.next({}, { kind: 'rateLimit', retryAfterMs: RATE_LIMIT_MS });
      return 'The next request is answered with 429.';
    },
    async serverError() {
      faults.next({}, { kind: 'status', status: 500 });
      return 'The next request is answered with 500.';
    },
    pollNow: hooks.pollNow ?? nothingToDo,
    feedPaper: hooks.feedPaper ?? nothingToDo,
  };

  const answers: Answers = {
    async become({ user }) {
      const { admin, member } = world.cast;
      if (user !== admin.id && user !== member.id) throw new Error('There is no such person.');
      seat.become(user);
      return null;
    },
    async open({ channelId }) {
      const viewer = seat.viewer();
      if (world.permissions(viewer, channelId) === 0n) throw new Error('You cannot see this.');
      const messages = [
        ...startersOf(world, channelId),
        ...world.messagesIn(channelId, viewer).map(({ id }) => id),
      ].flatMap((id) => world.messages.get(id) ?? []);
      return { messages: messages.map(showMessage) };
    },
    run: async (ask) => outcomeOf(await people.runCommand({ ...ask, user: seat.viewer() })),
    complete: async (ask) => ({
      choices: await people.autocomplete({ ...ask, user: seat.viewer() }),
    }),
    runOnMessage: async (ask) =>
      outcomeOf(await people.runMessageCommand({ ...ask, user: seat.viewer() })),
    press: async (ask) => outcomeOf(await people.press({ ...ask, user: seat.viewer() })),
    select: async (ask) => outcomeOf(await people.select({ ...ask, user: seat.viewer() })),
    submit: async (ask) => outcomeOf(await people.submitModal({ ...ask, user: seat.viewer() })),
    async startTyping(ask) {
      await people.startTyping({ ...ask, user: seat.viewer() });
      return null;
    },
    async write({ files = [], ...ask }) {
      const taken = uploads.take(files);
      await people.sendMessage({ ...ask, user: seat.viewer(), uploads: taken });
      return null;
    },
    async edit(ask) {
      await people.editMessage({ ...ask, user: seat.viewer() });
      return null;
    },
    async remove(ask) {
      await people.deleteMessage({ ...ask, user: seat.viewer() });
      return null;
    },
    async react(ask) {
      await people.react({ ...ask, user: seat.viewer() });
      return null;
    },
    async openThread({ content, ...ask }) {
      const user = seat.viewer();
      // A thread without its first message is none that Discord's client would open.
      if (content.trim() === '') throw new Error('A thread starts with a message.');
      const { id } = await people.openThread({ ...ask, user });
      await people.sendMessage({ user, channelId: id, content });
      return { channelId: id };
    },
    async openPost({ files, ...ask }) {
      const taken = uploads.take(files);
      const { id } = await people.openPost({ ...ask, user: seat.viewer(), uploads: taken });
      return { channelId: id };
    },
    trouble: async ({ kind }) => ({ said: await troubles[kind]() }),
  };

  const dispatch = <Name extends CallName>(call: Name, ask: Calls[Name]['ask']) =>
    answers[call](ask);
  return ({ call, ask }) => dispatch(call, ask);
}

/** Messages that are shown with a channel and stand elsewhere, see {@link Calls.open}. */
function startersOf({ channels }: World, channelId: string): readonly string[] {
  const channel = channels.get(channelId);
  if (channel?.type === ChannelType.GuildForum) {
    return [...channels.values()].flatMap((each) =>
      'parent_id' in each && each.parent_id === channelId ? [each.id] : [],
    );
  }
  const parent = channels.get((channel && 'parent_id' in channel && channel.parent_id) || '');
  return parent !== undefined && parent.type !== ChannelType.GuildForum ? [channelId] : [];
}

function outcomeOf(outcome: InteractionOutcome): Outcome {
  switch (outcome.kind) {
    case 'modal':
      return { kind: 'modal', modal: outcome.modal, texts: textsOfModal(outcome.modal) };
    case 'failed':
      return { kind: 'failed', reason: outcome.reason };
    case 'invalid':
      return { kind: 'invalid', reason: outcome.message };
    default:
      return { kind: 'done', firstResponseMs: outcome.firstResponseMs };
  }
}

async function nothingToDo(): Promise<string> {
  throw new Error('This is not connected here.');
}
