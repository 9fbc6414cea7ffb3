import { describe, expect, it } from 'vitest';
import { fakePaperFinder } from '../fake-paper-finder.ts';
import { paperWith, samplePapers } from '../sample-papers.ts';
import { messageOf, type Stage, startShow, textOf, updatedBy } from './stage.ts';

async function search(stage: Stage, values = {}) {
  return messageOf(await stage.give('search', { query: 'language model', ...values })).message;
}

function ranksIn(text: string): number[] {
  return [...text.matchAll(/^### (\d+)\./gm)].map(([, rank]) => Number(rank));
}

describe('the pages of a search', () => {
  it('are turned in place by the one who asked', async () => {
    const stage = await startShow();
    const first = await search(stage);

    const second = updatedBy(await stage.press(first, 'Next ▶'));
    const third = updatedBy(await stage.press(second, 'Next ▶'));
    const back = updatedBy(await stage.press(third, '◀ Previous'));

    expect(third.id).toBe(first.id);
    expect(ranksIn(textOf(second))).toEqual([6, 7, 8, 9, 10]);
    expect(ranksIn(textOf(third))).toEqual([11, 12]);
    expect(textOf(back)).toBe(textOf(second));
  });

  it('keep the longest query and all filters', async () => {
    const papers = Array.from({ length: 7 }, (_, index) =>
      paperWith({
        id: `2401.0000${index}`,
        title: 'A study',
        primaryCategory: 'cond-mat.mtrl-sci',
      }),
    );
    const stage = await startShow({ finder: fakePaperFinder(papers) });
    const query = `study${' study'.repeat(49)}`;
    const values = { query, year: '2023', category: 'cond-mat.mtrl-sci', author: 'Ada Lovelace' };
    const first = messageOf(await stage.give('search', values)).message;

    const second = updatedBy(await stage.press(first, 'Next ▶'));
    const back = updatedBy(await stage.press(second, '◀ Previous'));

    expect(ranksIn(textOf(second))).toEqual([6, 7]);
    expect(textOf(back)).toBe(textOf(first));
    expect(textOf(back)).toContain('-# from 2023 · in cond-mat.mtrl-sci · by Ada Lovelace');
  });

  it('are turned after a restart of the bot', async () => {
    const stage = await startShow();
    const first = await search(stage, { author: 'Grace' });
    await stage.bot.stop();
    await stage.cast().start();

    const second = updatedBy(await stage.press(first, 'Next ▶'));

    expect(textOf(second)).toMatch(/^\*\*10 papers\*\* for “language model”\n-# by Grace/);
    expect(ranksIn(textOf(second))).toEqual([6, 7, 8, 9, 10]);
  });

  it('come to somebody else as a copy of their own, and stay as they are for the asker', async () => {
    const stage = await startShow();
    const ada = stage.discord.world.cast.admin.id;
    const first = await search(stage);

    const copy = messageOf(await stage.press(first, 'Next ▶', ada));
    const next = updatedBy(await stage.press(copy.message, 'Next ▶', ada));

    expect(copy.ephemeral).toBe(true);
    expect(next.id).toBe(copy.message.id);
    expect(ranksIn(textOf(next))).toEqual([11, 12]);
    const left = stage.discord.world.messages.get(first.id)?.message;
    expect(ranksIn(textOf(left ?? first))).toEqual([1, 2, 3, 4, 5]);
  });

  it('are turned in place when they are private', async () => {
    const stage = await startShow();
    const first = await search(stage, { private: true });

    const second = updatedBy(await stage.press(first, 'Next ▶'));

    expect(second.id).toBe(first.id);
    expect(ranksIn(textOf(second))).toEqual([6, 7, 8, 9, 10]);
  });

  it('say so when they are gone, and leave the message as it is', async () => {
    const stage = await startShow();
    const first = await search(stage);
    await stage.bot.stop();
    await stage.cast({ finder: fakePaperFinder(samplePapers.slice(0, 3)) }).start();

    const { message, ephemeral } = messageOf(await stage.press(first, 'Next ▶'));

    expect(ephemeral).toBe(true);
    expect(textOf(message)).toMatch(/^That page is gone: only 3 papers match now\./);
    expect(stage.discord.world.messages.get(first.id)?.message.edited_timestamp).toBeNull();
  });
});

describe('a card', () => {
  it('is opened from the menu for whoever opens it', async () => {
    const stage = await startShow();
    const found = await search(stage);

    for (const { id } of [stage.discord.world.cast.member, stage.discord.world.cast.admin]) {
      const opened = messageOf(await stage.open(found, '2305.18290', id));

      expect(opened.ephemeral).toBe(true);
      expect(textOf(opened.message)).toContain('needs no sampling during training.');
    }
  });

  it('leads on to similar papers, and from them to another card', async () => {
    const stage = await startShow();
    const found = await search(stage);

    const similar = messageOf(await stage.press(found, 'Similar to 1'));
    const opened = messageOf(await stage.open(similar.message, '2305.10314'));
    const further = messageOf(await stage.press(opened.message, 'Similar papers'));

    expect(textOf(similar.message)).toMatch(/^Papers similar to \*\*Direct Preference/);
    expect(textOf(opened.message)).toContain('## [LeTI');
    expect(textOf(further.message)).toMatch(/^Papers similar to \*\*LeTI/);
    expect([similar, opened, further].map(({ ephemeral }) => ephemeral)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('says so when its paper is gone', async () => {
    const stage = await startShow();
    const found = await search(stage);
    await stage.bot.stop();
    await stage.cast({ finder: fakePaperFinder([]) }).start();

    const { message, ephemeral } = messageOf(await stage.open(found, '2305.18290'));

    expect(ephemeral).toBe(true);
    expect(textOf(message)).toMatch(/“2305.18290” is no longer in my corpus/);
  });

  it('drawn at random changes for its asker, and comes to others as a copy', async () => {
    const stage = await startShow();
    const ada = stage.discord.world.cast.admin.id;
    const drawn = messageOf(await stage.give('random')).message;

    const copy = messageOf(await stage.press(drawn, 'Another', ada));
    const changed = updatedBy(await stage.press(drawn, 'Another'));

    expect(copy.ephemeral).toBe(true);
    expect(changed.id).toBe(drawn.id);
    expect(textOf(changed)).not.toBe(textOf(copy.message));
  });

  it('of another version says that its buttons have stopped working', async () => {
    const stage = await startShow();
    const { discord } = stage;
    const channelId = discord.world.cast.papers.id;
    const old = await postAsBot(stage, channelId, '0:next:dpo');

    const { message, ephemeral } = messageOf(
      await discord.people.press({
        user: discord.world.cast.member.id,
        messageId: old,
        customId: '0:next:dpo',
      }),
    );

    expect(ephemeral).toBe(true);
    expect(textOf(message)).toMatch(/^This card was made by another version of me/);
  });
});

/** A message with one button, as an older version of the bot may have left it. */
async function postAsBot({ discord }: Stage, channelId: string, customId: string) {
  const button = { type: 2, style: 2, label: 'Next', custom_id: customId };
  const response = await fetch(`${discord.apiUrl}/v10/channels/${channelId}/messages`, {
    method: 'POST',
    headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ content: 'Old', components: [{ type: 1, components: [button] }] }),
  });
  const { id } = (await response.json()) as { id: string };
  return id;
}
