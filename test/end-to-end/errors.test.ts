import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { PaperFinder } from '../../src/search/paper-finder.ts';
import { fakePaperFinder } from '../fake-paper-finder.ts';
import { samplePapers } from '../sample-papers.ts';
import { messageOf, type Stage, setStage, startShow, textOf, updatedBy } from './stage.ts';

const usual = fakePaperFinder(samplePapers);

const broken: PaperFinder = {
  ...usual,
  search: () => Promise.reject(new Error('The index is on fire')),
  suggest: () => {
    throw new Error('The titles are on fire');
  },
};

const CALLBACK = { method: 'POST', path: /\/callback$/ };

/** A stage whose finder searches only once the bot has answered Discord in some way. */
async function startSlowShow(finder: PaperFinder = usual): Promise<Stage> {
  const stage = await setStage();
  let release = () => {};
  stage.discord.on('log', (line) => line.includes('/callback') && release());
  const search: PaperFinder['search'] = async (request) => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return finder.search(request);
  };
  await stage.cast({ finder: { ...finder, search }, deferAfterMs: 5 }).start();
  return stage;
}

describe('something that breaks', () => {
  it('is logged whole, and the person gets a sentence with a reference to it', async () => {
    const stage = await startShow({ finder: broken });

    const { message, ephemeral } = messageOf(await stage.give('search', { query: 'align' }));

    const [line] = await stage.logs('interaction failed');
    expect(ephemeral).toBe(true);
    expect(textOf(message)).toMatch(/^Something went wrong on my side/);
    expect(textOf(message)).toContain(`\`${line?.reference}\``);
    expect(textOf(message)).not.toContain('fire');
    expect(line).toMatchObject({
      command: 'paper search',
      err: { message: 'The index is on fire' },
    });
    expect(await stage.logs('interaction done')).toMatchObject([{ outcome: 'failed' }]);
  });

  it('leaves the card as it is when a button breaks', async () => {
    const stage = await startShow();
    const found = messageOf(await stage.give('search', { query: 'language model' })).message;
    await stage.bot.stop();
    await stage.cast({ finder: broken }).start();

    const { message, ephemeral } = messageOf(await stage.press(found, 'Next ▶'));

    expect(ephemeral).toBe(true);
    expect(textOf(message)).toMatch(/^Something went wrong/);
    expect(stage.discord.world.messages.get(found.id)?.message.edited_timestamp).toBeNull();
  });

  it('gives no suggestions rather than an error, and is logged', async () => {
    const stage = await startShow({ finder: broken });
    const { cast } = stage.discord.world;

    const choices = await stage.discord.people.autocomplete({
      user: cast.member.id,
      channelId: cast.papers.id,
      name: 'paper',
      subcommand: 'show',
      values: { paper: 'align' },
      focused: 'paper',
    });

    expect(choices).toEqual([]);
    expect(await stage.logs('suggestions failed')).toMatchObject([{ command: 'suggest paper' }]);
  });

  it('is not a command that only an older version had: the person is told', async () => {
    const stage = await startShow();
    const { cast } = stage.discord.world;
    await stage.bot.stop();
    const fewer = commands.filter(({ name }) => name !== 'random');
    await stage.cast({ commands: fewer, guildId: cast.guild.id }).start();

    const { message, ephemeral } = messageOf(
      await stage.give('random', {}, { channelId: cast.elsewhereChannel.id }),
    );

    expect(ephemeral).toBe(true);
    expect(textOf(message)).toBe('I don’t know this command any more. See `/paper help`.');
  });
});

describe('an answer that takes long', () => {
  it('is deferred, and comes when it is ready', async () => {
    const stage = await startSlowShow();

    const { message, ephemeral, edits } = messageOf(await stage.give('search', { query: 'align' }));

    expect({ ephemeral, edits }).toEqual({ ephemeral: false, edits: 1 });
    expect(textOf(message)).toMatch(/^\*\*1 paper\*\* for “align”/);
  });

  it('stays private where it is to be', async () => {
    const stage = await startSlowShow();

    const { ephemeral, edits } = messageOf(
      await stage.give('search', { query: 'align', private: true }),
    );

    expect({ ephemeral, edits }).toEqual({ ephemeral: true, edits: 1 });
  });

  it('turns a page in place', async () => {
    const stage = await startSlowShow();
    const found = messageOf(await stage.give('search', { query: 'language model' })).message;

    updatedBy(await stage.press(found, 'Next ▶'));
    await stage.logs('interaction done', 2);

    const message = stage.discord.world.messages.get(found.id)?.message ?? found;
    expect(textOf(message)).toContain('### 6. ');
  });

  it('takes its public deferral back when it ends in a refusal, which only the asker sees', async () => {
    const stage = await startSlowShow();

    const outcome = await stage.give('search', { query: 'zebra' });
    await stage.logs('interaction done');

    const { cast } = stage.discord.world;
    expect(outcome.kind).toBe('deleted');
    expect(stage.discord.world.messagesIn(cast.papers.id)).toEqual([]);
    const [seen] = stage.discord.world.messagesIn(cast.papers.id, cast.member.id);
    expect(seen && textOf(seen)).toMatch(/^No paper matches “zebra”/);
  });

  it('is edited into an apology when it was private and breaks', async () => {
    const stage = await startSlowShow(broken);

    const { message, ephemeral, edits } = messageOf(
      await stage.give('search', { query: 'align', private: true }),
    );

    expect({ ephemeral, edits }).toEqual({ ephemeral: true, edits: 1 });
    expect(textOf(message)).toMatch(/^Something went wrong/);
  });

  it('still goes out when the bot is stopped meanwhile', async () => {
    const stage = await setStage();
    const { promise: asked, resolve: ask } = deferred();
    const { promise: gate, resolve: open } = deferred();
    const search: PaperFinder['search'] = async (request) => {
      ask();
      await gate;
      return usual.search(request);
    };
    const bot = stage.cast({ finder: { ...usual, search } });
    await bot.start();

    const answer = stage.give('search', { query: 'align' });
    await asked;
    const stopped = bot.stop();
    open();

    expect(textOf(messageOf(await answer).message)).toMatch(/^\*\*1 paper\*\*/);
    await stopped;
  });
});

describe('trouble on Discord’s side', () => {
  it('is waited out when it is a rate limit', async () => {
    const stage = await startShow();
    stage.discord.faults.next(CALLBACK, { kind: 'rateLimit', retryAfterMs: 50 });

    const { message } = messageOf(await stage.give('search', { query: 'align' }));

    expect(textOf(message)).toMatch(/^\*\*1 paper\*\*/);
    expect(await stage.logs('rate limited')).toMatchObject([{ global: false }]);
  });

  it('is tried again when the server fails', async () => {
    const stage = await startShow();
    stage.discord.faults.next(CALLBACK, { kind: 'status', status: 502 }, 2);

    const { message } = messageOf(await stage.give('search', { query: 'align' }));

    expect(textOf(message)).toMatch(/^\*\*1 paper\*\*/);
  });

  it('is logged when it stays, and the next command is answered', async () => {
    const stage = await startShow();
    const fault = stage.discord.faults.next(CALLBACK, { kind: 'status', status: 500 }, 100);
    const answer = stage.give('search', { query: 'align' });
    await stage.logs('the person could not be told');
    fault.remove();

    const { message } = messageOf(await stage.give('search', { query: 'align' }));

    expect(textOf(message)).toMatch(/^\*\*1 paper\*\*/);
    expect(await stage.logs('interaction failed')).toHaveLength(1);
    expect((await answer).kind).toBe('failed');
  });

  it.each(['before', 'after'] as const)(
    'does not matter when the connection breaks %s Discord took an answer',
    async (when) => {
      const stage = await startShow();
      stage.discord.faults.next(CALLBACK, { kind: 'cut', when });

      const { message, followUps } = messageOf(await stage.give('search', { query: 'align' }));

      expect(textOf(message)).toMatch(/^\*\*1 paper\*\*/);
      expect(await stage.logs('interaction done')).toMatchObject([{ outcome: 'answered' }]);
      expect(followUps).toEqual([]);
      expect(stage.discord.world.messagesIn(message.channel_id)).toHaveLength(1);
    },
  );

  it('does not leave an answer deferred for ever when the deferral’s confirmation is lost', async () => {
    const stage = await startSlowShow();
    stage.discord.faults.next(CALLBACK, { kind: 'cut', when: 'after' });

    const { message, edits } = messageOf(await stage.give('search', { query: 'align' }));

    expect(edits).toBe(1);
    expect(textOf(message)).toMatch(/^\*\*1 paper\*\*/);
  });

  it('does not keep a refusal back when the deferral can’t be taken away', async () => {
    const stage = await startSlowShow();
    stage.discord.faults.next(
      { method: 'DELETE' },
      { kind: 'status', status: 404, code: 10008, message: 'Unknown Message' },
    );

    void stage.give('search', { query: 'zebra' });
    await stage.logs('interaction done');

    const { cast } = stage.discord.world;
    const seen = stage.discord.world.messagesIn(cast.papers.id, cast.member.id).map(textOf);
    expect(seen).toContainEqual(expect.stringMatching(/^No paper matches “zebra”/));
  });
});

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
