import type { Followed, Following } from '../../subscriptions/following.ts';
import type { GuildScene } from '../guild-scene.ts';
import { requireGuild, requireManager } from './check-access.ts';

/** A subscription by its number, for looking at. @throws UserError when the server has none such */
export function findFollowed(
  guild: GuildScene | undefined,
  key: string | undefined,
  { following }: { readonly following: Following },
): Promise<Followed> {
  return following.get(requireGuild(guild).id, Number(key));
}

/** The same for changing it. @throws UserError when the person may not */
export async function findManaged(
  guild: GuildScene | undefined,
  key: string | undefined,
  services: { readonly following: Following },
): Promise<Followed> {
  const found = await findFollowed(guild, key, services);
  requireManager(requireGuild(guild), found.subscription.channelId);
  return found;
}
