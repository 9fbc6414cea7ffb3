import type { Connection } from './connection.ts';
import type { State } from './state.ts';

/** Somebody counts as typing for ten seconds, so that Discord's client says it a little sooner again. */
const AGAIN_AFTER_MS = 8_000;

/** Lets others see that one is typing. */
export interface Typing {
  /** With every key; it is said as often as has to be. */
  goOn(): void;
  /** What was typed is sent. */
  end(): void;
}

export function createTyping(state: State, { call }: Connection): Typing {
  let said: { readonly channelId: string; readonly at: number } | undefined;
  return {
    goOn() {
      const { channelId } = state;
      const at = performance.now();
      if (said?.channelId === channelId && at - said.at < AGAIN_AFTER_MS) return;
      said = { channelId, at };
      // Nothing is lost when nobody hears of it.
      call('startTyping', { channelId }).catch(() => undefined);
    },
    end() {
      said = undefined;
    },
  };
}
