import { beforeAll, describe, expect, it } from 'vitest';
import { matchWords } from '../../../src/answer/quoting/match-words.ts';
import { profileQuestion } from '../../../src/answer/quoting/profile-question.ts';
import { readPapers } from '../../../src/answer/quoting/read-abstract.ts';
import { weighEvidence } from '../../../src/answer/quoting/weigh-evidence.ts';
import { createWordEmbeddings } from '../../../src/answer/quoting/word-embeddings.ts';
import { paperWith } from '../../sample-papers.ts';
import { openSeedPapers } from '../open-seed-papers.ts';

const papers = [
  paperWith({
    id: 'a',
    title: 'Zorblax: generating text',
    abstract:
      'We generate text with language models. Zorblax generates better text in 2 steps. Training takes nine hours of a graphics card.',
  }),
];

let library: Awaited<ReturnType<typeof openSeedPapers>>;
beforeAll(async () => {
  library = await openSeedPapers(papers);
});

async function weigh(text: string, { corpusSize = papers.length, isBySentence = false } = {}) {
  const { index, finder, sentenceEmbedder } = library;
  const words = createWordEmbeddings(sentenceEmbedder);
  const parts = { index, finder, sentenceEmbedder, words, random: () => 0 };
  const profile = await profileQuestion({ text }, parts);
  const read = await readPapers(papers, sentenceEmbedder);
  const matches = await matchWords(profile, read, words);
  const options = { matches, embedder: sentenceEmbedder, corpusSize, isBySentence };
  return weighEvidence(profile, read, options);
}

describe('weighEvidence', () => {
  it.each([
    ['how do models generate text?', 'clear'],
    ['what happens when I bake a cake in an oven?', 'none'],
    ['zorblax', 'clear'],
    ['zorblug', 'none'],
  ])('finds the evidence for “%s” %s', async (text, verdict) => {
    expect(await weigh(text)).toMatchObject({ verdict });
  });

  it('counts names that nothing here knows against a question of which no paper holds a word', async () => {
    expect(await weigh('writing sentences zorblug')).toMatchObject({ verdict: 'none' });
  });

  it('takes no bare number for a subject', async () => {
    expect((await weigh('2')).verdict).toBe('none');
  });

  it('leaves it at perhaps where papers are near but hold no word of the question', async () => {
    expect(await weigh('writing sentences')).toMatchObject({ verdict: 'faint' });
  });

  it('asks for more nearness where more papers could be near by chance', async () => {
    expect((await weigh('language generation quality')).verdict).not.toBe('none');
    expect((await weigh('language generation quality', { corpusSize: 1_000_000 })).verdict).toBe(
      'none',
    );
  });

  it('counts against a short question what of its meaning no paper holds', async () => {
    const [held] = (await weigh('text generation')).nearness;
    const [foreign] = (await weigh('text to pizza generation')).nearness;

    expect(foreign).toBeLessThan(held! - 0.1);
  });

  it('is content with a near sentence where the paper was chosen', async () => {
    const [whole] = (await weigh('hours of a graphics card')).nearness;
    const [best] = (await weigh('hours of a graphics card', { isBySentence: true })).nearness;

    expect(best).toBeGreaterThan(whole!);
  });
});
