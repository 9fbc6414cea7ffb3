import type {
  APIApplicationCommand,
  APIChannel,
  APIGuild,
  APIGuildMember,
  APIMessage,
  APIUser,
} from 'discord-api-types/v10';
import type { FieldValue } from '../local-discord/modal-input.ts';
import type { ShownModal } from '../local-discord/outcomes.ts';
import type { OptionValue } from '../local-discord/people.ts';
import type { Traffic } from '../local-discord/traffic.ts';

/** A piece of a text in Discord's markdown, as the parser gives it. */
export interface MarkdownNode {
  readonly type: string;
  readonly content?: string | readonly MarkdownNode[];
  /** Where a link leads. */
  readonly target?: string;
  /** Of a heading. */
  readonly level?: number;
  readonly ordered?: boolean;
  /** The first number of an ordered list. */
  readonly start?: number;
  readonly items?: readonly (readonly MarkdownNode[])[];
  /** Of somebody or something mentioned. */
  readonly id?: string;
  readonly name?: string;
  /** Seconds since 1970. */
  readonly timestamp?: string;
  readonly style?: string;
}

/** A message for the page: Discord's payload, and its texts read as markdown. */
export interface ShownMessage {
  readonly message: APIMessage;
  readonly isEphemeral: boolean;
  /** Every text of the payload in which markdown counts, by the text itself. */
  readonly texts: Readonly<Record<string, readonly MarkdownNode[]>>;
  /** Ids of those who gave each reaction, in the order of the payload's reactions. */
  readonly reactedBy: readonly (readonly string[])[];
}

/** A channel as its list shows it to one person. */
export interface ShownChannel {
  readonly channel: APIChannel;
  /** What the person may do there, as a bit field in decimal. */
  readonly permissions: string;
  /** The commands that Discord would offer this person there. */
  readonly commands: readonly APIApplicationCommand[];
}

/** Everything but messages, as one person sees it. */
export interface Place {
  readonly viewer: APIUser;
  /** Whom the page can be used as. */
  readonly people: readonly APIUser[];
  readonly bot: APIUser;
  readonly guild: APIGuild;
  readonly members: readonly APIGuildMember[];
  readonly channels: readonly ShownChannel[];
  readonly isBotOnline: boolean;
  /** What the buttons of the drawer can do beside faults. */
  readonly can: { readonly pollNow: boolean; readonly feedPaper: boolean };
}

/** What the page asks for, by name: what it sends, and what comes back. */
export interface Calls {
  become: { readonly ask: { readonly user: string }; readonly reply: null };
  open: {
    readonly ask: { readonly channelId: string };
    /**
     * A channel's messages, oldest first; before them, for a thread, the message it starts from, and
     * for a forum, in place of messages of its own, the first one of each post.
     */
    readonly reply: { readonly messages: readonly ShownMessage[] };
  };
  run: { readonly ask: CommandCall; readonly reply: Outcome };
  complete: {
    readonly ask: CommandCall & { readonly focused: string };
    readonly reply: {
      readonly choices: readonly { readonly name: string; readonly value: string | number }[];
    };
  };
  runOnMessage: {
    readonly ask: { readonly name: string; readonly messageId: string };
    readonly reply: Outcome;
  };
  press: { readonly ask: ComponentCall; readonly reply: Outcome };
  select: {
    readonly ask: ComponentCall & { readonly values: readonly string[] };
    readonly reply: Outcome;
  };
  submit: {
    readonly ask: {
      readonly interactionId: string;
      readonly fields: Readonly<Record<string, FieldValue>>;
    };
    readonly reply: Outcome;
  };
  startTyping: { readonly ask: { readonly channelId: string }; readonly reply: null };
  write: {
    readonly ask: {
      readonly channelId: string;
      readonly content: string;
      readonly replyTo?: string;
      readonly files?: readonly string[];
    };
    readonly reply: null;
  };
  edit: {
    readonly ask: { readonly messageId: string; readonly content: string };
    readonly reply: null;
  };
  remove: { readonly ask: { readonly messageId: string }; readonly reply: null };
  react: {
    readonly ask: { readonly messageId: string; readonly emoji: string; readonly isGiven: boolean };
    readonly reply: null;
  };
  /** Opens a thread from a message, and writes the first message in it. */
  openThread: {
    readonly ask: {
      readonly channelId: string;
      readonly messageId: string;
      readonly name: string;
      readonly content: string;
    };
    readonly reply: { readonly channelId: string };
  };
  openPost: {
    readonly ask: {
      readonly channelId: string;
      readonly name: string;
      readonly content: string;
      readonly tags: readonly string[];
      readonly files: readonly string[];
    };
    readonly reply: { readonly channelId: string };
  };
  trouble: {
    readonly ask: { readonly kind: TroubleKind };
    readonly reply: { readonly said: string };
  };
}

export type TroubleKind = 'dropSocket' | 'rateLimit' | 'serverError' | 'pollNow' | 'feedPaper';

interface CommandCall {
  readonly channelId: string;
  readonly name: string;
  readonly group?: string;
  readonly subcommand?: string;
  readonly values: Readonly<Record<string, OptionValue>>;
}

interface ComponentCall {
  readonly messageId: string;
  readonly customId: string;
}

/** What a person sees at once; messages arrive as events of their own. */
export type Outcome =
  | { readonly kind: 'done'; readonly firstResponseMs: number }
  | { readonly kind: 'modal'; readonly modal: ShownModal; readonly texts: ShownMessage['texts'] }
  /** The application did not respond. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** Discord's client would not have let the person do this. */
  | { readonly kind: 'invalid'; readonly reason: string };

export type CallName = keyof Calls;

/** A call as it travels; the server answers with the same number. */
export type Request = {
  [Name in CallName]: {
    readonly id: number;
    readonly call: Name;
    readonly ask: Calls[Name]['ask'];
  };
}[CallName];

/** What the server sends without being asked. */
export type PageEvent =
  /** The first event; another start means another page, and another world. */
  | { readonly kind: 'hello'; readonly start: string }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'message'; readonly shown: ShownMessage }
  | { readonly kind: 'messageUpdate'; readonly shown: ShownMessage }
  | { readonly kind: 'messageDelete'; readonly id: string; readonly channelId: string }
  | { readonly kind: 'typing'; readonly channelId: string; readonly userId: string }
  | { readonly kind: 'traffic'; readonly traffic: Traffic };

/** An answer to a call: what was asked for, or Discord's words on why not. */
export type Answer =
  | { readonly kind: 'answer'; readonly id: number; readonly reply: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly reason: string };
