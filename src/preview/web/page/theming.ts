import type { Actions } from './actions.ts';
import type { Theme } from './state.ts';
import type { Store } from './store.ts';

const KEY = 'papercord-theme';
const THEMES: readonly Theme[] = ['system', 'dark', 'light'];

/** Light or dark, as the system says or as the person has chosen; the browser remembers it. */
export function createTheming({ state, change }: Store): Pick<Actions, 'setTheme'> {
  const system = matchMedia('(prefers-color-scheme: light)');

  function apply(): void {
    state.isLight = state.theme === 'system' ? system.matches : state.theme === 'light';
    document.documentElement.dataset.theme = state.isLight ? 'light' : 'dark';
    change();
  }

  system.addEventListener('change', apply);
  state.theme = THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system';
  apply();
  return {
    setTheme(theme) {
      state.theme = theme;
      localStorage.setItem(KEY, theme);
      apply();
    },
  };
}
