import type { Subscription } from '../subscription-store.ts';
import { present } from './present.ts';
import type { SubscriptionTable } from './tables.ts';

export function fromSubscriptionRow(row: SubscriptionTable): Subscription {
  return {
    id: row.id,
    guildId: row.guild_id,
    channelId: row.channel_id,
    wish: JSON.parse(row.wish),
    createdAt: row.created_at,
    ...(row.paused_at !== null &&
      row.pause_reason !== null && {
        pause: {
          reason: row.pause_reason,
          at: row.paused_at,
          ...present({ detail: row.pause_detail }),
        },
      }),
    areAdminsTold: row.are_admins_told === 1,
    ...present({ lastPostAt: row.last_post_at }),
  };
}
