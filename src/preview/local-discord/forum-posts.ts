import {
  type APIGuildForumChannel,
  type APIMessage,
  type APIThreadChannel,
  type APIUser,
  ChannelFlags,
  ChannelType,
  PermissionFlagsBits as Permission,
} from 'discord-api-types/v10';
import { refusal } from './api-error.ts';
import { under } from './form.ts';
import { type Upload, uploadNames } from './message-content.ts';
import type { Messages } from './messages.ts';
import type { Parts } from './parts.ts';
import { has } from './permissions.ts';
import type { Threads } from './threads.ts';
import { validateMessage } from './validate-message.ts';
import { validateForumPost } from './validate-thread.ts';

/** A forum post to be opened. */
interface PostStart {
  readonly forum: APIGuildForumChannel;
  readonly author: APIUser;
  /** As it is sent to `POST /channels/:forum/threads`. */
  readonly body: unknown;
  readonly uploads?: readonly Upload[];
}

/** The bot's way into a forum, and people's: a thread with its first message and its tags. */
export type OpenPost = (start: PostStart) => {
  readonly thread: APIThreadChannel;
  readonly message: APIMessage;
};

export function createOpenPost({ world }: Parts, messages: Messages, threads: Threads): OpenPost {
  return ({ forum, author, body, uploads = [] }) => {
    const permissions = world.permissions(author.id, forum.id);
    if (!has(permissions, Permission.SendMessages)) throw refusal('missingPermissions');
    const { message: starterBody, applied_tags: appliedTags, ...form } = validateForumPost(body);
    const isTag = (id: string) => forum.available_tags.some((tag) => tag.id === id);
    if (!(appliedTags ?? []).every(isTag)) throw refusal('unknownTag');
    const needsTag = ((forum.flags ?? 0) & ChannelFlags.RequireTag) !== 0;
    if (needsTag && !appliedTags?.length) throw refusal('tagRequired');
    const starter = under('message', () =>
      validateMessage(starterBody, { uploads: uploadNames(starterBody, uploads) }),
    );
    const needed = [
      ...(starter.embeds?.length ? [Permission.EmbedLinks] : []),
      ...(uploads.length > 0 ? [Permission.AttachFiles] : []),
    ];
    if (!needed.every((each) => has(permissions, each))) throw refusal('missingPermissions');

    const thread = threads.open({
      parent: forum,
      form,
      type: ChannelType.PublicThread,
      appliedTags,
      ownerId: author.id,
    });
    const channel = world.channels.get(thread.id);
    if (channel === undefined) throw refusal('unknownChannel');
    const message = messages.post({
      channel,
      author,
      form: starter,
      uploads,
      // A post's first message has the post's id.
      extra: { id: thread.id, position: 0 },
    });
    forum.last_message_id = thread.id;
    return { thread, message };
  };
}
