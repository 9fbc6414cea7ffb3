import type { Place, ShownMessage } from '../../protocol.ts';
import type { Actions } from '../actions.ts';
import type { State } from '../state.ts';

/** What the parts of a message need to be drawn. */
export interface DrawContext {
  readonly shown: ShownMessage;
  readonly place: Place;
  readonly state: State;
  readonly act: Actions;
}
