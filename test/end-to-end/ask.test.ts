import { describe, expect, it } from 'vitest';
import type { GroundedAnswer } from '../../src/answer/answer.ts';
import type { ModalOutcome } from '../../src/preview/local-discord/outcomes.ts';
import { fakeAnswerer, fakeFeedbackLog } from '../fake-answerer.ts';
import { samplePapers } from '../sample-papers.ts';
import { messageOf, type Stage, startShow, textOf, updatedBy } from './stage.ts';

/** The form that a press opened. */
async function openForm(stage: Stage, ...press: Parameters<Stage['press']>): Promise<ModalOutcome> {
  const outcome = await stage.press(...press);
  if (outcome.kind !== 'modal') throw new Error(`Not a form but ${JSON.stringify(outcome)}`);
  return outcome;
}

function fillIn(stage: Stage, { modal }: ModalOutcome, question: string) {
  const user = stage.discord.world.cast.member.id;
  return stage.discord.people.submitModal({
    user,
    interactionId: modal.interactionId,
    fields: { question },
  });
}

describe('/paper ask', () => {
  it('answers in quotes with numbered links, then lists the papers', async () => {
    const stage = await startShow();

    const { message, ephemeral } = messageOf(
      await stage.give('ask', { question: 'How are models aligned?' }),
    );

    expect(ephemeral).toBe(false);
    expect(textOf(message)).toMatchInlineSnapshot(`
      "-# “How are models aligned?”
      **Two papers speak to this.**
      > Existing methods for gaining steerability of language models align them with human preferences by reinforcement learning. [[1]](<https://arxiv.org/abs/2305.18290>)

      > Finetuning pre-trained language models on code is common. [[2]](<https://arxiv.org/abs/2305.10314>)
      **1.** [Direct Preference Optimization: Your Language Model is Secretly a Reward Model](https://arxiv.org/abs/2305.18290)
      -# Rafael Rafailov, Archit Sharma, Eric Mitchell + 3 more · 29 May 2023 · cs.LG
      **2.** [LeTI: Learning to Generate from Textual Interactions](https://arxiv.org/abs/2305.10314)
      -# Xingyao Wang, Hao Peng, Reyhaneh Jabbarvand + 1 more · 17 May 2023 · cs.CL
      -# Quoted from abstracts; I have not read the full texts."
    `);
  });

  it('asks about the paper that was chosen, by a part of its title or its id', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });

    await stage.give('ask', { question: 'What does it learn from?', paper: '2305.10314' });

    expect(answerer.asked).toMatchObject([
      { text: 'What does it learn from?', paperId: '2305.10314', turns: [] },
    ]);
  });

  it('says so when there is no such paper, and answers nothing', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });

    const { message, ephemeral } = messageOf(
      await stage.give('ask', { question: 'Why?', paper: 'Attention' }),
    );

    expect(ephemeral).toBe(true);
    expect(textOf(message)).toMatch(/^I hold no paper “Attention”\./);
    expect(answerer.asked).toEqual([]);
  });

  it('offers the closest papers where nothing answers', async () => {
    const stage = await startShow();

    const { message } = messageOf(await stage.give('ask', { question: 'Why do zebras run?' }));

    expect(textOf(message)).toContain('**Nothing I hold answers this; this is the closest.**');
    expect(textOf(message)).toContain('**1.** [Direct Preference Optimization');
  });

  it('shows what there is of an answer that takes long, and ends with all of it', async () => {
    const whole = fakeAnswerer();
    const partial: GroundedAnswer = {
      kind: 'grounded',
      lead: 'One paper speaks to this so far.',
      papers: samplePapers.slice(0, 1),
      quotes: [],
    };
    let seen: (() => void) | undefined;
    const stage = await startShow({
      deferAfterMs: 1,
      editEveryMs: 1,
      answerer: fakeAnswerer(samplePapers, async (question, { onProgress }) => {
        const shown = new Promise<void>((resolve) => {
          seen = resolve;
        });
        onProgress?.(partial);
        await shown;
        return whole.answer(question);
      }),
    });
    const texts: string[] = [];
    stage.discord.on('messageUpdate', ({ message }) => {
      texts.push(textOf(message));
      seen?.();
    });

    const { message } = messageOf(await stage.give('ask', { question: 'How?' }));
    await stage.logs('interaction done');

    const final = stage.discord.world.messages.get(message.id)?.message ?? message;
    expect(texts[0]).toContain('One paper speaks to this so far.');
    expect(texts[0]).toContain('-# Still reading…');
    expect(textOf(final)).toContain('**Two papers speak to this.**');
    expect(textOf(final)).not.toContain('Still reading');
  });
});

describe('the buttons under an answer', () => {
  it('ask more by a form, which goes on from that answer', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });
    const first = messageOf(await stage.give('ask', { question: 'How are models aligned?' }));

    const form = await openForm(stage, first.message, 'Ask more');
    const second = messageOf(await fillIn(stage, form, 'And on smaller models?'));

    expect(form.modal.title).toBe('Ask more');
    expect(second.ephemeral).toBe(false);
    expect(answerer.asked[1]).toEqual({
      text: 'And on smaller models?',
      turns: [{ question: 'How are models aligned?', paperIds: ['2305.18290', '2305.10314'] }],
    });
  });

  it('go on and on: each answer by a form remembers those before it', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });
    const first = messageOf(await stage.give('ask', { question: 'One?' }));
    const second = messageOf(
      await fillIn(stage, await openForm(stage, first.message, 'Ask more'), 'Two?'),
    );
    await stage.logs('interaction done', 3);

    await fillIn(stage, await openForm(stage, second.message, 'Ask more'), 'Three?');

    expect(answerer.asked[2]?.turns?.map(({ question }) => question)).toEqual(['One?', 'Two?']);
  });

  it('go on from an answer that only one person saw for that person only', async () => {
    const stage = await startShow();
    const first = messageOf(await stage.give('ask', { question: 'How?', private: true }));

    const form = await openForm(stage, first.message, 'Ask more');

    expect(messageOf(await fillIn(stage, form, 'And why?')).ephemeral).toBe(true);
  });

  it('work after a restart even for a long question, as far as they remember it', async () => {
    const answerer = fakeAnswerer();
    const feedback = fakeFeedbackLog();
    const stage = await startShow();
    const question = `How ${'so very '.repeat(100)}?`;
    const { message } = messageOf(await stage.give('ask', { question }));
    await stage.bot.stop();
    await stage.cast({ answerer, feedback }).start();

    await stage.press(message, 'Not useful');
    await fillIn(stage, await openForm(stage, message, 'Ask more'), 'And why?');

    const [turn] = answerer.asked[0]?.turns ?? [];
    expect(turn?.question).toMatch(/^How (so very )+so( very)?…$/);
    expect(turn?.paperIds).toEqual(['2305.18290', '2305.10314']);
    expect(feedback.kept).toMatchObject([{ question: turn?.question, isUseful: false }]);
  });

  it('work after a restart, for they remember the question themselves', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow();
    const { message } = messageOf(await stage.give('ask', { question: 'How?' }));
    await stage.bot.stop();
    await stage.cast({ answerer }).start();

    const form = await openForm(stage, message, 'Ask more');
    await fillIn(stage, form, 'And why?');

    expect(answerer.asked[0]?.turns).toMatchObject([{ question: 'How?' }]);
  });

  it('show related papers, and none of those in the answer', async () => {
    const stage = await startShow();
    const { message } = messageOf(await stage.give('ask', { question: 'How?' }));

    const related = messageOf(await stage.press(message, 'Related papers'));

    expect(related.ephemeral).toBe(true);
    expect(textOf(related.message)).toMatch(/^Papers related to this answer\n### 1\. \[Language/);
    expect(textOf(related.message)).not.toContain('Direct Preference');
  });

  it('open a cited paper', async () => {
    const stage = await startShow();
    const { message } = messageOf(await stage.give('ask', { question: 'How?' }));

    const opened = messageOf(await stage.open(message, '2305.10314'));

    expect(textOf(opened.message)).toContain('## [LeTI');
  });

  it('share what one person saw with the channel, once, without a ping', async () => {
    const stage = await startShow();
    const { member } = stage.discord.world.cast;
    const asked = messageOf(await stage.give('ask', { question: 'How?', private: true }));

    const outcome = await stage.press(asked.message, 'Share');
    await stage.logs('interaction done', 2);

    const { followUps: [shared] = [] } = outcome.kind === 'updated' ? outcome : {};
    if (shared === undefined) throw new Error('Nothing was shared');
    expect(textOf(shared)).toContain(`-# <@${member.id}> shared this answer`);
    expect(textOf(shared)).toContain('**Two papers speak to this.**');
    expect(JSON.stringify(shared.components)).not.toContain('Share');
    expect(stage.discord.world.messages.get(shared.id)?.pings.users).toEqual([]);
    await expect(stage.press(updatedBy(outcome), 'Shared')).resolves.toMatchObject({
      kind: 'invalid',
    });
    const form = await openForm(stage, shared, 'Ask more', stage.discord.world.cast.admin.id);
    expect(form.modal.title).toBe('Ask more');
  });

  it('are not offered for sharing where everybody sees the answer', async () => {
    const stage = await startShow();

    const { message } = messageOf(await stage.give('ask', { question: 'How?' }));

    await expect(async () => stage.press(message, 'Share')).rejects.toThrow('No “Share”');
  });

  it('keep what somebody thought of it, once, and not who it was', async () => {
    const feedback = fakeFeedbackLog();
    const stage = await startShow({ feedback });
    const { message } = messageOf(await stage.give('ask', { question: 'How?' }));

    const thanks = messageOf(await stage.press(message, 'Useful'));
    await stage.press(message, 'Useful');
    await stage.press(message, 'Not useful', stage.discord.world.cast.admin.id);

    expect(thanks.ephemeral).toBe(true);
    expect(feedback.kept).toEqual(
      [false, true].map((isUseful) => ({
        question: 'How?',
        paperIds: ['2305.18290', '2305.10314'],
        isUseful,
        at: expect.any(Date),
      })),
    );
  });
});

describe('the card of a paper', () => {
  it('lets people ask about that paper', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });
    const { message } = messageOf(await stage.give('show', { paper: '2305.10314' }));

    const form = await openForm(stage, message, 'Ask about it');
    const answer = messageOf(await fillIn(stage, form, 'What does it learn from?'));

    expect(form.modal.title).toMatch(/^On “LeTI/);
    expect(answerer.asked).toMatchObject([{ paperId: '2305.10314' }]);
    expect(textOf(answer.message)).toContain('**One paper speaks to this.**');
  });
});

describe('too many questions', () => {
  it('are refused for a while, to one person and not to others', async () => {
    let time = 0;
    const stage = await startShow({ now: () => time });
    const { admin, papers } = stage.discord.world.cast;
    for (let count = 0; count < 5; count += 1) await stage.give('ask', { question: 'How?' });

    const refused = messageOf(await stage.give('ask', { question: 'How?' }));
    const other = messageOf(
      await stage.give('ask', { question: 'How?' }, { user: admin.id, channelId: papers.id }),
    );
    time += 30_000;
    const later = messageOf(await stage.give('ask', { question: 'How?' }));

    expect(refused.ephemeral).toBe(true);
    expect(textOf(refused.message)).toBe(
      'You ask faster than I can read. Please ask again in 30 s.',
    );
    expect(textOf(other.message)).toContain('Two papers speak to this');
    expect(textOf(later.message)).toContain('Two papers speak to this');
  });
});

describe('“Find papers on this” in the menu of a message', () => {
  const find = async (stage: Stage, content: string) => {
    const { admin, member, papers } = stage.discord.world.cast;
    const { id } = await stage.discord.people.sendMessage({
      user: admin.id,
      channelId: papers.id,
      content,
    });
    return messageOf(
      await stage.discord.people.runMessageCommand({
        user: member.id,
        name: 'Find papers on this',
        messageId: id,
      }),
    );
  };

  it('finds them by what the message says, for the one who chose it', async () => {
    const stage = await startShow();

    const { message, ephemeral } = await find(stage, '"Language -model" study');
    const next = updatedBy(await stage.press(message, 'Next ▶'));

    expect(ephemeral).toBe(true);
    expect(textOf(message)).toMatch(/^\*\*10 papers\*\* for “Language model study”/);
    expect(textOf(next)).toContain('### 6. ');
  });

  it('shows the paper that the message links to', async () => {
    const stage = await startShow();

    const { message } = await find(stage, 'https://arxiv.org/abs/2305.10314');

    expect(textOf(message)).toMatch(/^## \[LeTI/);
  });

  it.each([
    { content: 'zebra crossings', says: /^I hold no paper on what that message says\./ },
    { content: '🦓 https://example.org', says: /^There are no words in that message/ },
  ])('says what to try for “$content”', async ({ content, says }) => {
    const stage = await startShow();

    expect(textOf((await find(stage, content)).message)).toMatch(says);
  });
});
