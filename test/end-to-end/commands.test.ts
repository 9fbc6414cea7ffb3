import { MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { fakePaperFinder } from '../fake-paper-finder.ts';
import { nastyPapers } from '../sample-papers.ts';
import { messageOf, startShow, textOf, updatedBy } from './stage.ts';

const isEphemeral = (flags = 0) => (flags & MessageFlags.Ephemeral) !== 0;

describe('/paper search', () => {
  it('answers everybody in the channel with cards', async () => {
    const stage = await startShow();

    const { message, ephemeral } = messageOf(await stage.give('search', { query: 'align' }));

    expect(ephemeral).toBe(false);
    expect((message.flags ?? 0) & MessageFlags.IsComponentsV2).not.toBe(0);
    expect(textOf(message)).toMatch(/^\*\*1 paper\*\* for “align”\n### 1\. \[Direct Preference/);
  });

  it('answers in one request, without deferring', async () => {
    const stage = await startShow();

    const { edits } = messageOf(await stage.give('search', { query: 'align' }));
    await stage.logs('interaction done');

    expect(edits).toBe(0);
    expect(stage.traffic.filter((line) => line.startsWith('POST'))).toHaveLength(1);
  });

  it('answers the one who asks alone when that is wanted', async () => {
    const stage = await startShow();

    const { ephemeral } = messageOf(await stage.give('search', { query: 'align', private: true }));

    expect(ephemeral).toBe(true);
  });

  it.each([
    { when: 'nothing matches', values: { query: 'zebra' }, says: 'No paper matches “zebra”.' },
    {
      when: 'a filter leaves nothing',
      values: { query: 'align', year: '1999' },
      says: 'There is 1 paper without the year.',
    },
    {
      when: 'the query is emoji only',
      values: { query: '🎉🎉' },
      says: 'There is no word in “🎉🎉”.',
    },
    { when: 'the query is blank', values: { query: '   ' }, says: 'What shall I look for?' },
    {
      when: 'the query has 2,000 characters',
      values: { query: 'a'.repeat(2_000) },
      says: 'I take at most 300.',
    },
    {
      when: 'there is no such category',
      values: { query: 'align', category: '???' },
      says: 'I don’t know the category',
    },
  ])('tells the one who asks what to try when $when', async ({ values, says }) => {
    const stage = await startShow();

    const { ephemeral, message } = messageOf(await stage.give('search', values));

    expect(ephemeral).toBe(true);
    expect(textOf(message)).toContain(says);
    expect(await stage.logs('interaction done')).toMatchObject([{ outcome: 'refused' }]);
  });

  it('suggests categories while one is typed', async () => {
    const stage = await startShow();
    const { cast } = stage.discord.world;

    const choices = await stage.discord.people.autocomplete({
      user: cast.member.id,
      channelId: cast.papers.id,
      name: 'paper',
      subcommand: 'search',
      values: { query: 'align', category: 'robot' },
      focused: 'category',
    });

    expect(choices).toEqual([{ name: 'cs.RO: Robotics', value: 'cs.RO' }]);
  });
});

describe('/paper show', () => {
  it('shows a paper by its id, with its whole abstract and links', async () => {
    const stage = await startShow();

    const { message, ephemeral } = messageOf(await stage.give('show', { paper: '2305.10314' }));

    expect(ephemeral).toBe(false);
    expect(textOf(message)).toContain('## [LeTI: Learning to Generate from Textual Interactions]');
    expect(JSON.stringify(message.components)).toContain(
      'https://huggingface.co/papers/2305.10314',
    );
  });

  it('suggests papers while a title is typed', async () => {
    const stage = await startShow();
    const { cast } = stage.discord.world;

    const choices = await stage.discord.people.autocomplete({
      user: cast.member.id,
      channelId: cast.papers.id,
      name: 'paper',
      subcommand: 'show',
      values: { paper: 'language model' },
      focused: 'paper',
    });

    expect(choices).toContainEqual({
      name: 'Language Model Study No. 1 (2401.00000)',
      value: '2401.00000',
    });
  });

  it('says what to try for an unknown id', async () => {
    const stage = await startShow();

    const { message, ephemeral } = messageOf(await stage.give('show', { paper: '2401.99999' }));

    expect(ephemeral).toBe(true);
    expect(textOf(message)).toContain('I hold no paper “2401.99999”.');
  });
});

describe('/paper random', () => {
  it('never shows the same paper twice in a row, by command or by button', async () => {
    const stage = await startShow();

    const first = messageOf(await stage.give('random', { topic: 'language model' })).message;
    const second = messageOf(await stage.give('random', { topic: 'language model' })).message;
    const third = updatedBy(await stage.press(second, 'Another'));

    const titles = [first, second, third].map((message) => textOf(message).split('\n')[1]);
    expect(titles[0]).not.toBe(titles[1]);
    expect(titles[1]).not.toBe(titles[2]);
    expect(textOf(third)).toMatch(/^-# A random paper about “language model”/);
  });
});

describe('/paper help', () => {
  it('shows the one who asks every command, to be tapped', async () => {
    const stage = await startShow();

    const { message, ephemeral } = messageOf(await stage.give('help'));

    const [command] = stage.discord.world.commands();
    expect(ephemeral).toBe(true);
    for (const name of ['search', 'show', 'random', 'help']) {
      expect(textOf(message)).toContain(`</paper ${name}:${command?.id}>`);
    }
    expect(textOf(message)).toContain('I hold **12 papers** and read only their abstracts');
  });
});

describe('the bot', () => {
  it('answers in direct messages, and where only a person has installed it', async () => {
    const stage = await startShow();
    const { world } = stage.discord;
    const channels = [world.directChannel(world.cast.member.id).id, world.cast.elsewhereChannel.id];

    for (const channelId of channels) {
      const { message } = messageOf(await stage.give('search', { query: 'study' }, { channelId }));
      const next = updatedBy(await stage.press(message, 'Next ▶'));

      expect(textOf(next)).toContain('### 6. ');
    }
  });

  it('pings nobody and sends nothing that Discord refuses, whatever papers say', async () => {
    const stage = await startShow({ finder: fakePaperFinder(nastyPapers) });

    const found = messageOf(await stage.give('search', { query: 'nasty' })).message;
    await stage.press(found, 'Similar to 1');
    for (const { id } of nastyPapers) {
      const shown = messageOf(await stage.give('show', { paper: id })).message;
      if (id.length < 50) await stage.press(shown, 'Similar papers');
      const random = messageOf(await stage.give('random', { topic: 'nasty' })).message;
      await stage.press(random, 'Another');
      if (id.length < 100) await stage.open(found, id);
    }
    await stage.give('search', { query: '@everyone <@123456789012345678>' });

    const messages = [...stage.discord.world.messages.values()];
    expect(messages.length).toBeGreaterThan(15);
    for (const { pings, message } of messages) {
      expect(pings).toEqual({ everyone: false, users: [], roles: [] });
      expect(isEphemeral(message.flags) || textOf(message)).not.toBe('');
    }
    expect(stage.logged.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(stage.traffic.filter((line) => / [45]\d\d$/.test(line))).toEqual([]);
  });
});
