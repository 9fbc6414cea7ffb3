import type {
  APIApplicationCommandBasicOption,
  APIMessageTopLevelComponent,
  ChatInputCommandInteraction,
} from 'discord.js';
import type { FeedbackLog } from '../answer/feedback.ts';
import type { FetchPaper } from '../feeds/arxiv/paper-lookup.ts';
import type { PaperFinder } from '../search/paper-finder.ts';
import type { Following } from '../subscriptions/following.ts';
import type { QuestionDesk } from './asking/question-desk.ts';
import type { RecentKeys } from './asking/recent-keys.ts';
import type { Card } from './cards/components.ts';
import type { Form } from './form.ts';
import type { GuildScene, TargetChannel } from './guild-scene.ts';
import type { LastShown } from './last-shown.ts';
import type { MessageState } from './message-state.ts';

/** What commands call. */
export interface Services {
  readonly finder: PaperFinder;
  /** Absent: papers that the corpus does not hold are unknown. */
  readonly fetchPaper?: FetchPaper;
  readonly lastShown: LastShown;
  readonly desk: QuestionDesk;
  readonly feedback: FeedbackLog;
  readonly following: Following;
  /** The time, in epoch milliseconds. */
  readonly now: () => number;
  /** Who has said lately of which answer whether it was useful; it is not said with the feedback. */
  readonly votes: RecentKeys;
}

/** Who did something, where, and who will see the answer. */
export interface Scene {
  readonly userId: string;
  readonly channelId: string;
  /** Absent in direct messages. */
  readonly guildId?: string;
  /** The server; absent in direct messages, and where the bot is not a member. */
  readonly guild?: GuildScene;
  /** Whether all that is said in the channel is one conversation: a thread, or direct messages. */
  readonly isConversation: boolean;
  /** Whether only the person sees the answer. */
  readonly isEphemeral: boolean;
  /** Shows what there is of an answer that takes long; what is returned takes its place. */
  readonly showSoFar: (card: Card) => void;
}

/** Reads the options of a command as they were given. */
export type CommandOptions = Pick<
  ChatInputCommandInteraction['options'],
  'getBoolean' | 'getChannel' | 'getNumber' | 'getRole' | 'getString'
>;

/** A command that somebody gave. */
export interface CommandRequest extends Scene {
  readonly options: CommandOptions;
  /** Discord's id of `/paper`, with which a text can offer a command to be tapped. */
  readonly commandId: string;
  /** All commands of the bot, in the order in which help shows them. */
  readonly commands: readonly Command[];
}

/** An option somebody is typing in. */
interface AutocompleteRequest {
  readonly option: string;
  readonly typed: string;
  /** The channel that is chosen in the command so far, else where it is typed. */
  readonly channel?: TargetChannel | undefined;
}

/** One suggestion under an option; `value` is what the command gets. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** A button that was pressed or a menu in which something was chosen. */
export interface PressRequest extends Scene {
  readonly state: MessageState;
  /** What was chosen in a menu; empty for a button. */
  readonly values: readonly string[];
  readonly message: PressedMessage;
  readonly at: Date;
}

/** The message whose button was pressed. */
interface PressedMessage {
  readonly id: string;
  readonly components: readonly APIMessageTopLevelComponent[];
}

/** A form that somebody filled in. */
interface FormRequest extends Scene {
  /** What the form remembers, and beyond that what the message does from which it was opened. */
  readonly state: MessageState;
  /** What was typed, by the names of the form's inputs. */
  readonly fields: Readonly<Record<string, string>>;
  /** The message from which the form was opened. */
  readonly messageId?: string;
}

/** What a button or a menu does: it answers, or opens a form. */
export type Press = AnsweringPress | OpeningPress;

interface OpeningPress {
  opens(request: Pick<PressRequest, 'state' | 'guild'>, services: Services): Form | Promise<Form>;
}

export interface AnsweringPress {
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
  /**
   * What its forms do once they are filled in, by their actions. The answer is seen by whoever sees
   * the message from which the form was opened.
   */
  readonly forms?: Readonly<
    Record<string, (request: FormRequest, services: Services) => Promise<Card>>
  >;
  execute(request: CommandRequest, services: Services): Promise<Card>;
  /** Suggestions for an option with `autocomplete`; Discord shows the first 25. */
  autocomplete?(request: AutocompleteRequest, services: Services): readonly Choice[];
}

/** A message that somebody chose a command from the menu of. */
interface MessageCommandRequest extends Scene {
  /** All there is to read in it, as it was written; may be empty. */
  readonly text: string;
}

/** A command in the menu of every message, under “Apps”; only the one who chose it sees the answer. */
export interface MessageCommand {
  /** At most 32 characters, as the menu shows it. */
  readonly name: string;
  execute(request: MessageCommandRequest, services: Services): Promise<Card>;
}
