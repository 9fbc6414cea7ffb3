import type { FieldValue } from '../../local-discord/modal-input.ts';
import type { ShownMessage, TroubleKind } from '../protocol.ts';
import type { OpenMenu, Theme } from './state.ts';

/** A component that somebody uses. */
interface Use {
  readonly shown: ShownMessage;
  readonly customId: string;
}

/** Going from place to place, and what belongs to a message as such. */
export interface ActingActions {
  become(user: string): void;
  openChannel(channelId: string): void;
  /** Draws older messages, or later ones, in place of those at the other end. */
  drawMore(where: 'above' | 'below'): void;
  /** Goes back to the latest messages. */
  jumpToPresent(): void;
  /** Goes to a message of the open channel; nothing happens where that is gone. */
  jumpTo(messageId: string): void;
  toggleSidebar(isOpen: boolean): void;
  toggleMembers(): void;

  openMenu(menu: OpenMenu): void;
  /** False when none was open. */
  closeMenu(): boolean;
  openMessageMenu(shown: ShownMessage, at: OpenMenu['at'], from: HTMLElement | undefined): void;
  /** Offers emojis to react with. */
  pickReaction(shown: ShownMessage, at: OpenMenu['at'], from: HTMLElement | undefined): void;
  react(shown: ShownMessage, emoji: string, isGiven: boolean): void;
  hideMessage(shown: ShownMessage): void;

  showDrawer(drawer: 'closed' | 'traffic' | 'payload'): void;
  inspect(messageId: string): void;
  makeTrouble(kind: TroubleKind): void;
}

/** What reaches the bot as an interaction, but for commands. */
export interface InteractingActions {
  press(use: Use): void;
  select(use: Use, values: readonly string[]): void;
  submitModal(fields: Readonly<Record<string, FieldValue>>): void;
  closeModal(): void;
  dismiss(id: number): void;
}

/** The line at the bottom. */
export interface ComposingActions {
  type(text: string, caret: number): void;
  /** The same for mentions in a field elsewhere, which keeps its text itself. */
  completeMention(field: HTMLTextAreaElement): void;
  /** Moves through suggestions, or chooses one; false when there are none to choose from. */
  moveSuggestion(by: number): boolean;
  chooseSuggestion(at?: number): boolean;
  closeSuggestions(): boolean;
  fill(option: string, text: string): void;
  focusOption(option: string): void;
  showOption(option: string): void;
  /** Goes behind the options, where the others are offered. */
  offerOptions(): void;
  hideOption(option: string): void;
  leaveCommand(): void;
  send(): void;
  startCommandPicker(): void;
  replyTo(shown: ShownMessage | undefined): void;
  attach(files: readonly File[]): void;
  detach(file: File): void;
}

/** What one does with messages of one's own. */
export interface EditingActions {
  startEditing(shown: ShownMessage): void;
  /** Edits the latest message of one's own; false when there is none. */
  editLatest(): boolean;
  saveEdit(content: string): void;
  leaveEditing(): void;
  remove(shown: ShownMessage): void;
}

/** Threads and forum posts that are begun. */
export interface ThreadingActions {
  startThread(from: ShownMessage): void;
  startPost(): void;
  leaveOpening(): void;
  openThread(name: string, content: string): void;
  openPost(name: string, content: string, tags: readonly string[]): void;
  /** Shows the posts with a tag alone; absent: all. */
  filterPosts(tag: string | undefined): void;
}

/** All that can be done on the page; views call these, and nothing else. */
export interface Actions
  extends ActingActions,
    InteractingActions,
    ComposingActions,
    EditingActions,
    ThreadingActions {
  setTheme(theme: Theme): void;
}
