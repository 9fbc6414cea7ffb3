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
}

/** A menu over everything else, beside the thing that it belongs to. */
export interface OpenMenu {
  readonly at: { readonly x: number; readonly y: number; readonly width?: number };
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** How many have to be and can be chosen; one that is chosen closes the menu unless told. */
  readonly limits?: { readonly min: number; readonly max: number };
  readonly apply?: (values: readonly string[]) => void;
  /** What gets the focus back. */
  readonly from: HTMLElement | undefined;
}

export interface MenuItem {
  readonly label: string;
  readonly description?: string | undefined;
  readonly value: string;
  readonly isChosen?: boolean;
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

export type Theme = 'system' | 'dark' | 'light';

/** All that the page shows. */
export interface State {
  isConnected: boolean;
  wasConnected: boolean;
  place?: Place;
  channelId: string;
  readonly views: Map<string, ChannelView>;
  pending: readonly Pending[];
  /** Until when somebody is typing, in milliseconds, by channel and then by person. */
  readonly typing: Map<string, Map<string, number>>;
  readonly composer: ComposerState;
  menu?: OpenMenu | undefined;
  modal?: OpenModal | undefined;
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
  /** Said aloud by screen readers. */
  announcement: string;
  /** Counts half minutes, for times that are told from now. */
  tick: number;
}

export function createState(): State {
  return {
    isConnected: false,
    wasConnected: false,
    channelId: '',
    views: new Map(),
    pending: [],
    typing: new Map(),
    composer: { text: '' },
    busy: new Set(),
    failures: new Map(),
    traffic: [],
    drawer: 'closed',
    said: '',
    isSidebarOpen: false,
    areMembersShown: true,
    theme: 'system',
    isLight: false,
    announcement: '',
    tick: 0,
  };
}

/** Messages drawn of a channel at first, and more each time that somebody scrolls to the top. */
export const DRAWN_AT_ONCE = 50;

/** A page with more elements than that scrolls no longer smoothly. */
export const MAX_DRAWN = 3 * DRAWN_AT_ONCE;

export function viewOf(state: State, channelId: string): ChannelView {
  let view = state.views.get(channelId);
  if (view === undefined) {
    view = { messages: new Map(), isLoaded: false, drawn: DRAWN_AT_ONCE, below: 0, hasNews: false };
    state.views.set(channelId, view);
  }
  return view;
}
