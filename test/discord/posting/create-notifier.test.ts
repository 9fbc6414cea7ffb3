import { ChannelType, MessageFlags, PermissionFlagsBits as Permission } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { paperWith, samplePapers } from '../../sample-papers.ts';
import { type PostingStage, postOf, setPostingStage } from './posting-stage.ts';

const [paper, other, ...more] = samplePapers as [
  (typeof samplePapers)[0],
  (typeof samplePapers)[0],
  ...typeof samplePapers,
];

const MESSAGES = { method: 'POST', path: /\/messages$/ };
const FORUM_POSTS = { method: 'POST', path: /^\/channels\/\d+\/threads$/ };

function messagesIn({ discord }: PostingStage, channelId: string) {
  return discord.world.messagesIn(channelId);
}

/** The posts of a forum, oldest first. */
function postsIn({ discord }: PostingStage, forumId: string) {
  return [...discord.world.channels.values()].filter(
    (channel) => 'parent_id' in channel && channel.parent_id === forumId,
  );
}

describe('a post', () => {
  it('is one message with the paper in an embed and its titles as its text', async () => {
    await using stage = await setPostingStage();
    const { papers } = stage.discord.world.cast;

    const outcome = await stage.notifier.post(postOf({ channelId: papers.id, papers: [paper] }));

    const [message] = messagesIn(stage, papers.id);
    expect(outcome).toEqual({ kind: 'posted', messageId: message?.id, canCrosspost: false });
    expect(message?.content).toMatch(/^New paper: \*\*Direct Preference Optimization/);
    expect(message?.embeds).toMatchObject([
      { url: paper.links.abstract, footer: { text: 'matched: reward model' } },
    ]);
    expect((message?.flags ?? 0) & MessageFlags.IsComponentsV2).toBe(0);
  });

  it('pings the role that was asked for, and nobody whom a title names', async () => {
    await using stage = await setPostingStage();
    const { cast, messages } = stage.discord.world;
    const role = stage.discord.admin.createRole({ name: 'Readers', mentionable: true });
    const loud = paperWith({
      id: '2401.00001',
      title: `@everyone <@&${role.id}> <@${cast.admin.id}>`,
    });

    await stage.notifier.post(postOf({ channelId: cast.papers.id, papers: [loud] }));
    await stage.notifier.post(
      postOf({
        channelId: cast.papers.id,
        papers: [loud],
        wish: { mention: role.id },
        nonce: 'another',
      }),
    );

    const pings = messagesIn(stage, cast.papers.id).map(({ id }) => messages.get(id)?.pings);
    expect(pings).toEqual([
      { everyone: false, users: [], roles: [] },
      { everyone: false, users: [], roles: [role.id] },
    ]);
  });

  it('names no role that was deleted', async () => {
    await using stage = await setPostingStage();
    const { papers } = stage.discord.world.cast;
    const wish = { mention: '1199999999999999999' };

    await stage.notifier.post(postOf({ channelId: papers.id, papers: [paper], wish }));

    expect(messagesIn(stage, papers.id).map(({ content }) => content)).toEqual([
      expect.stringMatching(/^New paper: /),
    ]);
  });

  it('of several papers is one message, the newest first, from which each can be opened', async () => {
    await using stage = await setPostingStage();
    const { papers } = stage.discord.world.cast;

    await stage.notifier.post(postOf({ channelId: papers.id, papers: samplePapers.slice(0, 10) }));

    const [message, ...rest] = messagesIn(stage, papers.id);
    expect(rest).toEqual([]);
    expect(message?.content).toMatch(/^\*\*10 new papers:\*\* Language Model Study No\. 8 · /);
    expect(message?.embeds.map(({ url }) => url)).toEqual(
      samplePapers
        .slice(0, 10)
        .map(({ links }) => links.abstract)
        .toReversed(),
    );
    expect(JSON.stringify(message?.components)).toContain('Open a paper…');
  });

  it('gets a thread of its own, named after the paper, where that is the style', async () => {
    await using stage = await setPostingStage();
    const { world } = stage.discord;
    const channelId = world.cast.papers.id;

    await stage.notifier.post(postOf({ channelId, papers: [paper], wish: { style: 'threads' } }));

    const [message] = messagesIn(stage, channelId);
    expect(world.channels.get(message?.id ?? '')).toMatchObject({
      type: ChannelType.PublicThread,
      name: paper.title,
      thread_metadata: { auto_archive_duration: 1_440 },
    });
  });

  it('gets one thread for all of a flood, named after how many they are', async () => {
    await using stage = await setPostingStage();
    const { world } = stage.discord;
    const channelId = world.cast.papers.id;
    const papers = samplePapers.slice(0, 10);

    await stage.notifier.post(postOf({ channelId, papers, wish: { style: 'threads' } }));

    const [message, ...others] = messagesIn(stage, channelId);
    expect(others).toEqual([]);
    expect(message?.embeds).toHaveLength(10);
    expect(world.channels.get(message?.id ?? '')).toMatchObject({
      type: ChannelType.PublicThread,
      name: '10 papers, newest first',
    });
  });

  it('is a post in a forum, with those of its tags that are there still', async () => {
    await using stage = await setPostingStage();
    const { readingGroup } = stage.discord.world.cast;
    const [tag] = readingGroup.available_tags;
    const long = paperWith({ id: '2401.00002', title: 'Very long '.repeat(30) });

    const outcome = await stage.notifier.post(
      postOf({
        channelId: readingGroup.id,
        papers: [long],
        wish: { style: 'forum', forumTags: ['123', tag?.id ?? ''] },
      }),
    );

    const [post] = postsIn(stage, readingGroup.id);
    expect(outcome).toMatchObject({ kind: 'posted', messageId: post?.id });
    expect(post).toMatchObject({ applied_tags: [tag?.id] });
    expect([...(post?.name ?? '')].length).toBeLessThanOrEqual(100);
    expect(messagesIn(stage, post?.id ?? '')).toMatchObject([{ id: post?.id }]);
  });

  it('can be published where others can follow the channel', async () => {
    await using stage = await setPostingStage();
    const { announcements } = stage.discord.world.cast;
    const post = postOf({ channelId: announcements.id, papers: [paper] });

    const outcome = await stage.notifier.post(post);
    const messageId = outcome.kind === 'posted' ? outcome.messageId : '';
    const crossposts = [
      await stage.notifier.crosspost(announcements.id, messageId),
      await stage.notifier.crosspost(announcements.id, messageId),
      await stage.notifier.crosspost(announcements.id, '123456789012345678'),
    ];

    expect(outcome).toMatchObject({ kind: 'posted', canCrosspost: true });
    expect(crossposts).toMatchObject([
      { kind: 'published' },
      { kind: 'published' },
      { kind: 'refused' },
    ]);
    const [message] = messagesIn(stage, announcements.id);
    expect((message?.flags ?? 0) & MessageFlags.Crossposted).not.toBe(0);
  });

  it('is not held up by the limit on publishing, of which it says how long it lasts', async () => {
    await using stage = await setPostingStage({
      crosspostLimit: { limit: 1, windowMs: 3_600_000 },
    });
    const { announcements } = stage.discord.world.cast;
    const ids: string[] = [];
    for (const [index, each] of [paper, other].entries()) {
      const nonce = `nonce-${index}`;
      const post = postOf({ channelId: announcements.id, papers: [each], nonce });
      const outcome = await stage.notifier.post(post);
      if (outcome.kind === 'posted') ids.push(outcome.messageId);
    }

    await stage.notifier.crosspost(announcements.id, ids[0] ?? '');
    const second = await stage.notifier.crosspost(announcements.id, ids[1] ?? '');

    expect(second).toMatchObject({ kind: 'later', retryAfterMs: expect.closeTo(3_600_000, -4) });
  });
});

describe('a post that is tried again', () => {
  it.each([
    { when: 'while Discord knows the nonce', firstAttemptMsAgo: 1_000 },
    { when: 'when Discord may have forgotten the nonce', firstAttemptMsAgo: 30 * 60_000 },
  ])('is not repeated $when', async ({ firstAttemptMsAgo }) => {
    // Here it has forgotten it at once.
    const nonceLifeMs = firstAttemptMsAgo > 60_000 ? 0 : 300_000;
    await using stage = await setPostingStage({ nonceLifeMs });
    const { papers } = stage.discord.world.cast;
    const plan = { channelId: papers.id, papers: [paper] };
    stage.discord.faults.next(MESSAGES, { kind: 'cut', when: 'after' });

    const lost = await stage.notifier.post(postOf(plan));
    const found = await stage.notifier.post(postOf({ ...plan, attempt: 2, firstAttemptMsAgo }));

    expect(lost).toMatchObject({ kind: 'later' });
    const messages = messagesIn(stage, papers.id);
    expect(messages).toHaveLength(1);
    expect(found).toMatchObject({ kind: 'posted', messageId: messages[0]?.id });
  });

  it('is found behind hundreds of messages that came after it', async () => {
    await using stage = await setPostingStage({ nonceLifeMs: 0 });
    const { discord } = stage;
    const { papers, member } = discord.world.cast;
    const plan = { channelId: papers.id, papers: [paper] };
    const chat = async (times: number) => {
      for (let said = 0; said < times; said += 1) {
        await discord.people.sendMessage({ user: member.id, channelId: papers.id, content: 'Hm' });
      }
    };
    await chat(120);
    const posted = await stage.notifier.post(postOf(plan));
    await chat(120);

    const again = await stage.notifier.post(
      postOf({ ...plan, attempt: 2, firstAttemptMsAgo: 600_000 }),
    );

    expect(again).toEqual(posted);
  });

  it.each(['lost', 'answered with an error'])(
    'is not repeated in a forum, which has no nonces, when the reply was %s',
    async (fate) => {
      await using stage = await setPostingStage();
      const { readingGroup } = stage.discord.world.cast;
      const plan = { channelId: readingGroup.id, wish: { style: 'forum' } as const };
      const trouble =
        fate === 'lost'
          ? ({ kind: 'cut', when: 'after' } as const)
          : ({ kind: 'status', status: 502, when: 'after' } as const);
      await stage.notifier.post(postOf({ ...plan, papers: [other], nonce: 'earlier' }));
      stage.discord.faults.next(FORUM_POSTS, trouble);

      const lost = await stage.notifier.post(postOf({ ...plan, papers: [paper] }));
      const found = await stage.notifier.post(postOf({ ...plan, papers: [paper], attempt: 2 }));

      expect(lost).toMatchObject({ kind: 'later', settleMs: 10_000 });
      const posts = postsIn(stage, readingGroup.id);
      expect(posts.map(({ name }) => name)).toEqual([other.title, paper.title]);
      expect(found).toMatchObject({ kind: 'posted', messageId: posts[1]?.id });
    },
  );

  it('is found in a forum under another title, and after somebody closed it', async () => {
    await using stage = await setPostingStage();
    const { readingGroup } = stage.discord.world.cast;
    const plan = { channelId: readingGroup.id, wish: { style: 'forum' } as const };
    const posted = await stage.notifier.post(postOf({ ...plan, papers: [paper] }));
    const [post] = postsIn(stage, readingGroup.id);
    await stage.client.rest.patch(`/channels/${post?.id}`, { body: { archived: true } });
    const renamed = { ...paper, title: 'The title as its authors write it' };

    const again = await stage.notifier.post(postOf({ ...plan, papers: [renamed], attempt: 2 }));

    expect(again).toEqual(posted);
  });

  it('is repeated when a post of the same name is about something else', async () => {
    await using stage = await setPostingStage();
    const { readingGroup } = stage.discord.world.cast;
    const plan = { channelId: readingGroup.id, papers: [paper], wish: { style: 'forum' } as const };

    await stage.notifier.post(postOf({ ...plan, nonce: 'first' }));
    await stage.notifier.post(postOf({ ...plan, nonce: 'second', attempt: 2 }));

    expect(postsIn(stage, readingGroup.id)).toHaveLength(2);
  });

  it('gets the thread that it lacks, and no second one', async () => {
    await using stage = await setPostingStage();
    const { world, faults } = stage.discord;
    const plan = {
      channelId: world.cast.papers.id,
      papers: [paper],
      wish: { style: 'threads' } as const,
    };
    const threads = { method: 'POST', path: /\/threads$/ };
    faults.next(threads, { kind: 'cut', when: 'before' });
    const first = await stage.notifier.post(postOf(plan));
    faults.next(threads, { kind: 'cut', when: 'after' });
    const second = await stage.notifier.post(postOf({ ...plan, attempt: 2 }));

    const third = await stage.notifier.post(postOf({ ...plan, attempt: 3 }));

    expect([first.kind, second.kind, third.kind]).toEqual(['later', 'later', 'posted']);
    const messages = messagesIn(stage, plan.channelId);
    expect(messages).toHaveLength(1);
    expect(world.channels.get(messages[0]?.id ?? '')).toMatchObject({ name: paper.title });
  });
});

describe('a post that Discord does not take', () => {
  it.each([
    { kind: 'status', status: 500 },
    { kind: 'cut', when: 'before' },
    { kind: 'rateLimit', retryAfterMs: 600_000 },
  ] as const)('is for later after $kind, and was tried once', async (trouble) => {
    await using stage = await setPostingStage();
    const { papers } = stage.discord.world.cast;
    const fault = stage.discord.faults.next(MESSAGES, trouble, 5);

    const outcome = await stage.notifier.post(postOf({ channelId: papers.id, papers: [paper] }));

    expect(outcome).toMatchObject({ kind: 'later', cause: expect.stringMatching(/\.$/) });
    expect(fault.hits).toBe(1);
  });

  it('is given up in time, in the line behind others as well', async () => {
    await using stage = await setPostingStage();
    const { papers } = stage.discord.world.cast;
    stage.discord.faults.next(MESSAGES, { kind: 'delay', ms: 400 }, 2);
    const shortly = (nonce: string) => {
      const post = postOf({ channelId: papers.id, papers: [paper], nonce });
      return stage.notifier.post({
        ...post,
        claim: { ...post.claim, expiresAt: Date.now() + 100 },
      });
    };

    const outcomes = await Promise.all([shortly('first'), shortly('second')]);

    expect(outcomes).toEqual(
      Array(2).fill({
        kind: 'later',
        cause: 'The connection to Discord broke, or it took too long.',
      }),
    );
  });

  it('waits for a limit that is short', async () => {
    await using stage = await setPostingStage();
    const { papers } = stage.discord.world.cast;
    stage.discord.faults.next(MESSAGES, { kind: 'rateLimit', retryAfterMs: 30 });

    const outcome = await stage.notifier.post(postOf({ channelId: papers.id, papers: [paper] }));

    expect(outcome.kind).toBe('posted');
  });

  it('is not sent by who has had it in hand for too long', async () => {
    await using stage = await setPostingStage();
    const { papers } = stage.discord.world.cast;
    const post = postOf({ channelId: papers.id, papers: [paper] });
    stage.clock.aheadMs = 59_000;

    const outcome = await stage.notifier.post({
      ...post,
      claim: { ...post.claim, expiresAt: Date.now() + 59_000 },
    });

    expect(outcome.kind).toBe('later');
    expect(messagesIn(stage, papers.id)).toEqual([]);
  });

  it.each([
    { style: 'posts', lost: Permission.SendMessages, named: 'the permission **Send Messages**' },
    { style: 'posts', lost: Permission.EmbedLinks, named: 'the permission **Embed Links**' },
    {
      style: 'threads',
      lost: Permission.CreatePublicThreads | Permission.ReadMessageHistory,
      named: 'the permissions **Read Message History** and **Create Public Threads**',
    },
  ] as const)('names what is missing, without trying: $named', async ({ style, lost, named }) => {
    await using stage = await setPostingStage();
    const { cast } = stage.discord.world;
    const heard = new Promise((resolve) => stage.client.once('channelUpdate', resolve));
    stage.discord.admin.deny(cast.papers.id, stage.client.user.id, lost);
    await heard;
    const requests: string[] = [];
    stage.discord.on('log', (line) => requests.push(line));

    const outcome = await stage.notifier.post(
      postOf({ channelId: cast.papers.id, papers: [paper], wish: { style } }),
    );

    expect(outcome).toEqual({
      kind: 'barred',
      reason: 'permission-lost',
      detail: `There I need ${named}.`,
    });
    expect(requests).toEqual([]);
  });

  it('says that the channel is gone', async () => {
    await using stage = await setPostingStage();
    const { id } = stage.discord.admin.createChannel({ name: 'short-lived' });
    stage.discord.admin.deleteChannel(id);

    const outcome = await stage.notifier.post(postOf({ channelId: id, papers: [paper] }));

    expect(outcome).toMatchObject({ kind: 'barred', reason: 'channel-gone' });
  });

  it.each([
    [403, 50_001, 'barred', 'permission-lost'],
    [403, 50_013, 'barred', 'permission-lost'],
    [404, 10_003, 'barred', 'channel-gone'],
    [400, 50_083, 'barred', 'permission-lost'],
    [400, 50_035, 'refused', undefined],
    [400, 200_000, 'refused', undefined],
    [503, 0, 'later', undefined],
    [400, 130_000, 'later', undefined],
  ] as const)('after %i with code %i is %s', async (status, code, kind, reason) => {
    await using stage = await setPostingStage();
    const { papers } = stage.discord.world.cast;
    stage.discord.faults.next(MESSAGES, { kind: 'status', status, code, message: 'No' });

    const outcome = await stage.notifier.post(postOf({ channelId: papers.id, papers: [paper] }));

    expect(outcome).toMatchObject({ kind, ...(reason && { reason }) });
  });

  it('in a forum that wants a tag says so, instead of choosing one', async () => {
    await using stage = await setPostingStage();
    const known = new Promise((resolve) => stage.client.once('channelCreate', resolve));
    const { id } = stage.discord.admin.createChannel({
      name: 'strict',
      type: ChannelType.GuildForum,
      tags: ['paper'],
      requiresTag: true,
    });
    await known;

    const outcome = await stage.notifier.post(
      postOf({ channelId: id, papers: [paper], wish: { style: 'forum' } }),
    );

    expect(outcome).toMatchObject({ kind: 'barred', detail: expect.stringMatching(/wants a tag/) });
  });

  it.each([
    ['is refused', 50_035],
    ['is one too many for the server', 160_006],
  ])('is posted all the same when only its thread %s', async (_when, code) => {
    await using stage = await setPostingStage();
    const { papers } = stage.discord.world.cast;
    const refusal = { kind: 'status', status: 400, code } as const;
    stage.discord.faults.next({ method: 'POST', path: /\/threads$/ }, refusal);

    const outcome = await stage.notifier.post(
      postOf({ channelId: papers.id, papers: more.slice(0, 1), wish: { style: 'threads' } }),
    );

    expect(outcome.kind).toBe('posted');
  });
});
