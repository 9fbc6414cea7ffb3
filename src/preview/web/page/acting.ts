import type { ActingActions, EditingActions, ThreadingActions } from './actions.ts';
import type { Connection } from './connection.ts';
import { EMOJIS } from './emojis.ts';
import type { Interacting } from './interacting.ts';
import { messageMenu } from './message-menu.ts';
import { DRAWN_AT_ONCE, DRAWN_MORE, MAX_DRAWN, NARROW, viewOf } from './state.ts';
import type { Store } from './store.ts';
import { noteVisit } from './way-back.ts';

/** Emojis side by side. */
const EMOJI_COLUMNS = 8;

export interface Acting {
  readonly actions: ActingActions;
  openChannel(channelId: string): Promise<void>;
  /** Asks for a channel's messages, unless they are there. */
  load(channelId: string): Promise<void>;
}

/** Going from place to place, menus, reactions, the drawer. */
export function createActing(
  { state, change, focusLater, showLatest, showMessage }: Store,
  { call }: Connection,
  interacting: Interacting,
  others: () => Pick<EditingActions & ThreadingActions, 'startEditing' | 'remove' | 'startThread'>,
): Acting {
  const { composer } = state;

  function jumpToPresent(): void {
    const view = viewOf(state, state.channelId);
    view.drawn = DRAWN_AT_ONCE;
    view.below = 0;
    showLatest();
    change();
  }

  /** What is half written in one channel stays there. */
  function changeLine(channelId: string): void {
    if (channelId === state.channelId) return;
    viewOf(state, state.channelId).unsent = composer.text;
    composer.text = viewOf(state, channelId).unsent;
    composer.files = [];
    composer.draft = undefined;
    composer.suggestions = undefined;
    composer.problem = undefined;
    composer.replyTo = undefined;
  }

  async function openChannel(channelId: string): Promise<void> {
    changeLine(channelId);
    noteVisit(channelId);
    state.channelId = channelId;
    state.isSidebarOpen = false;
    state.menu = undefined;
    state.opening = undefined;
    state.editing = undefined;
    state.postTag = undefined;
    if (NARROW.matches) state.areMembersShown = false;
    viewOf(state, channelId).hasNews = false;
    jumpToPresent();
    // On a screen that is touched, the focus would bring up a keyboard that nobody asked for.
    if (matchMedia('(pointer: fine)').matches) focusLater('.composer textarea');
    change();
    await load(channelId);
  }

  async function load(channelId: string): Promise<void> {
    const view = viewOf(state, channelId);
    if (view.isLoaded) return;
    const known = new Set(view.messages.keys());
    const found = await call('open', { channelId }).catch(() => undefined);
    if (found === undefined) return;
    const live = [...view.messages].filter(([id]) => !known.has(id));
    view.messages.clear();
    // Some stand elsewhere: the message that a thread starts from, the first ones of posts.
    for (const shown of found.messages) {
      viewOf(state, shown.message.channel_id).messages.set(shown.message.id, shown);
    }
    // What came while the answer was under way is newer than the answer.
    for (const [id, shown] of live) view.messages.set(id, shown);
    view.isLoaded = true;
    change();
  }

  const actions: ActingActions = {
    become: (user) => void call('become', { user }),
    openChannel: (channelId) => void openChannel(channelId),
    drawMore(where) {
      const view = viewOf(state, state.channelId);
      if (where === 'below') {
        view.below = Math.max(view.below - DRAWN_MORE, 0);
      } else if (view.drawn < MAX_DRAWN) {
        view.drawn += DRAWN_MORE;
      } else {
        view.below = Math.min(view.below + DRAWN_MORE, view.messages.size - view.drawn);
      }
      change();
    },
    jumpToPresent,
    jumpTo(messageId) {
      const view = viewOf(state, state.channelId);
      const at = [...view.messages.keys()].indexOf(messageId);
      if (at === -1) return;
      const later = view.messages.size - at - 1;
      const isDrawn = later >= view.below && later < view.below + view.drawn;
      if (!isDrawn) {
        // In the middle of what is drawn, so that what was said around it can be read.
        view.drawn = DRAWN_AT_ONCE;
        view.below = Math.max(later - DRAWN_AT_ONCE / 2, 0);
      }
      showMessage(messageId);
      change();
    },
    toggleSidebar(isOpen) {
      state.isSidebarOpen = isOpen;
      change();
    },
    toggleMembers() {
      state.areMembersShown = !state.areMembersShown;
      change();
    },

    openMenu(menu) {
      state.menu = menu;
      focusLater('.menu [aria-selected="true"], .menu [tabindex="0"]');
      change();
    },
    closeMenu() {
      if (state.menu === undefined) return false;
      const { from } = state.menu;
      state.menu = undefined;
      // What is only displayed with its message can't have the focus before.
      from?.closest<HTMLElement>('.message')?.focus({ preventScroll: true });
      from?.focus();
      change();
      return true;
    },
    openMessageMenu(shown, at, from) {
      const items = messageMenu(shown, state, {
        run: (name) => {
          jumpToPresent();
          const ask = { name, messageId: shown.message.id };
          void interacting.follow(name, () => call('runOnMessage', ask));
        },
        pickReaction: () => actions.pickReaction(shown, at, from),
        startThread: () => others().startThread(shown),
        edit: () => others().startEditing(shown),
        remove: () => others().remove(shown),
        inspect: () => actions.inspect(shown.message.id),
      });
      actions.openMenu({ at, label: 'Message actions', items, from });
    },
    pickReaction(shown, at, from) {
      const items = EMOJIS.map(([glyph, label]) => ({
        glyph,
        label,
        value: glyph,
        choose: () => actions.react(shown, glyph, true),
      }));
      actions.openMenu({ at, label: 'Add Reaction', items, from, columns: EMOJI_COLUMNS });
    },
    async react({ message }, emoji, isGiven) {
      try {
        await call('react', { messageId: message.id, emoji, isGiven });
      } catch (error) {
        state.failures.set(message.id, (error as Error).message);
        change();
      }
    },
    hideMessage({ message }) {
      viewOf(state, message.channel_id).messages.delete(message.id);
      focusLater('.composer textarea');
      change();
    },

    showDrawer(drawer) {
      state.drawer = drawer;
      change();
    },
    inspect(messageId) {
      state.inspected = messageId;
      state.drawer = 'payload';
      change();
    },
    async makeTrouble(kind) {
      const said = await call('trouble', { kind }).then(
        (reply) => reply.said,
        (error: Error) => error.message,
      );
      state.said = said;
      change();
    },
  };

  return { actions, openChannel, load };
}
