import { describe, expect, it } from 'vitest';
import { codeOf } from './answering-bot.ts';
import { type ConnectedBot, connectBot, papersOf } from './connect-bot.ts';

const MESSAGES = { method: 'POST', path: /\/messages$/ };

function contentsOf({ discord }: ConnectedBot): string[] {
  return discord.world.messagesIn(discord.world.cast.papers.id).map(({ content }) => content);
}

describe('faults', () => {
  it.each(['user', 'global', 'shared'] as const)(
    'hold the client up by a limit of scope %s, until it may go on',
    async (scope) => {
      await using bot = await connectBot({ rest: { offset: 0 } });
      const trouble = { kind: 'rateLimit', retryAfterMs: 40, scope } as const;
      const fault = bot.discord.faults.next(MESSAGES, trouble);
      const startedAtMs = performance.now();

      await papersOf(bot).send('Patient');

      expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(38);
      expect(fault.hits).toBe(1);
      expect(contentsOf(bot)).toEqual(['Patient']);
    },
  );

  it('tell a client that does not wait of the limit', async () => {
    await using bot = await connectBot({ rest: { rejectOnRateLimit: ['/channels'] } });
    bot.discord.faults.next(MESSAGES, { kind: 'rateLimit', retryAfterMs: 60_000 });

    await expect(papersOf(bot).send('Hasty')).rejects.toMatchObject({ retryAfter: 60_050 });
  });

  it.each([500, 502, 503])('answer %i, after which the client tries again', async (status) => {
    await using bot = await connectBot();
    const fault = bot.discord.faults.next(MESSAGES, { kind: 'status', status }, 2);

    await papersOf(bot).send('Third time lucky');

    expect(fault.hits).toBe(2);
    expect(contentsOf(bot)).toEqual(['Third time lucky']);
  });

  it('refuse with any of Discord’s codes', async () => {
    await using bot = await connectBot();
    const refuse = (status: number, code: number) => {
      bot.discord.faults.next(MESSAGES, { kind: 'status', status, code, message: 'No' });
      return codeOf(papersOf(bot).send('Refused'));
    };

    expect(await refuse(403, 50013)).toBe(50013);
    expect(await refuse(404, 10003)).toBe(10003);
    expect(contentsOf(bot)).toEqual([]);
  });

  it('cut the connection before anything was done', async () => {
    await using bot = await connectBot();
    bot.discord.faults.next(MESSAGES, { kind: 'cut', when: 'before' });

    await expect(papersOf(bot).send('Lost')).rejects.toThrow();

    expect(contentsOf(bot)).toEqual([]);
  });

  it('lose an answer after the message was accepted, and the nonce finds it again', async () => {
    await using bot = await connectBot();
    bot.discord.faults.next(MESSAGES, { kind: 'cut', when: 'after' });
    const post = () =>
      papersOf(bot).send({ content: 'Digest', nonce: 'papers:1', enforceNonce: true });

    await expect(post()).rejects.toThrow();
    const again = await post();

    expect(contentsOf(bot)).toEqual(['Digest']);
    expect(bot.discord.world.messages.has(again.id)).toBe(true);
  });

  it('answer with an error although the message was accepted', async () => {
    await using bot = await connectBot({ rest: { retries: 0 } });
    bot.discord.faults.next(MESSAGES, { kind: 'status', status: 502, when: 'after' });

    await expect(papersOf(bot).send('Here after all')).rejects.toMatchObject({ status: 502 });

    expect(contentsOf(bot)).toEqual(['Here after all']);
  });

  it('are chosen request by request, by who asks for what', async () => {
    await using bot = await connectBot({ rest: { retries: 0, userAgentAppendix: 'night-shift' } });
    const asked: string[] = [];
    const fault = bot.discord.faults.each(MESSAGES, ({ method, userAgent }) => {
      asked.push(`${method} ${/night-shift/.exec(userAgent)}`);
      return asked.length === 2 ? { kind: 'status', status: 503 } : undefined;
    });

    await papersOf(bot).send('One');
    await expect(papersOf(bot).send('Two')).rejects.toMatchObject({ status: 503 });
    await papersOf(bot).send('Three');

    expect(asked).toEqual(Array(3).fill('POST night-shift'));
    expect(fault.hits).toBe(1);
    expect(contentsOf(bot)).toEqual(['One', 'Three']);
  });

  it('hold a request up', async () => {
    await using bot = await connectBot();
    bot.discord.faults.next(MESSAGES, { kind: 'delay', ms: 40 });
    const startedAtMs = performance.now();

    await papersOf(bot).send('Slow');

    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(38);
  });

  it('strike only the route they are meant for, and end when told', async () => {
    await using bot = await connectBot();
    const { faults, world } = bot.discord;
    const path = `/channels/${world.cast.alignment.id}/messages`;
    const other = faults.next({ path }, { kind: 'status', status: 404 });
    const removed = faults.next(MESSAGES, { kind: 'status', status: 404 }, 3);

    removed.remove();
    await papersOf(bot).send('One');
    faults.next(MESSAGES, { kind: 'status', status: 404 }, 3);
    faults.clear();
    await papersOf(bot).send('Two');

    expect(other.hits).toBe(0);
    expect(contentsOf(bot)).toEqual(['One', 'Two']);
  });
});

describe('answers', () => {
  it('say how much of a limit is left', async () => {
    await using bot = await connectBot({ discord: { now: () => 1_700_000_000_000 } });
    const { apiUrl, token } = bot.discord;
    const get = async (path: string, authorization = `Bot ${token}`) =>
      fetch(`${apiUrl}/v10${path}`, { headers: { authorization } });

    const first = await get('/users/@me');
    const second = await get('/users/@me');

    expect(Object.fromEntries(first.headers)).toMatchObject({
      'x-ratelimit-limit': '1000',
      'x-ratelimit-remaining': '999',
      'x-ratelimit-reset': '1700000001',
      'x-ratelimit-reset-after': '1',
      'x-ratelimit-bucket': expect.stringMatching(/^[\da-f]{32}$/),
    });
    expect(second.headers.get('x-ratelimit-remaining')).toBe('998');
    expect((await get('/users/@me', 'Bot wrong')).status).toBe(401);
  });

  it('without content carry no content type', async () => {
    await using bot = await connectBot();
    const { apiUrl, token, world } = bot.discord;

    const answer = await fetch(`${apiUrl}/v10/channels/${world.cast.papers.id}/typing`, {
      method: 'POST',
      headers: { authorization: `Bot ${token}` },
    });

    expect(answer.status).toBe(204);
    expect(answer.headers.get('content-type')).toBeNull();
  });
});
