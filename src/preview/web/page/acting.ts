import { type APIMessage, ApplicationCommandType, ChannelType } from 'discord-api-types/v10';
import type { Outcome, ShownMessage } from '../protocol.ts';
import type { Actions } from './actions.ts';
import type { Connection } from './connection.ts';
import { DRAWN_AT_ONCE, MAX_DRAWN, type MenuItem, type Pending, viewOf } from './state.ts';
import type { Store } from './store.ts';

/** An answer that comes sooner shows no line of its own before. */
const PENDING_AFTER_MS = 250;

const MAX_THREAD_NAME = 80;

type ActingActions = Omit<
  Actions,
  | 'setTheme'
  | 'type'
  | 'moveSuggestion'
  | 'chooseSuggestion'
  | 'closeSuggestions'
  | 'fill'
  | 'focusOption'
  | 'showOption'
  | 'hideOption'
  | 'leaveCommand'
  | 'send'
  | 'startCommandPicker'
  | 'replyTo'
>;

export interface Acting {
  readonly actions: ActingActions;
  openChannel(channelId: string): Promise<void>;
  /** Follows an interaction until it is answered; resolves to what is wrong with it, if anything. */
  follow(deed: string, start: () => Promise<Outcome>): Promise<string | undefined>;
  /** A message came: whatever waited for it waits no longer. */
  settle(message: APIMessage): void;
}

/** Everything but typing: channels, components, menus, forms, the drawer. */
export function createActing(store: Store, { call }: Connection): Acting {
  const { state, change, focusLater, showLatest } = store;
  let lastId = 0;

  function drop(id: number): void {
    state.pending = state.pending.filter((each) => each.id !== id);
    change();
  }

  async function follow(deed: string, start: () => Promise<Outcome>): Promise<string | undefined> {
    lastId += 1;
    jumpToPresent();
    const pending: Pending = { id: lastId, channelId: state.channelId, deed };
    const add = () => {
      state.pending = [...state.pending.filter(({ id }) => id !== pending.id), pending];
      change();
    };
    const timer = setTimeout(add, PENDING_AFTER_MS);
    const outcome = await start().catch(failed);
    clearTimeout(timer);
    if (outcome.kind === 'failed') {
      pending.reason = outcome.reason;
      add();
      return undefined;
    }
    drop(pending.id);
    if (outcome.kind === 'modal') {
      const { modal, texts } = outcome;
      state.modal = { modal, texts, channelId: state.channelId, deed };
      change();
    }
    return outcome.kind === 'invalid' ? outcome.reason : undefined;
  }

  /** Follows the use of a component, whose failure stands below its message. */
  async function followUse(
    shown: ShownMessage,
    customId: string,
    start: () => Promise<Outcome>,
  ): Promise<void> {
    const messageId = shown.message.id;
    const key = `${messageId} ${customId}`;
    state.busy.add(key);
    state.failures.delete(messageId);
    change();
    const outcome = await start().catch(failed);
    state.busy.delete(key);
    if (outcome.kind === 'failed') state.failures.set(messageId, 'This interaction failed');
    if (outcome.kind === 'invalid') state.failures.set(messageId, outcome.reason);
    if (outcome.kind === 'modal') {
      const { modal, texts } = outcome;
      state.modal = { modal, texts, channelId: state.channelId, deed: modal.title };
    }
    change();
  }

  function jumpToPresent(): void {
    const view = viewOf(state, state.channelId);
    view.drawn = DRAWN_AT_ONCE;
    view.below = 0;
    showLatest();
    change();
  }

  async function openChannel(channelId: string): Promise<void> {
    state.channelId = channelId;
    state.isSidebarOpen = false;
    state.menu = undefined;
    const view = viewOf(state, channelId);
    view.hasNews = false;
    jumpToPresent();
    // On a screen that is touched, the focus would bring up a keyboard that nobody asked for.
    if (matchMedia('(pointer: fine)').matches) focusLater('.composer textarea');
    change();
    if (view.isLoaded) return;
    const { messages } = await call('open', { channelId });
    const live = [...view.messages];
    view.messages.clear();
    for (const shown of messages) view.messages.set(shown.message.id, shown);
    // What came while the answer was under way is newer than the answer.
    for (const [id, shown] of live) view.messages.set(id, shown);
    view.isLoaded = true;
    change();
  }

  function menuOf(shown: ShownMessage): readonly MenuItem[] {
    const { message, isEphemeral } = shown;
    const open = state.place?.channels.find(({ channel }) => channel.id === state.channelId);
    const commands = (open?.commands ?? []).filter(
      ({ type }) => type === ApplicationCommandType.Message,
    );
    const mayThread = !isEphemeral && open?.channel.type === ChannelType.GuildText;
    const name = (message.content || 'New thread').slice(0, MAX_THREAD_NAME);
    const copy = (text: string) => () => void navigator.clipboard.writeText(text);
    return [
      ...commands.map((command) => ({
        label: command.name,
        description: 'Apps · Papercord',
        value: command.id,
        choose: () =>
          void follow(command.name, () =>
            call('runOnMessage', { name: command.name, messageId: message.id }),
          ),
      })),
      ...(mayThread
        ? [{ label: 'Create Thread', value: 'thread', choose: () => actions.openThread(name) }]
        : []),
      ...(message.content
        ? [{ label: 'Copy Text', value: 'text', choose: copy(message.content) }]
        : []),
      { label: 'Copy Message ID', value: 'id', choose: copy(message.id) },
      { label: 'Payload', value: 'payload', choose: () => actions.inspect(message.id) },
    ];
  }

  const actions: ActingActions = {
    become: (user) => void call('become', { user }),
    openChannel: (channelId) => void openChannel(channelId),
    drawMore(where) {
      const view = viewOf(state, state.channelId);
      if (where === 'below') {
        view.below = Math.max(view.below - DRAWN_AT_ONCE, 0);
      } else if (view.drawn < MAX_DRAWN) {
        view.drawn += DRAWN_AT_ONCE;
      } else {
        view.below = Math.min(view.below + DRAWN_AT_ONCE, view.messages.size - view.drawn);
      }
      change();
    },
    jumpToPresent,
    toggleSidebar(isOpen) {
      state.isSidebarOpen = isOpen;
      change();
    },
    toggleMembers() {
      state.areMembersShown = !state.areMembersShown;
      change();
    },

    press({ shown, customId }) {
      const messageId = shown.message.id;
      void followUse(shown, customId, () => call('press', { messageId, customId }));
    },
    select({ shown, customId }, values) {
      const messageId = shown.message.id;
      void followUse(shown, customId, () => call('select', { messageId, customId, values }));
    },
    openMenu(menu) {
      state.menu = menu;
      focusLater('.menu [aria-selected="true"], .menu [tabindex="0"]');
      change();
    },
    closeMenu() {
      const from = state.menu?.from;
      state.menu = undefined;
      from?.focus();
      change();
    },
    openMessageMenu(shown, at, from) {
      actions.openMenu({ at, label: 'Message actions', items: menuOf(shown), from });
    },
    async submitModal(fields) {
      const { modal: open } = state;
      if (open === undefined) return;
      open.isBusy = true;
      open.problem = undefined;
      change();
      const { interactionId } = open.modal;
      const outcome = await call('submit', { interactionId, fields }).catch(failed);
      open.isBusy = false;
      if (outcome.kind === 'done') state.modal = undefined;
      else if (outcome.kind === 'modal') open.problem = SOMETHING_WRONG;
      else open.problem = outcome.kind === 'failed' ? SOMETHING_WRONG : outcome.reason;
      if (state.modal === undefined) focusLater('.composer textarea');
      change();
    },
    closeModal() {
      state.modal = undefined;
      focusLater('.composer textarea');
      change();
    },
    dismiss: drop,
    hideMessage({ message }) {
      viewOf(state, message.channel_id).messages.delete(message.id);
      focusLater('.composer textarea');
      change();
    },
    async openThread(name) {
      const opened = await call('openThread', { channelId: state.channelId, name }).catch(
        () => undefined,
      );
      if (opened) await openChannel(opened.channelId);
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

  return {
    actions,
    openChannel,
    follow,
    settle({ interaction_metadata: metadata, channel_id: channelId }) {
      const isMine = metadata?.user.id === state.place?.viewer.id;
      const oldest = state.pending.find(
        (each) => each.channelId === channelId && each.reason === undefined,
      );
      if (isMine && oldest) drop(oldest.id);
    },
  };
}

const SOMETHING_WRONG = 'Something went wrong. Try again.';

function failed(error: Error): Outcome {
  return { kind: 'failed', reason: error.message };
}
