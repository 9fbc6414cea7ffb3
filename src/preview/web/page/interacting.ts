import type { APIMessage } from 'discord-api-types/v10';
import type { Outcome, ShownMessage } from '../protocol.ts';
import type { InteractingActions } from './actions.ts';
import type { Connection } from './connection.ts';
import type { Pending } from './state.ts';
import type { Store } from './store.ts';

/** An answer that comes sooner shows no line of its own before. */
const PENDING_AFTER_MS = 250;

const SOMETHING_WRONG = 'Something went wrong. Try again.';

export interface Interacting {
  readonly actions: InteractingActions;
  /** Follows an interaction until it is answered; resolves to what is wrong with it, if anything. */
  follow(deed: string, start: () => Promise<Outcome>): Promise<string | undefined>;
  /** A message came: whatever waited for it waits no longer. */
  settle(message: APIMessage): void;
}

/** Commands, components and forms, from their use to what came of it. */
export function createInteracting(
  { state, change, focusLater }: Store,
  { call }: Connection,
): Interacting {
  let lastId = 0;

  function drop(id: number): void {
    state.pending = state.pending.filter((each) => each.id !== id);
    change();
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

  return {
    async follow(deed, start) {
      lastId += 1;
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
    },

    settle({ interaction_metadata: metadata, channel_id: channelId }) {
      const isMine = metadata?.user.id === state.place?.viewer.id;
      const oldest = state.pending.find(
        (each) => each.channelId === channelId && each.reason === undefined,
      );
      if (isMine && oldest) drop(oldest.id);
    },

    actions: {
      press({ shown, customId }) {
        const messageId = shown.message.id;
        void followUse(shown, customId, () => call('press', { messageId, customId }));
      },
      select({ shown, customId }, values) {
        const messageId = shown.message.id;
        void followUse(shown, customId, () => call('select', { messageId, customId, values }));
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
    },
  };
}

function failed(error: Error): Outcome {
  return { kind: 'failed', reason: error.message };
}
