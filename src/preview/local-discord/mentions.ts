import {
  AllowedMentionsTypes as Allowed,
  type APIAllowedMentions,
  type APIGuild,
  PermissionFlagsBits as Permission,
} from 'discord-api-types/v10';
import { has } from './permissions.ts';
import { walk } from './validate-components.ts';
import type { MessageForm } from './validate-message.ts';
import type { Pings } from './world.ts';

/** What stands in code mentions nobody. */
const CODE = /```[\s\S]*?```|``[^`]+``|`[^`\n]+`/g;

export const NO_PINGS: Pings = { everyone: false, users: [], roles: [] };

interface Mentioning {
  readonly form: MessageForm;
  /** What the author may do in the channel: only some may ping everyone. */
  readonly permissions: bigint;
  readonly guild?: APIGuild | undefined;
  readonly isUser: (id: string) => boolean;
  /** The author of the message being replied to. */
  readonly repliedUserId?: string | undefined;
}

/**
 * Whom a message pings: what its text mentions, as far as `allowed_mentions` lets it. Embeds never
 * ping; without `allowed_mentions` everything does.
 */
export function pingsOf(mentioning: Mentioning): Pings {
  const { form, permissions, guild, isUser, repliedUserId } = mentioning;
  const allowed = form.allowed_mentions ?? {
    parse: [Allowed.Everyone, Allowed.Role, Allowed.User],
    replied_user: true,
  };
  const text = textOf(form).replace(CODE, ' ');
  const mayPingAll = has(permissions, Permission.MentionEveryone);
  const users = idsIn(text, /<@!?(\d+)>/g).filter(
    (id) => isUser(id) && isAllowed(allowed, Allowed.User, id),
  );
  if (repliedUserId !== undefined && allowed.replied_user) users.push(repliedUserId);
  return {
    everyone: mayPingAll && /@(everyone|here)\b/.test(text) && isAllowed(allowed, Allowed.Everyone),
    users: [...new Set(users)],
    roles: idsIn(text, /<@&(\d+)>/g).filter((id) => {
      const role = guild?.roles.find((each) => each.id === id);
      return role && (role.mentionable || mayPingAll) && isAllowed(allowed, Allowed.Role, id);
    }),
  };
}

/** All that is read as markdown with mentions in it. */
function textOf({ content = '', components = [] }: MessageForm): string {
  const displays = [...walk(components)].map(([component]) => component.content ?? '');
  return [content, ...displays].join('\n');
}

function idsIn(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, id = '']) => id))];
}

function isAllowed(allowed: APIAllowedMentions, type: Allowed, id = ''): boolean {
  if (allowed.parse?.includes(type)) return true;
  return type !== Allowed.Everyone && (allowed[type]?.includes(id) ?? false);
}
