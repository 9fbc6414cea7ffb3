import { ChannelType } from 'discord-api-types/v10';
import type { Directory } from '../../../src/preview/terminal/directory.ts';

const users = [
  { id: '11', name: 'Ada' },
  { id: '12', name: 'Max' },
];
const roles = [{ id: '21', name: 'Admin' }];
const channels = [
  { id: '31', name: 'papers', type: ChannelType.GuildText },
  { id: '32', name: 'reading-group', type: ChannelType.GuildForum },
];

/** A guild with two people, a role and two channels. */
export const sampleDirectory: Directory = {
  user: (id) => users.find((user) => user.id === id)?.name,
  role: (id) => roles.find((role) => role.id === id)?.name,
  channel: (id) => channels.find((channel) => channel.id === id)?.name,
  users: () => users,
  roles: () => roles,
  channels: (types) => channels.filter(({ type }) => types === undefined || types.includes(type)),
};
