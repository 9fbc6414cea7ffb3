import { PassThrough } from 'node:stream';
import { onTestFinished } from 'vitest';
import type {
  Answer,
  Answerer,
  AnswerOptions,
  GroundedAnswer,
  Question,
} from '../../../src/answer/answer.ts';
import type { Clock } from '../../../src/answer/language-model/clock.ts';
import { createModelAnswerer } from '../../../src/answer/language-model/model-answerer.ts';
import type { LanguageModelSettings } from '../../../src/answer/language-model/settings.ts';
import type { Paper } from '../../../src/corpus/paper.ts';
import { createLogger } from '../../../src/log.ts';
import { type Behaviour, startFakeLanguageModel } from '../../fake-language-model.ts';
import { paperWith } from '../../sample-papers.ts';

export const API_KEY = 'sk-a-key-that-nobody-may-see';

export const preferences = paperWith({
  id: '2305.18290',
  title: 'Direct Preference Optimization',
  abstract:
    'Reinforcement learning from human feedback is complex and often unstable. We introduce ' +
    'Direct Preference Optimization (DPO), which needs no sampling during training. On ' +
    'summarization it wins 61% of comparisons with “PPO” — at a 7B scale.',
});

export const interactions = paperWith({
  id: '2305.10314',
  title: 'LeTI: Learning to Generate from Textual Interactions',
  abstract:
    'We let a language model learn from the textual feedback of a Python interpreter. LeTI ' +
    'requires no ground-truth outputs for training.',
});

/** The answer without a model, whatever is asked. */
export const quotedAnswer: GroundedAnswer = {
  kind: 'grounded',
  lead: 'One paper speaks to this.',
  papers: [preferences],
  quotes: [
    {
      citation: 1,
      text: 'Reinforcement learning from human feedback is complex and often unstable.',
    },
  ],
};

/** A claim that holds, as a model writes it. */
export const goodClaim = {
  claim: 'DPO needs no sampling while it trains.',
  quotes: [{ paper: 1, quote: 'which needs no sampling during training' }],
};

/** The sentence that its quote is a part of. */
export const GOOD_QUOTE =
  'We introduce Direct Preference Optimization (DPO), which needs no sampling during training.';

/** A clock that stands still until told; pauses are over at once and written down. */
export function stoppedClock(startsAt = '2024-05-01T23:00:00Z') {
  let now = Date.parse(startsAt);
  const pauses: number[] = [];
  const limits: { ms: number; controller: AbortController }[] = [];
  const clock: Clock = {
    now: () => now,
    wait: async (ms) => {
      pauses.push(ms);
      now += ms;
    },
    timeLimit: (ms) => {
      const controller = new AbortController();
      limits.push({ ms, controller });
      return controller.signal;
    },
  };
  return {
    clock,
    pauses,
    limits,
    pass: (ms: number) => {
      now += ms;
    },
    /** Lets the time of the request that was sent last run out. */
    runOut: () => limits.at(-1)!.controller.abort(new DOMException('out of time', 'TimeoutError')),
  };
}

interface StageOptions {
  readonly settings?: Partial<LanguageModelSettings>;
  readonly papers?: readonly Paper[];
  readonly quoted?: Answer;
}

/** A model answerer before a server that behaves by script, until the test is over. */
export async function openStage(
  script: Behaviour | readonly Behaviour[] = [],
  { settings, papers = [preferences, interactions], quoted = quotedAnswer }: StageOptions = {},
) {
  const server = await startFakeLanguageModel(...[script].flat());
  onTestFinished(() => server.close());
  const time = stoppedClock();
  const stream = new PassThrough();
  const quoting: Answerer = { answer: async () => quoted };
  const answerer = createModelAnswerer({
    settings: {
      baseUrl: server.url,
      model: 'test-model',
      apiKey: API_KEY,
      timeoutMs: 30_000,
      maxOutputTokens: 500,
      contextTokens: 8_192,
      dailyTokens: 200_000,
      concurrency: 2,
      ...settings,
    },
    quoting,
    retrievePapers: async (_question, limit) =>
      papers.slice(0, limit).map((paper, index) => ({ paper, score: 1 / (index + 1) })),
    log: createLogger({ level: 'info', secrets: [], stream }),
    clock: time.clock,
    drawMark: () => 'a1b2c3',
  });
  return {
    server,
    time,
    ask: (question: string | Question, options?: AnswerOptions) =>
      answerer.answer(typeof question === 'string' ? { text: question } : question, options),
    /** Everything that was logged, a line each. */
    logged: () =>
      String(stream.read() ?? '')
        .split('\n')
        .filter(Boolean),
  };
}
