import { render } from 'lit';
import type { Actions } from './actions.ts';
import { keepPlace } from './keep-place.ts';
import type { State } from './state.ts';
import { app } from './view/app.ts';

/** Room that menus leave to the edges of the window, in pixels. */
const MENU_MARGIN = 8;

export interface Store {
  readonly state: State;
  /** Draws the page anew, once for all changes of a turn. */
  change(): void;
  /** Scrolls to the latest message when the page is drawn next. */
  showLatest(): void;
  /** Gives the focus to an element that the next drawing brings. */
  focusLater(selector: string): void;
}

export function createStore(state: State, root: HTMLElement, actions: () => Actions): Store {
  let isScheduled = false;
  let wanted: string | undefined;
  const place = keepPlace();

  function draw(): void {
    isScheduled = false;
    place.before();
    render(app(state, actions()), root);
    place.after();
    fitMenu(root.querySelector<HTMLElement>('.menu'), state.menu?.at.above);
    const dialog = root.querySelector('dialog');
    if (dialog && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>('.fields :is(input, textarea, select)')?.focus();
    }
    if (wanted === undefined) return;
    const element = root.querySelector<HTMLElement>(wanted);
    wanted = undefined;
    element?.focus();
    if (element instanceof HTMLInputElement) element.setSelectionRange(999, 999);
  }

  root.textContent = '';
  return {
    state,
    change() {
      if (isScheduled) return;
      isScheduled = true;
      queueMicrotask(draw);
    },
    showLatest: place.toEnd,
    focusLater(selector) {
      wanted = selector;
    },
  };
}

/** Moves a menu up that would reach below the window: above what it belongs to, if it fits there. */
function fitMenu(menu: HTMLElement | null, above: number | undefined): void {
  if (menu === null) return;
  const { bottom, top, height } = menu.getBoundingClientRect();
  const below = bottom - (innerHeight - MENU_MARGIN);
  if (below <= 0) return;
  const isRoomAbove = above !== undefined && above - height >= MENU_MARGIN;
  menu.style.top = `${isRoomAbove ? above - height : Math.max(top - below, MENU_MARGIN)}px`;
}
