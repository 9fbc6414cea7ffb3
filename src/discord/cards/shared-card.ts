import {
  type APIComponentInContainer,
  type APIContainerComponent,
  type APIMessageTopLevelComponent,
  ComponentType,
} from 'discord.js';
import { actionOf } from '../custom-id.ts';
import { type Card, textDisplay } from './components.ts';
import { subtext } from './paper-lines.ts';

/**
 * An answer that one person saw, for everyone in the channel; their own copy can't be shared again.
 *
 * The answer is taken from the message itself, so that it can be shared for as long as it stands.
 */
export function formatSharedCards(
  components: readonly APIMessageTopLevelComponent[],
  userId: string,
): Card {
  const containers = components.filter((each) => each.type === ComponentType.Container);
  const opening = textDisplay(subtext([`<@${userId}> shared this answer`]));
  return {
    components: containers.map((container) => withoutSharing(container, 'disabled')),
    toChannel: {
      components: containers.map((container) => {
        const shared = withoutSharing(container, 'left out');
        return { ...shared, components: [opening, ...shared.components] };
      }),
    },
  };
}

function withoutSharing(
  container: APIContainerComponent,
  button: 'disabled' | 'left out',
): APIContainerComponent {
  return {
    ...container,
    components: container.components.map((each): APIComponentInContainer => {
      if (each.type !== ComponentType.ActionRow) return each;
      const others = each.components.filter((part) => button === 'disabled' || !isSharing(part));
      return {
        ...each,
        components: others.map((part) =>
          isSharing(part) ? { ...part, disabled: true, label: 'Shared' } : part,
        ),
      };
    }),
  };
}

function isSharing(part: object): boolean {
  return (
    'custom_id' in part &&
    typeof part.custom_id === 'string' &&
    actionOf(part.custom_id) === 'share'
  );
}
