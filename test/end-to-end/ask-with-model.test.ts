import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createModelAnswerer } from '../../src/answer/language-model/model-answerer.ts';
import { fakeAnswerer } from '../fake-answerer.ts';
import {
  type Behaviour,
  cutAfter,
  type FakeLanguageModel,
  refuse,
  repeatForever,
  stallAfter,
  startFakeLanguageModel,
  state,
  write,
} from '../fake-language-model.ts';
import { samplePapers } from '../sample-papers.ts';
import { messageOf, type Stage, startShow, textOf } from './stage.ts';

/** More than a model on this machine ever needs. */
const PATIENT_MS = 30_000;

/** Short enough to wait for one that never answers. */
const IMPATIENT_MS = 300;

const DPO_QUOTE = 'which is stable, performant and needs no sampling during training';
const LETI_QUOTE = 'We let a language model learn from textual feedback of a compiler';

const held = {
  claim: 'DPO does without sampling.',
  quotes: [{ paper: 1, quote: DPO_QUOTE }],
};

/** What somebody sees who only gets the answer without a model. */
const FALLBACK = 'so these are the quotes alone';

/** A bot whose language model behaves as told; each attempt of one answer the same. */
async function startWithModel(
  behaviour: Behaviour,
  timeoutMs = PATIENT_MS,
): Promise<{ stage: Stage; server: FakeLanguageModel }> {
  const server = await startFakeLanguageModel(...Array.from({ length: 9 }, () => behaviour));
  onTestFinished(() => server.close());
  const answerer = createModelAnswerer({
    settings: {
      baseUrl: server.url,
      model: 'test-model',
      timeoutMs,
      maxOutputTokens: 500,
      contextTokens: 8_192,
      dailyTokens: 200_000,
      concurrency: 2,
    },
    quoting: fakeAnswerer(),
    retrievePapers: async (_, limit) =>
      samplePapers.slice(0, Math.min(2, limit)).map((paper) => ({ paper, score: 1 })),
    log: pino({ level: 'silent' }),
  });
  return { stage: await startShow({ answerer, deferAfterMs: 20, editEveryMs: 10 }), server };
}

/** The answer as it stands in the end. */
async function ask(stage: Stage): Promise<string> {
  const { message } = messageOf(await stage.give('ask', { question: 'Does DPO sample?' }));
  await stage.logs('interaction done');
  const stored = stage.discord.world.messages.get(message.id);
  expect(stored?.pings).toEqual({ everyone: false, users: [], roles: [] });
  expect(stage.traffic.filter((line) => / [45]\d\d$/.test(line))).toEqual([]);
  return textOf(stored?.message ?? message);
}

describe('an answer by a language model', () => {
  it('is in claims, each above the quote that supports it', async () => {
    const { stage } = await startWithModel(state([held]));

    const text = await ask(stage);

    expect(text).toContain(
      'DPO does without sampling. [[1]](<https://arxiv.org/abs/2305.18290>)\n> ',
    );
    expect(text).toContain(DPO_QUOTE);
    expect(text).not.toContain(FALLBACK);
  });

  it.each<{ when: string; behaviour: Behaviour }>([
    { when: 'is slow', behaviour: stallAfter() },
    { when: 'answers 429', behaviour: refuse(429) },
    { when: 'answers 500', behaviour: refuse(500) },
    { when: 'cuts the stream', behaviour: cutAfter('{"claim": "DPO') },
    { when: 'writes no JSON', behaviour: write('Sure! DPO is great, see [1].') },
    {
      when: 'invents a citation',
      behaviour: state([{ ...held, quotes: [{ paper: 99, quote: DPO_QUOTE }] }]),
    },
    {
      when: 'alters a quote',
      behaviour: state([
        { ...held, quotes: [{ paper: 1, quote: DPO_QUOTE.replace('no sampling', 'sampling') }] },
      ]),
    },
    {
      when: 'quotes another paper than it says',
      behaviour: state([{ ...held, quotes: [{ paper: 1, quote: LETI_QUOTE }] }]),
    },
    { when: 'never ends', behaviour: repeatForever('{"claim": "and so on') },
  ])('is one without it when the server $when, and says so', async ({ behaviour }) => {
    const { stage } = await startWithModel(behaviour, IMPATIENT_MS);

    const text = await ask(stage);

    expect(text).toContain('**Two papers speak to this.**');
    expect(text).toContain(FALLBACK);
    expect(text).not.toContain(held.claim);
  });

  it('means nothing to Discord where it mentions, links and commands', async () => {
    const claim =
      '@everyone <@123456789012345678> [click](https://evil.example/) </paper search:1> **DPO**';
    const { stage } = await startWithModel(state([{ ...held, claim }]));

    const text = await ask(stage);

    expect(text).toContain(DPO_QUOTE);
    expect(text).not.toMatch(/(?<!\\)@everyone|(?<!\\)<@|(?<!\\)\[click\]\(/);
  });

  it('drops what does not hold and keeps what does', async () => {
    const { stage } = await startWithModel(
      state([{ claim: 'An invention.', quotes: [{ paper: 1, quote: 'never said' }] }, held]),
    );

    const text = await ask(stage);

    expect(text).toContain(held.claim);
    expect(text).not.toContain('invention');
  });

  it('comes to a mention as well, in one reply that ends whole', async () => {
    const { stage } = await startWithModel(state([held]));

    const answer = await stage.say(`<@${stage.discord.world.bot.id}> does DPO sample?`);

    expect(answer?.content).toContain('DPO does without sampling. [[1]]');
    expect(answer?.components).not.toEqual([]);
  });
});
