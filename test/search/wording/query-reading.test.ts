import { describe, expect, it } from 'vitest';
import type { Paper } from '../../../src/corpus/paper.ts';
import { OramaPaperIndex } from '../../../src/search/orama/orama-paper-index.ts';
import type { QueryReading } from '../../../src/search/wording/query-reading.ts';
import { paperWith } from '../../sample-papers.ts';
import { hashingEmbedder } from '../hashing-embedder.ts';

async function indexOf(abstracts: readonly string[]): Promise<OramaPaperIndex> {
  const index = new OramaPaperIndex(hashingEmbedder);
  const papers = abstracts.map((abstract, i): Paper => paperWith({ id: `p${i}`, abstract }));
  await index.upsert(papers);
  return index;
}

async function read(
  query: string,
  abstracts: readonly string[],
  verbatim: readonly string[] = [],
): Promise<QueryReading> {
  const { reading } = await (await indexOf(abstracts)).search({ query, verbatim, limit: 5 });
  if (reading === undefined) throw new Error(`“${query}” was not read`);
  return reading;
}

const used = ({ corrections }: QueryReading) => corrections.map((each) => each.used);
const weightOf = ({ terms }: QueryReading, term: string) =>
  terms.find((each) => each.term === term)?.weight;

const ALIGNMENT = 'The alignment of models, answering questions, optimisation and preferences.';
const FEEDBACK = 'By reinforcement learning from human feedback (RLHF), models learn.';

describe('spelling', () => {
  it.each([
    { typed: 'aligment', meant: 'alignment' },
    { typed: 'Alignmnet', meant: 'alignment' },
    { typed: 'anwsering', meant: 'answering' },
    { typed: 'optimisaton', meant: 'optimisation' },
    { typed: 'optimization', meant: 'optimisation' },
    { typed: 'preferrences', meant: 'preferences' },
    { typed: 'xuestions', meant: 'questions' },
    { typed: 'modelsanswering', meant: 'models answering' },
  ])('reads $typed as $meant', async ({ typed, meant }) => {
    const reading = await read(`models ${typed}`, [ALIGNMENT]);

    expect(reading.corrections).toEqual([{ typed, used: meant }]);
    expect(reading.text).toBe(`models ${meant}`);
  });

  it('reads a query in capitals throughout as any other', async () => {
    expect(used(await read('MODELS ALIGMENT', [ALIGNMENT]))).toEqual(['alignment']);
  });

  it('finds by the corrected word, which counts a little less than a typed one', async () => {
    const index = await indexOf([ALIGNMENT, 'Robots walk.']);

    const { hits, reading } = await index.search({ query: 'aligment', limit: 5 });

    expect(hits[0]?.paper.id).toBe('p0');
    expect(weightOf(reading!, 'align')).toBeLessThan(1);
    expect(weightOf(reading!, 'align')).toBeGreaterThan(0.5);
  });

  it.each([
    { when: 'papers hold the word', query: 'alignment', abstracts: [ALIGNMENT] },
    { when: 'papers hold another form of it', query: 'aligned', abstracts: [ALIGNMENT] },
    { when: 'nothing near is known', query: 'models zebracrossing', abstracts: [ALIGNMENT] },
    { when: 'the word is short', query: 'models lice', abstracts: ['Models like it.'] },
    { when: 'it is a name', query: 'models alignMent', abstracts: [ALIGNMENT] },
    { when: 'it is another number', query: 'models gpt44', abstracts: ['The gpt4 models.'] },
    {
      when: 'it is part of an address',
      query: 'models https://aligment.org',
      abstracts: [ALIGNMENT],
    },
    { when: 'it is an id', query: 'models 2305.10315', abstracts: ['See 2305.10314, models.'] },
  ])('leaves a word alone when $when', async ({ query, abstracts }) => {
    const reading = await read(query, abstracts);

    expect(reading).toMatchObject({ text: query, corrections: [] });
  });

  it('leaves the words of phrases alone', async () => {
    const reading = await read('models aligment Optimisaton', [ALIGNMENT], ['Aligment models']);

    expect(used(reading)).toEqual(['optimisation']);
  });

  it('takes the commoner of two near words', async () => {
    const reading = await read('the readwing', ['Of reading.', 'More reading.', 'The redwing.']);

    expect(used(reading)).toEqual(['reading']);
  });

  it('follows papers as they come and go', async () => {
    const index = await indexOf(['Robots walk.']);
    const correct = async () => {
      const { reading } = await index.search({ query: 'walk robts aligment', limit: 1 });
      return reading && used(reading);
    };

    const before = await correct();
    await index.upsert([paperWith({ id: 'new', abstract: ALIGNMENT })]);
    const after = await correct();
    await index.remove(['new']);
    const again = await correct();

    expect([before, after, again]).toEqual([['robots'], ['robots', 'alignment'], ['robots']]);
  });
});

describe('other wordings', () => {
  it('adds the long form of an acronym, worth less than what was typed', async () => {
    const reading = await read('rlhf', [FEEDBACK, 'Robots.']);

    expect(reading.terms.map(({ term }) => term)).toEqual([
      'rlhf',
      'reinforc',
      'learn',
      'human',
      'feedback',
    ]);
    expect(weightOf(reading, 'rlhf')).toBe(1);
    expect(weightOf(reading, 'feedback')).toBeLessThanOrEqual(0.5);
  });

  it('adds the acronym of a long form', async () => {
    const reading = await read('safe reinforcement learning from human feedback', [FEEDBACK]);

    expect(weightOf(reading, 'rlhf')).toBeLessThanOrEqual(0.5);
  });

  it('finds papers that have only the other form', async () => {
    const index = await indexOf([FEEDBACK, 'We tune by RLHF alone.', 'Robots walk in Rome.']);

    const { hits } = await index.search({
      query: 'reinforcement learning from human feedback',
      limit: 5,
    });

    expect(hits.map(({ paper }) => paper.id).slice(0, 2)).toEqual(['p0', 'p1']);
  });

  it('takes an ordinary word for an acronym only in capitals', async () => {
    const cats = Array.from({ length: 30 }, (_, i) => `A cat, number ${i}.`);
    const abstracts = [...cats, 'Contrastive action tuning (CAT) is new.'];

    expect(weightOf(await read('cat pictures', abstracts), 'contrast')).toBeUndefined();
    expect(weightOf(await read('CAT pictures', abstracts), 'contrast')).toBeGreaterThan(0);
  });

  it.each([
    { query: 'code t5', abstracts: ['CodeT5 writes.', 'Code in T5.'], adds: 'codet5' },
    { query: 'rl hf', abstracts: ['RLHF is used.', 'RL by HF.'], adds: 'rlhf' },
    {
      query: 'selfrewarding',
      abstracts: ['Self-rewarding models.', 'A self-rewarding one.', 'Rewarding the self.'],
      adds: 'reward',
    },
  ])('adds the other spacing of “$query”', async ({ query, abstracts, adds }) => {
    const reading = await read(query, abstracts);

    expect(weightOf(reading, adds)).toBeGreaterThan(0);
    expect(reading.corrections).toEqual([]);
  });

  it('adds nothing where the corpus has the parts in every paper, as with a hyphen', async () => {
    const reading = await read('self rewarding', ['Self-rewarding models.', 'Self-rewarding.']);

    expect(reading.terms.map(({ term }) => term)).toEqual(['self', 'reward']);
  });
});
