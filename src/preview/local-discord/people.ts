import type { APIApplicationCommand, APIMessage, APIThreadChannel } from 'discord-api-types/v10';
import type { Upload } from './message-content.ts';
import type { FieldValue } from './modal-input.ts';
import type { InteractionOutcome } from './outcomes.ts';
import type { Choice } from './validate-choices.ts';

/** What an option of a command can be given; users, roles and channels by their id. */
export type OptionValue = string | number | boolean;

/** A slash command as it was typed. */
export interface TypedCommand {
  /** The id of the person. */
  readonly user: string;
  readonly channelId: string;
  /** The command's own name, `paper`. */
  readonly name: string;
  readonly group?: string;
  readonly subcommand?: string;
  /** Options by name; numbers and `true` may be given as the text that was typed. */
  readonly values?: Readonly<Record<string, OptionValue>>;
  /** The language of the person's client; `en-US` unless told. */
  readonly locale?: string;
}

/** The use of a component under a message. */
export interface ComponentUse {
  readonly user: string;
  readonly messageId: string;
  readonly customId: string;
  readonly locale?: string;
}

/** A form that was filled in; `fields` by the custom ids of its inputs. */
interface FilledForm {
  readonly user: string;
  /** From the outcome that opened the form. */
  readonly interactionId: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly locale?: string;
}

/** A message that a person writes. */
interface WrittenMessage {
  readonly user: string;
  readonly channelId: string;
  readonly content: string;
  /** The id of the message it answers. */
  readonly replyTo?: string;
  /** Whether that message's author is pinged; Discord does so unless told. */
  readonly pingReplied?: boolean;
  readonly uploads?: readonly Upload[];
}

/** A post that a person writes into a forum. */
interface WrittenPost {
  readonly user: string;
  readonly channelId: string;
  readonly name: string;
  readonly content: string;
  /** Ids of the forum's tags. */
  readonly tags?: readonly string[];
  readonly uploads?: readonly Upload[];
}

/** The part of {@link People} that goes to other people as well, and to the bot as an event. */
export type Writing = Pick<
  People,
  | 'startTyping'
  | 'sendMessage'
  | 'editMessage'
  | 'deleteMessage'
  | 'openThread'
  | 'openPost'
  | 'react'
>;

/**
 * What a person can do in Discord.
 *
 * Whatever reaches the bot as an interaction resolves when Discord would show its final state: a
 * plain reply at once, a deferred one when it is edited or deleted, or when its token ends after
 * 15 minutes. Later edits come as events.
 */
export interface People {
  /** The commands that Discord's client offers somebody in a channel, of every type. */
  offered(where: {
    readonly user: string;
    readonly channelId: string;
  }): readonly APIApplicationCommand[];

  /** Checks what was typed as Discord's client does, then sends it to the bot. */
  runCommand(command: TypedCommand): Promise<InteractionOutcome>;

  /**
   * The suggestions for the option `focused`, whose entry in `values` is what was typed so far.
   * Rejects when the bot gives none in time, where Discord says "Loading options failed".
   */
  autocomplete(command: TypedCommand & { readonly focused: string }): Promise<readonly Choice[]>;

  /** An entry under "Apps" in a message's menu. */
  runMessageCommand(command: {
    readonly user: string;
    readonly name: string;
    readonly messageId: string;
    readonly locale?: string;
  }): Promise<InteractionOutcome>;

  press(use: ComponentUse): Promise<InteractionOutcome>;
  select(use: ComponentUse & { readonly values: readonly string[] }): Promise<InteractionOutcome>;
  submitModal(form: FilledForm): Promise<InteractionOutcome>;

  /** Lets others see that somebody types, for ten seconds or until their message comes. */
  startTyping(where: { readonly user: string; readonly channelId: string }): Promise<void>;

  /**
   * Writes in a channel; the bot reads the text only where its intents let it. Rejects where the
   * person may not write, or too much.
   */
  sendMessage(message: WrittenMessage): Promise<APIMessage>;

  /** Changes the text of a message of one's own. */
  editMessage(change: {
    readonly user: string;
    readonly messageId: string;
    readonly content: string;
  }): Promise<APIMessage>;

  /** Deletes a message of one's own, or anybody's with the permission to manage messages. */
  deleteMessage(deletion: { readonly user: string; readonly messageId: string }): Promise<void>;

  /** Opens a public thread in a channel; under one of its messages, if that is named. */
  openThread(thread: {
    readonly user: string;
    readonly channelId: string;
    readonly name: string;
    readonly messageId?: string;
  }): Promise<APIThreadChannel>;

  /** Opens a post in a forum. */
  openPost(post: WrittenPost): Promise<APIThreadChannel>;

  /** Gives a reaction, or takes one's own back. */
  react(reaction: {
    readonly user: string;
    readonly messageId: string;
    /** The character itself. */
    readonly emoji: string;
    readonly isGiven: boolean;
  }): Promise<void>;
}
