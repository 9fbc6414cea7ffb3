import { countChars, limits } from './limits.ts';
import { decodeState, encodeState, type MessageState } from './message-state.ts';

/**
 * Where a message's state lives: in the custom ids of its own buttons and menus, so that they go
 * on working after a restart without anything being stored.
 *
 * A custom id has 100 characters, and a search may need 400. So every component of a message
 * carries its action and a part of one state: `1:next:…part….`; whichever is pressed, Discord
 * sends all of them along. The full stop keeps a part that ends in a space from being trimmed.
 *
 * Behind the last full stop of a message may stand a mark, by which the bot knows the message again.
 */
const VERSION = '1';

const CUSTOM_ID = /^1:([a-z]+):(.*)\.([\w-]{1,25})?$/su;

/** What was pressed, and what its message remembers. */
export interface PressedComponent {
  readonly action: string;
  readonly state: MessageState;
}

/**
 * The custom ids of a message's components, in the order in which they stand in it.
 *
 * @param actions one for each component, all different
 * @param mark at most 25 letters, digits, `-` and `_`
 * @throws {RangeError} when the state is longer than the custom ids; within `stateLimits` it is not
 */
export function writeCustomIds<Action extends string>(
  actions: readonly Action[],
  state: MessageState,
  mark = '',
): Readonly<Record<Action, string>> {
  let rest = [...encodeState(state)];
  const ids: [Action, string][] = [];
  for (const action of actions) {
    const end = action === actions.at(-1) ? mark : '';
    const room = limits.customIdChars - countChars(customId(action, '') + end);
    ids.push([action, customId(action, rest.slice(0, room).join('')) + end]);
    rest = rest.slice(room);
  }
  if (rest.length > 0) {
    throw new RangeError(`${actions.join(', ')}: the state is ${rest.length} characters too long`);
  }
  return Object.fromEntries(ids) as Record<Action, string>;
}

/** How many characters of a state the custom ids of these actions hold together. */
export function stateRoom(actions: readonly string[]): number {
  return actions.reduce(
    (room, action) => room + limits.customIdChars - countChars(customId(action, '')),
    0,
  );
}

/**
 * Reads the state back.
 *
 * @param pressed the custom id of the component that was used
 * @param all the custom ids of its message, in order
 * @returns `undefined` when they were not written by this version of the bot
 */
export function readCustomIds(
  pressed: string,
  all: readonly string[],
): PressedComponent | undefined {
  const action = actionOf(pressed);
  const parts = all.map((id) => CUSTOM_ID.exec(id)?.[2]);
  if (action === undefined || !all.includes(pressed) || parts.includes(undefined)) return undefined;
  const state = decodeState(parts.join(''));
  return state && { action, state };
}

/** The action in a custom id; `undefined` when this version of the bot did not write it. */
export function actionOf(id: string): string | undefined {
  return CUSTOM_ID.exec(id)?.[1];
}

/** The mark of the message that has these custom ids; `undefined` when it has none. */
export function markOf(customIds: readonly string[]): string | undefined {
  return CUSTOM_ID.exec(customIds.at(-1) ?? '')?.[3];
}

function customId(action: string, part: string): string {
  return `${VERSION}:${action}:${part}.`;
}

/** As much of a component as it takes to find the custom ids in it. */
interface AnyComponent {
  readonly type: number;
  readonly custom_id?: string;
  readonly components?: readonly AnyComponent[];
  readonly accessory?: AnyComponent;
}

/** The custom ids in components, in the order in which they stand. */
export function customIdsIn(components: readonly AnyComponent[]): string[] {
  return components.flatMap(({ custom_id, components: inner = [], accessory }) => [
    ...(custom_id === undefined ? [] : [custom_id]),
    ...customIdsIn(accessory === undefined ? inner : [...inner, accessory]),
  ]);
}
