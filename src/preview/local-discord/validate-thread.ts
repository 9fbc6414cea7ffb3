import { ChannelType, ThreadAutoArchiveDuration } from 'discord-api-types/v10';
import { z } from 'zod';
import { integer, list, parseForm, snowflake, text } from './form.ts';

const MAX_TAGS = 5;

const settings = {
  name: text(1, 100),
  auto_archive_duration: z
    .literal([
      ThreadAutoArchiveDuration.OneHour,
      ThreadAutoArchiveDuration.OneDay,
      ThreadAutoArchiveDuration.ThreeDays,
      ThreadAutoArchiveDuration.OneWeek,
    ])
    .exactOptional(),
  rate_limit_per_user: integer(0, 21_600).exactOptional(),
};

const thread = z.object({
  ...settings,
  type: z
    .literal([ChannelType.AnnouncementThread, ChannelType.PublicThread, ChannelType.PrivateThread])
    .exactOptional(),
  invitable: z.boolean().exactOptional(),
});

const forumPost = z.object({
  ...settings,
  applied_tags: list(snowflake, 0, MAX_TAGS).exactOptional(),
  message: z.looseObject({}),
});

const channelChange = z.object({
  name: settings.name.exactOptional(),
  topic: text(0, 1_024).exactOptional(),
  rate_limit_per_user: settings.rate_limit_per_user,
  auto_archive_duration: settings.auto_archive_duration,
  archived: z.boolean().exactOptional(),
  locked: z.boolean().exactOptional(),
  applied_tags: list(snowflake, 0, MAX_TAGS).exactOptional(),
});

/** A thread to be opened. */
export type ThreadForm = z.output<typeof thread>;

/** A forum post to be opened; its message is checked by itself. */
type ForumPostForm = z.output<typeof forumPost>;

/** What of a channel or thread is to be changed. */
export type ChannelChange = z.output<typeof channelChange>;

/** @throws {ApiError} `Invalid Form Body` */
export function validateThread(body: unknown): ThreadForm {
  return parseForm(thread, body);
}

/** @throws {ApiError} `Invalid Form Body` */
export function validateForumPost(body: unknown): ForumPostForm {
  return parseForm(forumPost, body);
}

/** @throws {ApiError} `Invalid Form Body` */
export function validateChannelChange(body: unknown): ChannelChange {
  return parseForm(channelChange, body);
}
