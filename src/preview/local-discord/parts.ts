import type { Gateway } from './gateway.ts';
import type { Live } from './live-events.ts';
import type { ContentOptions } from './message-content.ts';
import type { MutableWorld } from './world.ts';

/** What the parts of the local Discord share. */
export interface Parts {
  readonly world: MutableWorld;
  readonly gateway: Pick<Gateway, 'dispatch'>;
  readonly live: Pick<Live, 'emit'>;
  readonly nextId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Stores a file and says where it can be fetched. */
  readonly store: ContentOptions['store'];
}
