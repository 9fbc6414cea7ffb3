import type { APIApplicationCommandBasicOption, ChatInputCommandInteraction } from 'discord.js';
import type { PaperFinder } from '../search/paper-finder.ts';
import type { Card } from './cards/components.ts';
import type { LastShown } from './last-shown.ts';
import type { MessageState } from './message-state.ts';

/** What commands call. */
export interface Services {
  readonly finder: PaperFinder;
  readonly lastShown: LastShown;
}

/** Reads the options of a command as they were given. */
export type CommandOptions = Pick<
  ChatInputCommandInteraction['options'],
  'getBoolean' | 'getString'
>;

/** A command that somebody gave. */
export interface CommandRequest {
  readonly options: CommandOptions;
  readonly channelId: string;
  /** Discord's id of `/paper`, with which a text can offer a command to be tapped. */
  readonly commandId: string;
  /** All commands of the bot, in the order in which help shows them. */
  readonly commands: readonly Command[];
}

/** An option somebody is typing in. */
interface AutocompleteRequest {
  readonly option: string;
  readonly typed: string;
}

/** One suggestion under an option; `value` is what the command gets. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** A button that was pressed or a menu in which something was chosen. */
export interface PressRequest {
  readonly state: MessageState;
  /** What was chosen in a menu; empty for a button. */
  readonly values: readonly string[];
  readonly channelId: string;
}

/** What a button or a menu does. */
export interface Press {
  /**
   * Whether the answer takes the place of the message, as the next page does. It then does so for
   * the one who asked; for others it comes as a copy that only they see. Where it is false the
   * answer is always such a new message.
   */
  readonly isInPlace: boolean;
  execute(request: PressRequest, services: Services): Promise<Card>;
}

/**
 * A subcommand of `/paper`: data first, behaviour last.
 *
 * It never sees Discord's connection: it reads options, calls a service and formats a card. It
 * throws a `UserError` for what the person can act on.
 */
export interface Command {
  readonly name: string;
  /** At most 100 characters: Discord shows it while the command is typed. */
  readonly description: string;
  readonly options: readonly APIApplicationCommandBasicOption[];
  /** Whole commands to copy, for help. */
  readonly examples: readonly string[];
  /**
   * Whether only the one who asks sees the answer. A command with an option named `private`
   * leaves that to them.
   */
  readonly isEphemeral?: boolean;
  /** The buttons and menus of its cards, by the action in their custom ids. */
  readonly presses?: Readonly<Record<string, Press>>;
  execute(request: CommandRequest, services: Services): Promise<Card>;
  /** Suggestions for an option with `autocomplete`; Discord shows the first 25. */
  autocomplete?(request: AutocompleteRequest, services: Services): readonly Choice[];
}
