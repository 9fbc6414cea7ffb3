import { beforeAll, describe, expect, it } from 'vitest';
import { createRetrievePapers, type RetrievePapers } from '../../src/answer/retrieve-papers.ts';
import { openSeedPapers } from './open-seed-papers.ts';

let retrieve: RetrievePapers;
beforeAll(async () => {
  retrieve = createRetrievePapers(await openSeedPapers());
});

const idsOf = async (...[question, limit]: Parameters<RetrievePapers>) =>
  (await retrieve(question, limit)).map(({ paper }) => paper.id);

describe('retrievePapers', () => {
  it('finds the papers for a question, best first, no more than wanted', async () => {
    const ids = await idsOf({ text: 'how often does capacity density double?' }, 3);

    expect(ids[0]).toBe('2412.04315');
    expect(ids.length).toBeLessThanOrEqual(3);
  });

  it('finds only the paper that the question is about', async () => {
    expect(await idsOf({ text: 'how many GPUs?', paperId: '2404.07413' }, 8)).toEqual([
      '2404.07413',
    ]);
  });

  it('finds papers for both sides of a comparison', async () => {
    const ids = await idsOf({ text: 'LLM+P vs JetMoE' }, 4);

    expect(ids).toEqual(expect.arrayContaining(['2304.11477', '2404.07413']));
  });

  it('finds with the words of the turn before', async () => {
    const turns = [{ question: 'how do people detect text of language models?', paperIds: [] }];

    expect(await idsOf({ text: 'and with reward models?', turns }, 3)).toContain('2405.17382');
  });

  it('finds papers that release code by the words that abstracts have for it', async () => {
    const hits = await retrieve({ text: 'which papers release code?' }, 5);

    for (const { paper } of hits) expect(paper.abstract).toMatch(/https?:|available|open-source/i);
  });

  it.each(['hello', '', 'what is 2401.99999 about?'])('finds nothing for “%s”', async (text) => {
    expect(await retrieve({ text }, 8)).toEqual([]);
  });
});
