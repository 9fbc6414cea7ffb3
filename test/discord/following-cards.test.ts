import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../src/discord/check-message.ts';
import {
  formatFollowingCard,
  formatRemovalCard,
  formatSubscriptionCard,
} from '../../src/discord/following/following-card.ts';
import { formatPlaceCard } from '../../src/discord/following/place-card.ts';
import { formatDraftCard } from '../../src/discord/following/preview-card.ts';
import { formatStatusCard } from '../../src/discord/following/status-card.ts';
import type { GuildScene, TargetChannel } from '../../src/discord/guild-scene.ts';
import type { Wish } from '../../src/store/subscription-store.ts';
import type { FollowedStatus, GuildStatus } from '../../src/subscriptions/following.ts';
import { arbitraryPaper } from '../arbitrary-paper.ts';
import { fc } from '../fast-check.ts';
import { HOSTILE_TEXT } from '../sample-papers.ts';
import { NOW, wishFor } from '../store/samples.ts';
import { readCard } from './cards/card-text.ts';

const entry = fc.oneof(
  fc.lorem(),
  fc.constant(HOSTILE_TEXT.slice(0, 80)),
  fc.constant('x'.repeat(80)),
);
const wish: fc.Arbitrary<Wish> = fc.record({
  topic: fc.oneof(fc.lorem(), fc.constantFrom(HOSTILE_TEXT.slice(0, 300), '*'.repeat(300))),
  sources: fc.array(entry, { maxLength: 20 }),
  exclude: fc.array(entry, { maxLength: 20 }),
  authors: fc.array(entry, { maxLength: 20 }),
  categories: fc.array(entry, { maxLength: 20 }),
  includesCrossLists: fc.boolean(),
  includesReplacements: fc.boolean(),
  when: fc.constant({ kind: 'daily', hour: 9, timeZone: 'UTC' } as const),
  style: fc.constantFrom('posts', 'digest'),
});

const followed: fc.Arbitrary<FollowedStatus> = fc.record({
  subscription: fc.record(
    {
      id: fc.integer({ min: 1, max: 99_999 }),
      guildId: fc.constant('1'),
      channelId: fc.constant('123456789012345678'),
      wish,
      createdAt: fc.constant(NOW),
      areAdminsTold: fc.boolean(),
      lastPostAt: fc.constant(NOW),
      pause: fc.record({
        reason: fc.constantFrom('asked', 'channel-gone', 'permission-lost'),
        detail: fc.lorem({ maxCount: 90 }),
        at: fc.constant(NOW),
      }),
    },
    { requiredKeys: ['id', 'guildId', 'channelId', 'wish', 'createdAt', 'areAdminsTold'] },
  ),
  waiting: fc.nat(200),
  skips: fc.array(
    fc.record({ day: fc.constant('2026-11-23'), reason: entry, papers: fc.nat(500) }),
    { maxLength: 9 },
  ),
});
const many = fc.uniqueArray(followed, {
  minLength: 1,
  maxLength: 40,
  selector: ({ subscription }) => subscription.id,
});

const forum: TargetChannel = {
  id: '123456789012345678',
  kind: 'forum',
  tags: Array.from({ length: 30 }, (_, i) => ({ id: String(i), name: HOSTILE_TEXT.slice(0, 20) })),
  requiresTag: true,
  botPermissions: 0n,
};
const guild: GuildScene = {
  id: '1',
  findChannel: () => forum,
  hasRole: () => true,
  isMentionable: () => true,
  mayManage: () => true,
  mayMentionAll: () => true,
};

describe('the cards of what is followed', () => {
  it('are never more than Discord takes', () => {
    const run = fc.record({
      posts: fc.array(
        fc.record({
          paper: arbitraryPaper,
          reason: entry,
          score: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        { maxLength: 8 },
      ),
      considered: fc.nat(5_000),
      days: fc.nat(30),
      perWeek: fc.double({ min: 0, max: 500, noNaN: true }),
      skipped: fc.array(fc.record({ reason: entry, papers: fc.nat(99) }), { maxLength: 5 }),
    });
    const status: fc.Arbitrary<GuildStatus> = fc.record({
      sources: fc.array(
        fc.record({
          name: entry,
          title: entry,
          status: fc.constantFrom('well', 'failing', 'unread'),
          failures: fc.nat(3),
          lastError: fc.lorem({ maxCount: 60 }),
          today: fc.constant({ seen: 0, new: 0, bad: 0 }),
        }),
        { maxLength: 12 },
      ),
      followed: many,
      deadLetters: fc.array(
        fc.record({
          id: fc.nat(),
          subscriptionId: fc.nat(),
          guildId: fc.constant('1'),
          channelId: fc.constant('2'),
          paperId: entry,
          title: entry,
          cause: fc.lorem({ maxCount: 50 }),
          diedAt: fc.constant(NOW),
        }),
        { maxLength: 5 },
      ),
      crossposts: fc.constant([{ channelId: '2', messageId: '3', dueAt: NOW }]),
      delays: fc.array(
        fc.record({
          channelId: fc.constant('2'),
          kind: fc.constantFrom('post', 'crosspost'),
          until: fc.constant(NOW),
          cause: fc.lorem({ maxCount: 50 }),
        }),
        { maxLength: 9 },
      ),
    });
    fc.assert(
      fc.property(many, run, status, (all, dry, guildStatus) => {
        const [first] = all as [FollowedStatus, ...FollowedStatus[]];
        const { subscription } = first;
        for (const card of [
          formatFollowingCard(all, NOW),
          formatSubscriptionCard(first, NOW, 'Changed.'),
          formatRemovalCard(first),
          formatPlaceCard(first, { guild, now: NOW, note: 'Moved.', movingTo: forum }),
          formatDraftCard(subscription, dry, 'abc'),
          formatStatusCard(guildStatus, new Date(NOW)),
        ]) {
          expect(() => checkMessage(card)).not.toThrow();
        }
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });

  it('say what a draft would bring', () => {
    const card = formatDraftCard(
      { channelId: '42', wish: wishFor({ topic: 'agents', exclude: ['survey'] }) },
      {
        posts: [],
        considered: 120,
        days: 30,
        perWeek: 0,
        skipped: [{ reason: 'not about the topic', papers: 120 }],
      },
      'abc',
    );

    expect(readCard(card)).toContain(
      [
        'Follow “agents” in <#42>?',
        '-# without survey · at once · a post a paper',
        'In the last 30 days it would have posted **0 of 120 papers**: about **0** a week.',
        '-# Not posted: 120 not about the topic',
        'Nothing matched: try a wider topic, or a lower `min_score`.',
      ].join('\n'),
    );
  });
});
