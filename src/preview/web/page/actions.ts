import type { FieldValue } from '../../local-discord/modal-input.ts';
import type { ShownMessage, TroubleKind } from '../protocol.ts';
import type { OpenMenu, Theme } from './state.ts';

/** A component that somebody uses. */
interface Use {
  readonly shown: ShownMessage;
  readonly customId: string;
}

/** All that can be done on the page; views call these, and nothing else. */
export interface Actions {
  become(user: string): void;
  openChannel(channelId: string): void;
  /** Draws older messages, or later ones, in place of those at the other end. */
  drawMore(where: 'above' | 'below'): void;
  /** Goes back to the latest messages. */
  jumpToPresent(): void;
  toggleSidebar(isOpen: boolean): void;
  toggleMembers(): void;
  setTheme(theme: Theme): void;

  type(text: string, caret: number): void;
  /** Moves through suggestions, or chooses one; false when there are none to choose from. */
  moveSuggestion(by: number): boolean;
  chooseSuggestion(at?: number): boolean;
  closeSuggestions(): boolean;
  fill(option: string, text: string): void;
  focusOption(option: string): void;
  showOption(option: string): void;
  hideOption(option: string): void;
  leaveCommand(): void;
  send(): void;
  startCommandPicker(): void;
  replyTo(shown: ShownMessage | undefined): void;

  press(use: Use): void;
  select(use: Use, values: readonly string[]): void;
  openMenu(menu: OpenMenu): void;
  closeMenu(): void;
  openMessageMenu(shown: ShownMessage, at: OpenMenu['at'], from: HTMLElement | undefined): void;
  submitModal(fields: Readonly<Record<string, FieldValue>>): void;
  closeModal(): void;
  dismiss(id: number): void;
  hideMessage(shown: ShownMessage): void;
  openThread(name: string): void;

  showDrawer(drawer: 'closed' | 'traffic' | 'payload'): void;
  inspect(messageId: string): void;
  makeTrouble(kind: TroubleKind): void;
}
