import { PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import { InvalidInput } from './invalid-input.ts';
import { has } from './permissions.ts';
import type { StoredMessage, World } from './world.ts';

/**
 * The message that somebody means, if they see it.
 *
 * @throws {InvalidInput} when they do not
 */
export function visibleTo(world: World, user: string, messageId: string): StoredMessage {
  const stored = world.messages.get(messageId);
  const isVisible =
    stored &&
    (stored.ephemeralTo ?? user) === user &&
    has(world.permissions(user, stored.message.channel_id), Permission.ViewChannel);
  if (!isVisible) throw new InvalidInput('You see no such message.');
  return stored;
}
