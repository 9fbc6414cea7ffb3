import { describe, expect, it } from 'vitest';
import { createExampleSource } from '../src/feeds/examples/example-source.ts';
import type { PollReport } from '../src/feeds/polling/poll-source.ts';
import type { NewsRound } from '../src/open-news.ts';
import { tryNews } from '../src/try-news.ts';

const REPORT: PollReport = {
  source: 'examples',
  seen: 0,
  added: 0,
  updated: 0,
  bad: [],
  withdrawn: 0,
  isNotModified: false,
};
const EXAMPLES = 8;
const NOW = new Date('2026-11-23T12:00:00Z');

/** A trial in which every reading comes to the same. */
function tryWith(round: NewsRound) {
  const examples = createExampleSource();
  const polled: (readonly string[] | undefined)[] = [];
  const news = {
    async poll(names?: readonly string[]) {
      polled.push(names);
      return round;
    },
  };
  return { trial: tryNews({ news, examples, now: () => NOW }), polled };
}

describe('tryNews', () => {
  it.each([
    { posts: 0, words: 'no subscription matches it (/paper follow makes one)' },
    { posts: 1, words: 'one subscription matches it' },
    { posts: 3, words: '3 subscriptions match it' },
  ])(
    'reads only the examples when one is fed, and says who gets it: $posts',
    async ({ posts, words }) => {
      const { trial, polled } = tryWith({ reports: [REPORT], posts });

      const said = await trial.feedPaper();

      expect(said).toBe(`Fed “Example entry 1: a reward model that asks back”: ${words}.`);
      expect(polled).toEqual([['examples']]);
    },
  );

  it('says so when all examples were fed', async () => {
    const { trial, polled } = tryWith({ reports: [REPORT], posts: 0 });
    for (let i = 0; i < EXAMPLES; i++) await trial.feedPaper();

    const said = await trial.feedPaper();

    expect(said).toMatch(/^All examples were fed\./);
    expect(polled).toHaveLength(EXAMPLES);
  });

  it.each([
    { reports: [REPORT], posts: 0, said: 'Read 1 source: nothing new.' },
    {
      reports: [REPORT, { ...REPORT, source: 'lab', added: 2 }],
      posts: 3,
      said: 'Read 2 sources: 2 new papers, 3 posts in line.',
    },
    {
      reports: [{ ...REPORT, source: 'lab', error: 'lab.example does not answer' }],
      posts: 0,
      said: 'Read 1 source: nothing new. lab failed: lab.example does not answer.',
    },
  ])('says what all sources brought: $said', async ({ said, ...round }) => {
    const { trial, polled } = tryWith(round);

    expect(await trial.pollNow()).toBe(said);
    expect(polled).toEqual([undefined]);
  });
});
