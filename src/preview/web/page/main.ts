import { createActing } from './acting.ts';
import type { Actions } from './actions.ts';
import { createComposing } from './composing.ts';
import { connect } from './connection.ts';
import { createEditing } from './editing.ts';
import { createEvents } from './events.ts';
import { createInteracting } from './interacting.ts';
import { recall, remember } from './remember.ts';
import { createState, NARROW } from './state.ts';
import { createStore } from './store.ts';
import { createTheming } from './theming.ts';
import { createThreading } from './threading.ts';
import { themeLibrary } from './view/library-theme.ts';
import { onReturn } from './way-back.ts';

/** How often times that are told from now are drawn anew. */
const TICK_MS = 30_000;

const root = document.querySelector<HTMLElement>('#app');
if (root === null) throw new Error('The page has no place for the app');

themeLibrary();
const state = createState();
const store = createStore(state, root, () => actions);
const theming = createTheming(store);
const connection = connect({
  viewer: () => state.place?.viewer.id ?? recall().viewer,
  onLine(line) {
    state.line = line;
    store.change();
  },
  onEvent: (event) => receive(event),
});
const interacting = createInteracting(store, connection);
const acting = createActing(store, connection, interacting, () => actions);
const editing = createEditing(store, connection);
const threading = createThreading(store, connection, acting);
const composing = createComposing(store, connection, acting, interacting);
const actions: Actions = {
  ...acting.actions,
  ...interacting.actions,
  ...editing,
  ...threading,
  ...composing,
  ...theming,
};
const receive = createEvents(store, { ...acting, ...interacting });

onReturn((channelId) => {
  // Whoever one has become since may not see it.
  const isThere = state.place?.channels.some(({ channel }) => channel.id === channelId);
  if (isThere) actions.openChannel(channelId);
});
addEventListener('pagehide', () => remember(state));
document.addEventListener('keydown', ({ key, ctrlKey, metaKey, altKey }) => {
  if (key === 'Escape' && state.isSidebarOpen) actions.toggleSidebar(false);
  else if (key === 'Escape' && state.areMembersShown && NARROW.matches) actions.toggleMembers();
  const isText = key.length === 1 && !ctrlKey && !metaKey && !altKey;
  // What is typed anywhere is meant for the line at the bottom, as in Discord.
  if (isText && document.activeElement === document.body) {
    document.querySelector<HTMLElement>('.composer textarea')?.focus();
  }
});
setInterval(() => {
  state.tick += 1;
  store.change();
}, TICK_MS);
store.change();
