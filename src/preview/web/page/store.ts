import { render } from 'lit';
import type { Actions } from './actions.ts';
import { keepPlace } from './keep-place.ts';
import type { OpenMenu, State } from './state.ts';
import { app } from './view/app.ts';

/** Room that menus leave to the edges of the window, in pixels. */
const MENU_MARGIN = 8;

/** Room between a button and its menu, in pixels. */
const BUTTON_GAP = 4;

export interface Store {
  readonly state: State;
  /** Draws the page anew, once for all changes of a turn. */
  change(): void;
  /** Scrolls to the latest message when the page is drawn next. */
  showLatest(): void;
  /** Scrolls to a message when the page is drawn next, and gives it the focus. */
  showMessage(id: string): void;
  /**
   * Gives the focus to an element that the next drawing brings.
   *
   * @param caret how many characters the cursor is behind; all of a line unless told
   */
  focusLater(selector: string, caret?: number): void;
}

export function createStore(state: State, root: HTMLElement, actions: () => Actions): Store {
  let isScheduled = false;
  let wanted: { readonly selector: string; readonly caret: number | undefined } | undefined;
  const place = keepPlace();

  function draw(): void {
    isScheduled = false;
    place.before();
    render(app(state, actions()), root);
    place.after();
    placeMenu();
    const dialog = root.querySelector('dialog');
    if (dialog && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>('.fields :is(input, textarea, select)')?.focus();
    }
    if (wanted === undefined) return;
    const { selector, caret } = wanted;
    const element = root.querySelector<HTMLElement>(selector);
    wanted = undefined;
    element?.focus();
    if (element instanceof HTMLInputElement) element.setSelectionRange(999, 999);
    else if (element instanceof HTMLTextAreaElement && caret !== undefined) {
      element.setSelectionRange(caret, caret);
    }
  }

  function placeMenu(): void {
    const menu = root.querySelector<HTMLElement>('.menu');
    if (menu && state.menu) fitMenu(menu, state.menu);
  }

  root.textContent = '';
  // What a menu belongs to may move after it has opened: a picture comes, the channel is scrolled.
  root.addEventListener('scroll', placeMenu, { capture: true, passive: true });
  return {
    state,
    change() {
      if (isScheduled) return;
      isScheduled = true;
      queueMicrotask(draw);
    },
    showLatest: place.toEnd,
    showMessage: place.toMessage,
    focusLater(selector, caret) {
      wanted = { selector, caret };
    },
  };
}

/** Keeps a menu in the window: beside the button that it belongs to, or up from where it opened. */
function fitMenu(menu: HTMLElement, { at, from }: OpenMenu): void {
  const { height } = menu.getBoundingClientRect();
  const lowest = innerHeight - MENU_MARGIN - height;
  if (!at.isBesideButton || !from?.isConnected) {
    menu.style.top = `${Math.max(Math.min(at.y, lowest), MENU_MARGIN)}px`;
    return;
  }
  const button = from.getBoundingClientRect();
  const below = button.bottom + BUTTON_GAP;
  const above = button.top - BUTTON_GAP - height;
  const isAbove = below > lowest && above >= MENU_MARGIN;
  menu.style.top = `${isAbove ? above : Math.max(Math.min(below, lowest), MENU_MARGIN)}px`;
}
