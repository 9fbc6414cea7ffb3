import {
  type APIApplication,
  type APIChannel,
  type APIGuild,
  type APIGuildForumChannel,
  type APIGuildMember,
  type APIRole,
  type APIUser,
  ChannelType,
  ForumLayoutType,
  GuildDefaultMessageNotifications,
  GuildExplicitContentFilter,
  GuildMFALevel,
  GuildNSFWLevel,
  GuildPremiumTier,
  GuildVerificationLevel,
  Locale,
  PermissionFlagsBits as Permission,
} from 'discord-api-types/v10';
import { union } from './permissions.ts';

const EVERYONE = union(
  Permission.ViewChannel,
  Permission.SendMessages,
  Permission.SendMessagesInThreads,
  Permission.CreatePublicThreads,
  Permission.EmbedLinks,
  Permission.AttachFiles,
  Permission.AddReactions,
  Permission.ReadMessageHistory,
  Permission.MentionEveryone,
  Permission.UseApplicationCommands,
);

/** What an invite link for a bot that posts asks for; no more is granted to its role. */
const BOT = union(
  Permission.ViewChannel,
  Permission.SendMessages,
  Permission.SendMessagesInThreads,
  Permission.CreatePublicThreads,
  Permission.EmbedLinks,
);

/** Typed `number` because Discord's flag enumerations have no member for none. */
const NO_FLAGS: number = 0;

/** The people and places that are there from the start. */
export interface Cast {
  readonly guild: APIGuild;
  /** Has the Administrator permission. */
  readonly admin: APIUser;
  /** Has everyone's permissions. */
  readonly member: APIUser;
  /** #papers */
  readonly papers: APIChannel;
  /** #alignment */
  readonly alignment: APIChannel;
  /** #announcements, an announcement channel. */
  readonly announcements: APIChannel;
  /** #reading-group, a forum with the tags `paper` and `question`. */
  readonly readingGroup: APIGuildForumChannel;
  /** A server that the bot is not in: only its people's own installation works there. */
  readonly elsewhere: APIGuild;
  /** The only channel of that server. */
  readonly elsewhereChannel: APIChannel;
}

/** Who and what a world starts with. */
interface CastList extends Cast {
  readonly application: APIApplication;
  readonly bot: APIUser;
  readonly members: readonly (readonly [guildId: string, member: APIGuildMember])[];
}

export function createCast(nextId: () => string, joinedAt: string): CastList {
  const bot = user(nextId(), 'papercord', 'Papercord', true);
  const admin = user(nextId(), 'ada', 'Ada');
  const member = user(nextId(), 'max', 'Max');

  const home = nextId();
  const adminRole = role(nextId(), 'Admin', Permission.Administrator, 2);
  const botRole = role(nextId(), 'Papercord', BOT, 1, bot.id);
  const guild = guildOf(home, 'Reading Room', admin.id, [
    role(home, '@everyone', EVERYONE, 0),
    adminRole,
    botRole,
  ]);
  const away = nextId();
  const elsewhere = guildOf(away, 'Elsewhere', admin.id, [role(away, '@everyone', EVERYONE, 0)]);

  return {
    application: applicationOf(bot, admin),
    bot,
    admin,
    member,
    guild,
    elsewhere,
    members: [
      [home, memberOf(admin, [adminRole.id], joinedAt)],
      [home, memberOf(member, [], joinedAt)],
      [home, memberOf(bot, [botRole.id], joinedAt)],
      [away, memberOf(admin, [], joinedAt)],
      [away, memberOf(member, [], joinedAt)],
    ],
    papers: textChannel(nextId(), home, 'papers', 0),
    alignment: textChannel(nextId(), home, 'alignment', 1),
    announcements: {
      ...textChannel(nextId(), home, 'announcements', 2),
      type: ChannelType.GuildAnnouncement,
    },
    readingGroup: forum(nextId(), home, 'reading-group', 3, [
      tag(nextId(), 'paper'),
      tag(nextId(), 'question'),
    ]),
    elsewhereChannel: textChannel(nextId(), away, 'general', 0),
  };
}

function user(id: string, username: string, globalName: string, bot = false): APIUser {
  return {
    id,
    username,
    discriminator: bot ? '0001' : '0',
    global_name: globalName,
    avatar: null,
    ...(bot && { bot }),
  };
}

export function memberOf(user: APIUser, roles: string[], joinedAt: string): APIGuildMember {
  return {
    user,
    roles,
    joined_at: joinedAt,
    deaf: false,
    mute: false,
    flags: NO_FLAGS,
    pending: false,
  };
}

export function role(
  id: string,
  name: string,
  permissions: bigint,
  position: number,
  botId?: string,
): APIRole {
  return {
    id,
    name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position,
    permissions: String(permissions),
    managed: botId !== undefined,
    mentionable: false,
    flags: NO_FLAGS,
    ...(botId !== undefined && { tags: { bot_id: botId } }),
  };
}

function guildOf(id: string, name: string, ownerId: string, roles: APIRole[]): APIGuild {
  return {
    id,
    name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: GuildVerificationLevel.None,
    default_message_notifications: GuildDefaultMessageNotifications.OnlyMentions,
    explicit_content_filter: GuildExplicitContentFilter.Disabled,
    roles,
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: GuildMFALevel.None,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: NO_FLAGS,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: GuildPremiumTier.None,
    preferred_locale: Locale.EnglishUS,
    public_updates_channel_id: null,
    nsfw_level: GuildNSFWLevel.Default,
    premium_progress_bar_enabled: false,
    hub_type: null,
    safety_alerts_channel_id: null,
    incidents_data: null,
  };
}

export function textChannel(id: string, guildId: string, name: string, position: number) {
  return {
    id,
    type: ChannelType.GuildText as const,
    guild_id: guildId,
    name,
    position,
    topic: null,
    nsfw: false,
    parent_id: null,
    permission_overwrites: [],
    rate_limit_per_user: 0,
    last_message_id: null,
    flags: NO_FLAGS,
  };
}

export function forum(
  id: string,
  guildId: string,
  name: string,
  position: number,
  tags: APIGuildForumChannel['available_tags'],
): APIGuildForumChannel {
  return {
    ...textChannel(id, guildId, name, position),
    type: ChannelType.GuildForum,
    available_tags: tags,
    default_reaction_emoji: null,
    default_sort_order: null,
    default_forum_layout: ForumLayoutType.NotSet,
  };
}

export function tag(id: string, name: string): APIGuildForumChannel['available_tags'][number] {
  return { id, name, moderated: false, emoji_id: null, emoji_name: null };
}

/** A bot's application has its bot's id. */
function applicationOf(bot: APIUser, owner: APIUser): APIApplication {
  return {
    id: bot.id,
    name: bot.global_name ?? bot.username,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    bot,
    owner,
    summary: '',
    verify_key: '0'.repeat(64),
    team: null,
    flags: NO_FLAGS,
    flags_new: '0',
  };
}
