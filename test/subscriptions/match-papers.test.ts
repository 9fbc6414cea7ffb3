import { beforeAll, describe, expect, it } from 'vitest';
import { OramaPaperIndex } from '../../src/search/orama/orama-paper-index.ts';
import type { Wish } from '../../src/store/subscription-store.ts';
import {
  type AnnouncedPaper,
  matchPapers,
  type Verdict,
} from '../../src/subscriptions/match-papers.ts';
import { paperWith } from '../sample-papers.ts';
import { hashingEmbedder } from '../search/hashing-embedder.ts';
import { wishFor } from '../store/samples.ts';

const papers = {
  reward: paperWith({
    id: 'reward',
    title: 'Ageing reward models',
    abstract: 'A reward model is learned from preferences.',
    authors: ['Heng Ji'],
    primaryCategory: 'cs.CL',
    categories: ['cs.CL', 'cs.LG'],
  }),
  survey: paperWith({
    id: 'survey',
    title: 'Reward models, a survey',
    abstract: 'We survey reward models and preferences.',
    authors: ['Ada Byron'],
    primaryCategory: 'cs.AI',
  }),
  cakes: paperWith({
    id: 'cakes',
    title: 'Baking',
    abstract: 'Flour and eggs.',
    authors: [],
    primaryCategory: 'cs.RO',
  }),
};

const announced: readonly AnnouncedPaper[] = [
  { paper: papers.reward, source: 'arxiv:cs.CL', announcement: 'new' },
  { paper: papers.survey, source: 'hf-daily-papers', announcement: 'new' },
  { paper: papers.cakes, source: 'arxiv:cs.RO', announcement: 'new' },
];

describe('matchPapers', () => {
  let index: OramaPaperIndex;
  beforeAll(async () => {
    index = new OramaPaperIndex(hashingEmbedder);
    await index.upsert(Object.values(papers));
  });

  async function judge(wish: Partial<Wish>, of = announced): Promise<readonly Verdict[]> {
    for await (const verdicts of matchPapers([wishFor(wish)], of, index)) return verdicts;
    throw new Error('no verdicts');
  }

  const reasons = async (wish: Partial<Wish>, of = announced) =>
    (await judge(wish, of)).map(({ isMatch, reason }) => `${isMatch ? 'yes' : 'no'}: ${reason}`);

  it.each([
    ['a word that says nothing', { exclude: ['the'] }],
    ['a phrase of such words', { exclude: ['of the'] }],
    ['a sign', { exclude: ['--'] }],
    ['a topic of such words beside a filter', { topic: 'the category:cs' }],
  ])('goes on matching everything else with %s', async (_, wish) => {
    expect((await judge(wish)).map(({ isMatch }) => isMatch)).toEqual([true, true, true]);
  });

  it('lets everything pass where nothing is wished for, and says from where', async () => {
    expect(await reasons({})).toEqual([
      'yes: everything from arXiv cs.CL',
      'yes: everything from Hugging Face Daily Papers',
      'yes: everything from arXiv cs.RO',
    ]);
  });

  it('says which words of a topic a paper holds, and what it is excluded by', async () => {
    expect(await reasons({ topic: 'reward models from Preferences', exclude: ['survey'] })).toEqual(
      [
        'yes: matched: reward, models, Preferences; topic “reward models from Preferences”',
        'no: excluded by “survey”',
        'no: not about the topic',
      ],
    );
  });

  it('takes whatever holds a phrase that is all that was asked for', async () => {
    expect(await reasons({ topic: '"learned from preferences"' })).toEqual([
      'yes: matched: learned from preferences',
      'no: without the phrase asked for',
      'no: without the phrase asked for',
    ]);
  });

  it.each([
    [{ sources: ['arxiv'] }, ['yes', 'no: from other sources', 'yes']],
    [{ sources: ['hf-daily-papers'] }, ['no: from other sources', 'yes', 'no: from other sources']],
    [{ authors: ['ji', 'byron'] }, ['yes', 'yes', 'no: by other authors']],
    [{ categories: ['cs.LG'] }, ['yes', 'no: in other categories', 'no: in other categories']],
    [{ exclude: ['a survey'] }, ['yes', 'no: excluded by “a survey”', 'yes']],
    [{ topic: 'author:ji year:2023' }, ['yes', 'no: by other authors', 'no: by other authors']],
  ])('filters by %j', async (wish, expected) => {
    const found = await reasons(wish);

    expect(found.map((each, i) => each.slice(0, expected[i]!.length))).toEqual(expected);
  });

  it('draws the line where it is told to', async () => {
    const [{ score = 0 } = {}] = await judge({ topic: 'reward preferences' });

    const at = await judge({ topic: 'reward preferences', minScore: score });
    const above = await judge({ topic: 'reward preferences', minScore: score + 0.001 });

    expect(at[0]!.isMatch).toBe(true);
    expect(above[0]).toMatchObject({ isMatch: false, reason: 'not about the topic' });
  });

  it.each([
    ['cross-list', {}, 'no: cross-listed from another category'],
    ['cross-list', { includesCrossLists: true }, 'yes: everything from arXiv cs.CL'],
    ['replacement', {}, 'no: a new version of an older paper'],
    ['replacement', { includesReplacements: true }, 'yes: everything from arXiv cs.CL'],
    [
      'replacement-cross-list',
      { includesReplacements: true },
      'no: cross-listed from another category',
    ],
    ['replacement-cross-list', { includesCrossLists: true }, 'no: a new version of an older paper'],
  ] as const)(
    'takes a %s only where it is wished for: %j',
    async (announcement, wish, expected) => {
      const of = [{ paper: papers.reward, source: 'arxiv:cs.CL', announcement }];

      expect(await reasons(wish, of)).toEqual([expected]);
    },
  );
});
