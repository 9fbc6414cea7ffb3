import type { EditingActions } from './actions.ts';
import { resolveMentions } from './command/suggest-mentions.ts';
import type { Connection } from './connection.ts';
import { lengthProblem } from './message-length.ts';
import { viewOf } from './state.ts';
import type { Store } from './store.ts';

/** Changing and deleting messages. */
export function createEditing(
  { state, change, focusLater }: Store,
  { call }: Connection,
): EditingActions {
  const actions: EditingActions = {
    startEditing({ message }) {
      state.editing = { messageId: message.id };
      focusLater('.editing textarea');
      change();
    },
    editLatest() {
      const { messages } = viewOf(state, state.channelId);
      const own = [...messages.values()].findLast(
        ({ message }) => message.author.id === state.place?.viewer.id,
      );
      if (own) actions.startEditing(own);
      return own !== undefined;
    },
    async saveEdit(content) {
      const { editing, place } = state;
      if (editing === undefined || place === undefined) return;
      const { messageId } = editing;
      const problem = lengthProblem(content);
      if (problem !== undefined) {
        state.editing = { messageId, problem };
        change();
        return;
      }
      try {
        await call('edit', { messageId, content: resolveMentions(content, place) });
        actions.leaveEditing();
      } catch (error) {
        state.editing = { messageId, problem: (error as Error).message };
        change();
      }
    },
    leaveEditing() {
      state.editing = undefined;
      focusLater('.composer textarea');
      change();
    },
    async remove({ message }) {
      try {
        await call('remove', { messageId: message.id });
      } catch (error) {
        state.failures.set(message.id, (error as Error).message);
        change();
      }
    },
  };
  return actions;
}
