import type { State } from './state.ts';

const KEY = 'papercord-place';

/** What outlives a reload, for as long as the tab is open. */
interface Remembered {
  readonly viewer?: string;
  readonly channelId?: string;
  readonly unsent?: string;
}

/** Where one was before the page was loaded anew, as it is with every change of the bot's code. */
export function recall(): Remembered {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Remembered;
  } catch {
    return {};
  }
}

export function remember({ place, channelId, composer }: State): void {
  if (place === undefined) return;
  const kept: Remembered = { viewer: place.viewer.id, channelId, unsent: composer.text };
  sessionStorage.setItem(KEY, JSON.stringify(kept));
}
