import type { NewsChannel } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { connectBot, papersOf } from './connect-bot.ts';

describe('what Discord remembers and allows', () => {
  it('ends for a nonce when it was told to', async () => {
    const clock = { now: 1_700_000_000_000 };
    await using bot = await connectBot({ discord: { now: () => clock.now, nonceLifeMs: 1_000 } });
    const post = () => papersOf(bot).send({ content: 'x', nonce: 'one', enforceNonce: true });

    const [first, second] = [await post(), await post()];
    clock.now += 1_001;
    const third = await post();

    expect(second.id).toBe(first.id);
    expect(third.id).not.toBe(first.id);
  });

  it('is as many publications as it was told', async () => {
    await using bot = await connectBot({
      discord: { crosspostLimit: { limit: 2, windowMs: 60_000 } },
      rest: { rejectOnRateLimit: ['/channels'] },
    });
    const { id } = bot.discord.world.cast.announcements;
    const channel = bot.client.channels.cache.get(id) as NewsChannel;
    const messages = [];
    for (const content of ['1', '2', '3']) messages.push(await channel.send(content));

    await messages[0]?.crosspost();
    await messages[1]?.crosspost();

    await expect(messages[2]?.crosspost()).rejects.toMatchObject({ limit: 2 });
  });
});
