import { ApplicationCommandType, ChannelType } from 'discord-api-types/v10';
import type { ShownMessage } from '../protocol.ts';
import { mayManageMessages, mayReact, mayThread } from './permissions.ts';
import type { MenuItem, State } from './state.ts';

interface Deeds {
  /** Runs a command of the bot on the message. */
  run(name: string): void;
  pickReaction(): void;
  startThread(): void;
  edit(): void;
  remove(): void;
  inspect(): void;
}

/** What can be done with a message. */
export function messageMenu(
  { message, isEphemeral }: ShownMessage,
  { place, channelId }: Pick<State, 'place' | 'channelId'>,
  deeds: Deeds,
): readonly MenuItem[] {
  const open = place?.channels.find(({ channel }) => channel.id === channelId);
  const commands = (open?.commands ?? []).filter(
    ({ type }) => type === ApplicationCommandType.Message,
  );
  const hasThreads =
    open?.channel.type === ChannelType.GuildText ||
    open?.channel.type === ChannelType.GuildAnnouncement;
  const isThreadable =
    hasThreads &&
    mayThread(open) &&
    !isEphemeral &&
    message.channel_id === channelId &&
    message.thread === undefined;
  const isOwn = message.author.id === place?.viewer.id;
  const mayRemove = !isEphemeral && open !== undefined && (isOwn || mayManageMessages(open));
  const copy = (text: string) => () => void navigator.clipboard.writeText(text);
  return [
    ...(open && mayReact(open) && !isEphemeral
      ? [{ label: 'Add Reaction', value: 'react', choose: deeds.pickReaction }]
      : []),
    ...commands.map(({ id, name }) => ({
      label: name,
      description: 'Apps · Papercord',
      value: id,
      choose: () => deeds.run(name),
    })),
    ...(isThreadable
      ? [{ label: 'Create Thread', value: 'thread', choose: deeds.startThread }]
      : []),
    ...(message.content
      ? [{ label: 'Copy Text', value: 'text', choose: copy(message.content) }]
      : []),
    ...(isOwn ? [{ label: 'Edit Message', value: 'edit', choose: deeds.edit }] : []),
    { label: 'Copy Message ID', value: 'id', choose: copy(message.id) },
    { label: 'Payload', value: 'payload', choose: deeds.inspect },
    ...(mayRemove
      ? [{ label: 'Delete Message', value: 'delete', isGrave: true, choose: deeds.remove }]
      : []),
  ];
}
