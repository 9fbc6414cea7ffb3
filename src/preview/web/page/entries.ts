import type { Place } from '../protocol.ts';
import type { MenuItem } from './state.ts';

export function userItems({ members }: Place): readonly MenuItem[] {
  return members.map(({ user }) => ({
    label: user.global_name ?? user.username,
    description: user.username,
    value: user.id,
  }));
}

export function roleItems({ guild }: Place): readonly MenuItem[] {
  return guild.roles.map(({ id, name }) => ({
    label: name.startsWith('@') ? name : `@${name}`,
    value: id,
  }));
}

/** @param types Discord's kinds of channels; all of them when there are none */
export function channelItems({ channels }: Place, types?: readonly number[]): readonly MenuItem[] {
  return channels.flatMap(({ channel }) => {
    const isWanted = !types || types.length === 0 || types.includes(channel.type);
    return isWanted && channel.name ? [{ label: `#${channel.name}`, value: channel.id }] : [];
  });
}
