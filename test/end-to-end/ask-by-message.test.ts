import { PermissionFlagsBits as Permission } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { GroundedAnswer } from '../../src/answer/answer.ts';
import { fakeAnswerer } from '../fake-answerer.ts';
import { HOSTILE_TEXT, paperWith, samplePapers } from '../sample-papers.ts';
import { messageOf, type Stage, setStage, startShow, textOf } from './stage.ts';

const me = ({ discord }: Stage) => `<@${discord.world.bot.id}>`;

const directChannel = ({ discord: { world } }: Stage) =>
  world.directChannel(world.cast.member.id).id;

async function openThread({ discord: { people, world } }: Stage): Promise<string> {
  const { member, papers } = world.cast;
  const thread = await people.openThread({
    user: member.id,
    channelId: papers.id,
    name: 'Alignment',
  });
  return thread.id;
}

describe('a mention of the bot', () => {
  it('is answered in a reply whose text is the quotes, with the papers below', async () => {
    const stage = await startShow();

    const answer = await stage.say(`${me(stage)} how are models aligned?`);

    expect(answer?.content).toMatchInlineSnapshot(`
      "**Two papers speak to this.**
      > Existing methods for gaining steerability of language models align them with human preferences by reinforcement learning. [[1]](<https://arxiv.org/abs/2305.18290>)

      > Finetuning pre-trained language models on code is common. [[2]](<https://arxiv.org/abs/2305.10314>)"
    `);
    expect(answer?.embeds[0]?.description).toContain('**2.** [LeTI: Learning to Generate');
    expect(answer?.embeds[0]?.footer?.text).toBe(
      'Quoted from abstracts; I have not read the full texts.',
    );
    expect(answer?.message_reference?.message_id).toBeDefined();
    expect(stage.discord.world.messages.get(answer?.id ?? '')?.pings.users).toEqual([]);
  });

  it('is read without the mention itself, wherever it stands', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });

    await stage.say(`Hey ${me(stage)}, what is <#1> DPO <:blob:123456789012345678>?`);

    expect(answerer.asked).toMatchObject([{ text: 'Hey , what is DPO ?' }]);
  });

  it('in a thread goes on from what was asked there last, by whomever', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });
    const channelId = await openThread(stage);
    const { admin } = stage.discord.world.cast;

    await stage.say(`${me(stage)} how are models aligned?`, { channelId });
    const second = await stage.say(`${me(stage)} and on smaller models?`, {
      channelId,
      user: admin.id,
    });
    await stage.say(`${me(stage)} how?`);

    expect(answerer.asked.map(({ turns }) => turns?.map(({ question }) => question))).toEqual([
      [],
      ['how are models aligned?'],
      [],
    ]);
    expect(second?.embeds[0]?.footer?.text).toContain('say “start over” for a new subject');
  });

  it('that says “start over” makes the bot forget what was asked there', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });
    const channelId = await openThread(stage);

    await stage.say(`${me(stage)} how are models aligned?`, { channelId });
    const said = await stage.say(`${me(stage)} Start over!`, { channelId });
    await stage.say(`${me(stage)} and on smaller models?`, { channelId });

    expect(said?.content).toBe('Done: I start afresh. What would you like to know?');
    expect(answerer.asked.map(({ turns }) => turns)).toEqual([[], []]);
  });

  it('makes the bot forget by itself after an hour', async () => {
    let time = 0;
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer, now: () => time });
    const channelId = await openThread(stage);

    await stage.say(`${me(stage)} how are models aligned?`, { channelId });
    time += 60 * 60_000;
    await stage.say(`${me(stage)} and on smaller models?`, { channelId });

    expect(answerer.asked[1]?.turns).toEqual([]);
  });

  it('that says nothing else is greeted, and hears what to ask', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });

    const answer = await stage.say(me(stage));

    expect(answerer.asked).toMatchObject([{ text: 'Hello' }]);
    expect(answer?.content).toBe('Hello! I answer questions.\nTry: *“What is LeTI?”*');
  });

  it('with a link alone hears that it can’t be opened, unless it leads to a paper', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });

    const told = await stage.say(`${me(stage)} https://example.org/x`);
    await stage.say(`${me(stage)} https://arxiv.org/abs/2305.10314v2`);

    expect(told?.content).toMatch(/^I can’t open links, and know papers only by those to arXiv/);
    expect(answerer.asked).toMatchObject([{ text: 'https://arxiv.org/abs/2305.10314v2' }]);
  });

  it.each([
    { what: 'Chinese', said: '如何在没有强化学习的情况下对齐语言模型？' },
    { what: 'Arabic', said: 'كيف تتم محاذاة النماذج؟' },
    { what: 'as much as a message holds', said: 'why '.repeat(490).trim() },
  ])('in $what is answered like any other', async ({ said }) => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });

    const answer = await stage.say(`${me(stage)} ${said}`);

    expect(answerer.asked).toMatchObject([{ text: said }]);
    expect(answer?.content).toContain('**Two papers speak to this.**');
  });

  it('with code is read without the fences', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });

    await stage.say(`${me(stage)} what does this do?\n\`\`\`py\nloss = -log(p)\n\`\`\``);

    expect(answerer.asked).toMatchObject([{ text: 'what does this do? loss = -log(p)' }]);
  });

  it('of its role is not readable for it, and the person hears so', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });
    const role = stage.discord.world.cast.guild.roles.find(({ managed }) => managed);

    const answer = await stage.say(`<@&${role?.id}> how?`);

    expect(answer?.content).toMatch(/^You have mentioned my role/);
    expect(answerer.asked).toEqual([]);
  });
});

describe('a message that is not for the bot', () => {
  it('is left alone: no mention, a mention in code, @everyone, another’s conversation', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });
    const { people, world } = stage.discord;
    const { admin, member, papers } = world.cast;
    const write = (content: string) =>
      people.sendMessage({ user: admin.id, channelId: papers.id, content });

    await write('How are models aligned?');
    await write(`\`${me(stage)}\` is how you mention it`);
    await write('@everyone how are models aligned?');
    await write(`<@${member.id}> how are models aligned?`);
    await stage.say(`${me(stage)} and now?`);

    expect(answerer.asked).toMatchObject([{ text: 'and now?' }]);
    expect(world.messagesIn(papers.id).filter(({ author }) => author.bot)).toHaveLength(1);
  });

  it('is left alone when it is edited to mention the bot, or comes from the bot itself', async () => {
    const answerer = fakeAnswerer(samplePapers, () => ({
      kind: 'small-talk',
      text: me(stage),
      example: '',
    }));
    const stage = await startShow({ answerer });

    await stage.say(`${me(stage)} echo`);
    await stage.say(`${me(stage)} again`);

    expect(answerer.asked).toHaveLength(2);
  });
});

describe('a reply to an answer of the bot', () => {
  it('goes on from just that answer', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });

    const first = await stage.say(`${me(stage)} how are models aligned?`);
    await stage.say(`${me(stage)} what is LeTI?`);
    await stage.say('and on smaller models?', { replyTo: first?.id ?? '' });

    expect(answerer.asked[2]).toEqual({
      text: 'and on smaller models?',
      turns: [{ question: 'how are models aligned?', paperIds: ['2305.18290', '2305.10314'] }],
    });
  });
});

describe('a reply to an answer that a command was given', () => {
  it('goes on from that answer too, where it mentions the bot', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });
    const { message } = messageOf(await stage.give('ask', { question: 'How?' }));
    await stage.logs('interaction done');

    await stage.say(`${me(stage)} and why?`, { replyTo: message.id });

    expect(answerer.asked[1]?.turns).toMatchObject([{ question: 'How?' }]);
  });
});

describe('a direct message', () => {
  it('is answered without a mention, and goes on from the last one', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });
    const channelId = directChannel(stage);

    await stage.say('How are models aligned?', { channelId });
    const second = await stage.say('And on smaller models?', { channelId });

    expect(answerer.asked[1]).toMatchObject({
      text: 'And on smaller models?',
      turns: [{ question: 'How are models aligned?' }],
    });
    expect(second?.content).toContain('**Two papers speak to this.**');
  });

  it('is one conversation with /paper ask there, but not with what is private', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });
    const channelId = directChannel(stage);

    await stage.give('ask', { question: 'How?' }, { channelId });
    await stage.give('ask', { question: 'Who?', private: true }, { channelId });
    await stage.say('And why?', { channelId });

    expect(answerer.asked[2]?.turns).toMatchObject([{ question: 'How?' }]);
  });

  it('is paid for by the person, a mention by the server', async () => {
    const answerer = fakeAnswerer();
    const stage = await startShow({ answerer });
    const { guild, member } = stage.discord.world.cast;

    await stage.say('How?', { channelId: directChannel(stage) });
    await stage.say(`${me(stage)} how?`);

    expect(answerer.options.map(({ payer }) => payer)).toEqual([member.id, guild.id]);
  });
});

describe('an answer that takes long', () => {
  it('is shown as it comes, while the bot is typing, and is whole in the end', async () => {
    const partial: GroundedAnswer = {
      kind: 'grounded',
      lead: 'One paper so far.',
      papers: samplePapers.slice(0, 1),
      quotes: [],
    };
    const whole = fakeAnswerer();
    const texts: string[] = [];
    let seen = () => {};
    let typed = () => {};
    const stage = await startShow({
      editEveryMs: 1,
      answerer: fakeAnswerer(samplePapers, async (question, { onProgress }) => {
        await new Promise<void>((resolve) => {
          typed = resolve;
        });
        const shown = new Promise<void>((resolve) => {
          seen = resolve;
        });
        onProgress?.(partial);
        await shown;
        return whole.answer(question);
      }),
    });
    stage.discord.on('typing', () => typed());
    stage.discord.on('message', ({ message }) => {
      if (message.author.bot) texts.push(textOf(message));
      if (message.author.bot) seen();
    });

    const answer = await stage.say(`${me(stage)} how?`);

    expect(texts).toEqual(['**One paper so far.**']);
    expect(answer?.content).toContain('**Two papers speak to this.**');
    expect(answer?.components).not.toEqual([]);
  });

  it('does not let others who ask wait for ever', async () => {
    const stage = await startShow({ answerLimitMs: 1, answerer: neverDone });

    const answer = await stage.say(`${me(stage)} how?`);

    expect(answer?.content).toMatch(/^That took too long, and I have stopped\./);
  });
});

const neverDone = fakeAnswerer(
  samplePapers,
  (_, { signal }) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
    }),
);

describe('where the bot may not do everything', () => {
  async function startDenied(permissions: bigint): Promise<Stage> {
    const stage = await startShow();
    const { bot, cast } = stage.discord.world;
    stage.discord.admin.deny(cast.papers.id, bot.id, permissions);
    return stage;
  }

  it('shows a whole card where it may not embed', async () => {
    const stage = await startDenied(Permission.EmbedLinks);

    const answer = await stage.say(`${me(stage)} how?`);

    expect(answer && textOf(answer)).toContain('**2.** [LeTI');
  });

  it('writes below the question where it may not read back, and so not reply', async () => {
    const stage = await startDenied(Permission.ReadMessageHistory);

    const answer = await stage.say(`${me(stage)} how?`);

    expect(answer?.message_reference).toBeUndefined();
    expect(answer?.content).toContain('**Two papers speak to this.**');
  });

  it('reacts where it may not write, and leaves a line in the log', async () => {
    const stage = await startDenied(Permission.SendMessages);

    const answer = await stage.say(`${me(stage)} how?`);

    const [asked] = stage.discord.world.messagesIn(stage.discord.world.cast.papers.id);
    expect(answer).toBeUndefined();
    expect(asked?.reactions).toMatchObject([{ emoji: { name: '🤐' }, me: true }]);
    await stage.logs('not allowed to write where I was asked');
  });

  it('is silent where it may not even react', async () => {
    const stage = await startDenied(Permission.SendMessages | Permission.AddReactions);

    expect(await stage.say(`${me(stage)} how?`)).toBeUndefined();
    expect(await stage.logs('message done')).toMatchObject([{ outcome: 'silent' }]);
  });
});

describe('trouble', () => {
  it('tells somebody once that they ask too fast, and then only gives a sign', async () => {
    const stage = await startShow();
    for (let count = 0; count < 5; count += 1) await stage.say(`${me(stage)} how?`);

    const told = await stage.say(`${me(stage)} how?`);
    const silent = await stage.say(`${me(stage)} how?`);

    expect(told?.content).toMatch(/^You ask faster than I can read\./);
    expect(silent).toBeUndefined();
    const [last] = stage.discord.world.messagesIn(stage.discord.world.cast.papers.id).slice(-1);
    expect(last?.reactions).toMatchObject([{ emoji: { name: '⏳' } }]);
  });

  it('is logged whole, and the person gets a sentence with a reference to it', async () => {
    const stage = await startShow({
      answerer: fakeAnswerer(samplePapers, () => Promise.reject(new Error('On fire'))),
    });

    const answer = await stage.say(`${me(stage)} how?`);

    const [line] = await stage.logs('message failed');
    expect(answer?.content).toContain(`\`${line?.reference}\``);
    expect(answer?.content).not.toContain('fire');
    expect(line).toMatchObject({ err: { message: 'On fire' } });
  });

  it('does not send an answer twice when the connection breaks after Discord took it', async () => {
    const stage = await startShow();
    const fault = { method: 'POST', path: /\/messages$/ };
    stage.discord.faults.next(fault, { kind: 'cut', when: 'after' });

    await stage.say(`${me(stage)} how?`);

    const { papers } = stage.discord.world.cast;
    const answers = stage.discord.world.messagesIn(papers.id).filter(({ author }) => author.bot);
    expect(answers).toHaveLength(1);
    expect(await stage.logs('message done')).toMatchObject([{ outcome: 'answered' }]);
  });

  it('ends in nothing when the question is deleted meanwhile: the answer stands by itself', async () => {
    const stage = await setStage();
    await stage
      .cast({
        answerer: fakeAnswerer(samplePapers, (question) => {
          const { papers } = stage.discord.world.cast;
          const [asked] = stage.discord.world.messagesIn(papers.id);
          stage.discord.admin.deleteMessage(asked?.id ?? '');
          return fakeAnswerer().answer(question);
        }),
      })
      .start();

    const answer = await stage.say(`${me(stage)} how?`);

    expect(answer?.content).toContain('**Two papers speak to this.**');
    expect(answer?.message_reference).toBeUndefined();
  });

  it('is not made by what papers, models or people say: nobody is pinged, nothing refused', async () => {
    const papers = [1, 2, 3, 4, 5].map((number) =>
      paperWith({
        id: `2402.0000${number}`,
        title: `${HOSTILE_TEXT} ${'long '.repeat(200)}`,
        abstract: `${HOSTILE_TEXT} ${'word '.repeat(900)}`,
        authors: Array.from({ length: 50 }, () => HOSTILE_TEXT),
      }),
    );
    const quotes = papers.map(({ abstract }, index) => ({ citation: index + 1, text: abstract }));
    const hostile: GroundedAnswer = {
      kind: 'grounded',
      lead: `${HOSTILE_TEXT} ${'lead '.repeat(400)}`,
      papers,
      quotes,
      claims: quotes.map((quote) => ({ text: `${HOSTILE_TEXT} `.repeat(20), quotes: [quote] })),
      note: HOSTILE_TEXT,
    };
    const stage = await startShow({ answerer: fakeAnswerer(papers, () => hostile) });

    const answer = await stage.say(`${me(stage)} ${HOSTILE_TEXT}`);
    const { message } = await stage
      .give('ask', { question: `${HOSTILE_TEXT} ${'why '.repeat(300)}` })
      .then((outcome) => (outcome.kind === 'message' ? outcome : { message: undefined }));

    for (const shown of [answer, message]) {
      expect(shown && textOf(shown)).toContain('[[5]](<https://arxiv.org/abs/2402.00005>)');
      expect(stage.discord.world.messages.get(shown?.id ?? '')?.pings).toEqual({
        everyone: false,
        users: [],
        roles: [],
      });
      const markdown = `${shown && textOf(shown)} ${shown?.embeds[0]?.description}`;
      expect(markdown).not.toMatch(/(?<!\\)@everyone|(?<!\\)<@|(?<!\\)\[click\\?\]\(/);
    }
    expect(stage.traffic.filter((line) => / [45]\d\d$/.test(line))).toEqual([]);
  });
});
