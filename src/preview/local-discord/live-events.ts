import { EventEmitter } from 'node:events';
import type { APIMessage } from 'discord-api-types/v10';
import type { Traffic } from './traffic.ts';

/** A message that appeared or changed. */
export interface MessageEvent {
  readonly message: APIMessage;
  /** The only person who sees it; everyone in the channel when absent. */
  readonly ephemeralTo?: string;
}

/** A message that went away. */
interface MessageDeletion {
  readonly id: string;
  readonly channelId: string;
  readonly ephemeralTo?: string;
}

/** What a terminal or a page follows. */
interface LiveEvents {
  message: MessageEvent;
  messageUpdate: MessageEvent;
  messageDelete: MessageDeletion;
  typing: { readonly channelId: string; readonly userId: string };
  /** Channels, members, rights or commands are others now, or the bot came or went. */
  placeChange: undefined;
  /** Every request, and every event that was sent to the bot, for looking at what is in them. */
  traffic: Traffic;
  /** One line on every request and gateway event, for looking at what the bot does. */
  log: string;
}

export interface Live {
  /** Follows what happens; call what comes back to stop. */
  on<Name extends keyof LiveEvents>(
    name: Name,
    listener: (event: LiveEvents[Name]) => void,
  ): () => void;
  emit<Name extends keyof LiveEvents>(
    name: Name,
    ...event: LiveEvents[Name] extends undefined ? [] : [LiveEvents[Name]]
  ): void;
}

export function createLive(): Live {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  return {
    on(name, listener) {
      emitter.on(name, listener);
      return () => void emitter.off(name, listener);
    },
    emit(name, ...event) {
      emitter.emit(name, ...event);
    },
  };
}
