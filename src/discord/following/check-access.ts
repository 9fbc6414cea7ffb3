import { PermissionFlagsBits as Permission } from 'discord.js';
import type { PostStyle } from '../../store/subscription-store.ts';
import { UserError } from '../../user-error.ts';
import type { GuildScene, TargetChannel } from '../guild-scene.ts';
import { missingPermissions } from '../posting/needed-permissions.ts';

/** The server that something is done in. @throws UserError where there is none, or I am not in it */
export function requireGuild(guild: GuildScene | undefined): GuildScene {
  if (guild !== undefined) return guild;
  throw new UserError(
    'Following papers works only in a server that I am a member of: I post there by myself.',
  );
}

/** @throws UserError when the person may not change what is posted in the channel */
export function requireManager(guild: GuildScene, channelId: string): void {
  if (guild.mayManage(channelId)) return;
  throw new UserError(
    `You need the permission **Manage Channels** in <#${channelId}> to change what I post there.`,
  );
}

/** @throws UserError when it can't be posted to, or not known */
export function requireChannel(guild: GuildScene, channelId: string): TargetChannel {
  const channel = guild.findChannel(channelId);
  if (channel === undefined) {
    throw new UserError(
      `I don’t see <#${channelId}>. Give me the permission **View Channel** there.`,
    );
  }
  if (channel.kind === undefined) {
    throw new UserError(
      `I can’t post papers in <#${channelId}>. ` +
        'Choose a text channel, an announcement channel, a forum or a thread.',
    );
  }
  return channel;
}

/** @throws UserError that names the permissions that the bot lacks */
export function requirePermissions(channel: TargetChannel, style: PostStyle): void {
  const { id, kind, botPermissions } = channel;
  if (kind === undefined) return;
  const missing = missingPermissions(botPermissions, kind, style);
  if (missing.length === 0) return;
  const names = missing.map((name) => `**${name}**`).join(', ');
  throw new UserError(
    `In <#${id}> I still need ${missing.length === 1 ? 'the permission' : 'the permissions'} ` +
      `${names}. Give them to me in the channel’s settings, then try again.`,
  );
}

const MENTION_ALL = '**Mention @everyone, @here, and All Roles**';

/**
 * A ping takes two: a person who could send it themselves, or the bot would lend them its right, and
 * the bot, whose ping Discord else drops without a word.
 *
 * @throws UserError when the person or the bot may not ping the role
 */
export function requirePing(
  guild: GuildScene,
  { id, botPermissions }: TargetChannel,
  roleId: string | undefined,
): void {
  if (roleId === undefined || guild.isMentionable(roleId)) return;
  if (!guild.mayMentionAll(id)) {
    throw new UserError(
      `You can’t have <@&${roleId}> pinged: for a role that not everyone may mention, you need the ` +
        `permission ${MENTION_ALL} in <#${id}> yourself.`,
    );
  }
  if (botPermissions & (Permission.MentionEveryone | Permission.Administrator)) return;
  throw new UserError(
    `I can’t ping <@&${roleId}>: allow anyone to mention it in the role’s settings, or give me the ` +
      `permission ${MENTION_ALL} in <#${id}>.`,
  );
}
