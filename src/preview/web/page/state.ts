import type { ShownModal } from '../../local-discord/outcomes.ts';
import type { Traffic } from '../../local-discord/traffic.ts';
import type { Place, ShownMessage } from '../protocol.ts';
import type { Draft } from './command/draft.ts';

/** A channel's messages as far as the page has them. */
export interface ChannelView {
  /** By id, oldest first. */
  readonly messages: Map<string, ShownMessage>;
  isLoaded: boolean;
  /** How many are drawn at once: more while somebody scrolls up, up to a limit. */
  drawn: number;
  /** How many of the latest are not drawn, because somebody has scrolled far up. */
  below: number;
  hasNews: boolean;
  /** What was typed there and not sent. */
  unsent: string;
}

/** Something the person did that has no message of its own yet, or never got one. */
export interface Pending {
  readonly id: number;
  readonly channelId: string;
  /** Such as `/paper search`. */
  readonly deed: string;
  /** Discord's words on why nothing came; absent while it may still come. */
  reason?: string;
}

/** What can be chosen above the line that is being typed. */
interface Suggestion {
  readonly label: string;
  readonly description?: string;
  /** What stands at the right end, such as whose command it is. */
  readonly aside?: string;
  readonly isCommand?: boolean;
  choose(): void;
}

export interface Suggestions {
  readonly title: string;
  /** Whether they are for a field elsewhere, and not for the line at the bottom. */
  readonly isForField?: boolean;
  readonly items: readonly Suggestion[];
  active: number;
  /** What is said instead of items. */
  readonly note?: string;
}

/** The line at the bottom. */
export interface ComposerState {
  text: string;
  /** The command being filled in; absent while a message is typed. */
  draft?: Draft | undefined;
  suggestions?: Suggestions | undefined;
  /** What is wrong with the command as a whole. */
  problem?: string | undefined;
  replyTo?: ShownMessage | undefined;
  /** What is sent along with the message. */
  files: readonly File[];
}

/** A message of the person's own whose text they are changing. */
export interface Editing {
  readonly messageId: string;
  readonly problem?: string;
}

/** A thread, or a post in a forum, that is about to be opened. */
export interface Opening {
  /** The message that the thread starts from; a post starts from none. */
  readonly from?: ShownMessage;
  /** What keeps it from being opened. */
  problem?: string | undefined;
  isBusy?: boolean;
}

/** A menu over everything else, beside the thing that it belongs to. */
export interface OpenMenu {
  readonly at: {
    readonly x: number;
    readonly y: number;
    readonly width?: number;
    /** It stays below `from`, or above it where there is no room. */
    readonly isBesideButton?: boolean;
  };
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** How many have to be and can be chosen; one that is chosen closes the menu unless told. */
  readonly limits?: { readonly min: number; readonly max: number };
  readonly apply?: (values: readonly string[]) => void;
  /** How many stand side by side; one unless told. */
  readonly columns?: number;
  /** What gets the focus back. */
  readonly from: HTMLElement | undefined;
}

export interface MenuItem {
  readonly label: string;
  readonly description?: string | undefined;
  readonly value: string;
  readonly isChosen?: boolean;
  /** Drawn in place of the label, which is then only read aloud. */
  readonly glyph?: string;
  /** Whether it takes something away. */
  readonly isGrave?: boolean;
  readonly choose?: () => void;
}

export interface OpenModal {
  readonly modal: ShownModal;
  readonly texts: ShownMessage['texts'];
  readonly channelId: string;
  readonly deed: string;
  problem?: string | undefined;
  isBusy?: boolean;
}

/**
 * How the page stands with its server. `lost`: it tries again by itself; `shut`: a server with
 * another key has taken the place, and only its address leads there.
 */
export type Line = 'connecting' | 'open' | 'lost' | 'shut';

export type Theme = 'system' | 'dark' | 'light';

/** All that the page shows. */
export interface State {
  line: Line;
  place?: Place;
  channelId: string;
  readonly views: Map<string, ChannelView>;
  pending: readonly Pending[];
  /** Until when somebody is typing, in milliseconds, by channel and then by person. */
  readonly typing: Map<string, Map<string, number>>;
  readonly composer: ComposerState;
  menu?: OpenMenu | undefined;
  modal?: OpenModal | undefined;
  editing?: Editing | undefined;
  /** What takes the place of the messages, or stands above the posts. */
  opening?: Opening | undefined;
  /** The only tag whose posts a forum shows. */
  postTag?: string | undefined;
  /** Components that wait for the bot, as `messageId customId`. */
  readonly busy: Set<string>;
  /** What went wrong with a component, by message. */
  readonly failures: Map<string, string>;
  traffic: readonly Traffic[];
  /** The message whose payload the drawer shows. */
  inspected?: string | undefined;
  drawer: 'closed' | 'traffic' | 'payload';
  /** What came of the drawer's last button. */
  said: string;
  isSidebarOpen: boolean;
  areMembersShown: boolean;
  theme: Theme;
  isLight: boolean;
  /** Counts half minutes, for times that are told from now. */
  tick: number;
}

/** Where members cover the messages; the style knows the width too. */
export const NARROW = matchMedia('(max-width: 900px)');

export function createState(): State {
  return {
    line: 'connecting',
    channelId: '',
    views: new Map(),
    pending: [],
    typing: new Map(),
    composer: { text: '', files: [] },
    busy: new Set(),
    failures: new Map(),
    traffic: [],
    drawer: 'closed',
    said: '',
    isSidebarOpen: false,
    areMembersShown: !NARROW.matches,
    theme: 'system',
    isLight: false,
    tick: 0,
  };
}

/** Messages drawn of a channel at first. */
export const DRAWN_AT_ONCE = 50;

/** More of them each time that somebody scrolls near an end: as many as fit into a frame. */
export const DRAWN_MORE = 15;

/** A page with more elements than that scrolls no longer smoothly. */
export const MAX_DRAWN = 3 * DRAWN_AT_ONCE;

export function viewOf(state: State, channelId: string): ChannelView {
  let view = state.views.get(channelId);
  if (view === undefined) {
    view = {
      messages: new Map(),
      isLoaded: false,
      drawn: DRAWN_AT_ONCE,
      below: 0,
      hasNews: false,
      unsent: '',
    };
    state.views.set(channelId, view);
  }
  return view;
}
