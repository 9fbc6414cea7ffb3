import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../src/config.ts';
import { createSnippet } from '../../src/search/create-snippet.ts';
import type { Embedder } from '../../src/search/embedding/embedder.ts';
import { createStaticEmbedder } from '../../src/search/embedding/static-embedder.ts';
import { readWordModel } from '../../src/search/embedding/word-model.ts';
import { type QueryReading, readAsTyped } from '../../src/search/wording/query-reading.ts';

let embedder: Embedder;

beforeAll(async () => {
  const model = await readWordModel(join(PROJECT_ROOT, 'data/model/words.bin'));
  embedder = createStaticEmbedder(model);
});

/** The snippet, and what is bold in it. */
async function snip(abstract: string, query: string | QueryReading, phrases: string[] = []) {
  const reading = typeof query === 'string' ? readAsTyped(query) : query;
  const snippet = await createSnippet(abstract, { reading, phrases }, { embedder, idf: () => 1 });
  return { ...snippet, bold: snippet.matches.map((match) => snippet.text.slice(...match)) };
}

describe('createSnippet', () => {
  it('marks every form of a word of the query', async () => {
    const { bold } = await snip('Planning robots planned the plans on Mars.', 'plan');

    expect(bold).toEqual(['Planning', 'planned', 'plans']);
  });

  it('marks words that are near in meaning', async () => {
    const { bold } = await snip('We bake bread and summarize long texts.', 'summary');

    expect(bold).toContain('summarize');
    expect(bold).not.toContain('bread');
  });

  it('marks what was read into the query', async () => {
    const reading = {
      ...readAsTyped('rlhf'),
      terms: [
        { term: 'rlhf', weight: 1 },
        { term: 'feedback', weight: 0.2 },
      ],
    };

    expect((await snip('Learn from feedback. The weather is fine.', reading)).bold).toContain(
      'feedback',
    );
  });

  it('chooses the sentence in which an exact phrase stands that was asked for', async () => {
    const first = 'A reward is what a model of rewards learns from human preferences.';
    const last = 'Code, weights and reward models for law and medicine are on our website.';
    const abstract = `${first} It rains in Paris. Cats sleep all day. ${last}`;

    expect((await snip(abstract, 'reward models human preferences')).text).toBe(first);
    expect((await snip(abstract, 'reward models human preferences', ['reward models'])).text).toBe(
      last,
    );
  });

  it('chooses the sentence that answers, with the words and the meaning of the query', async () => {
    const abstract =
      'Language models have become popular in recent years and are used by many people. ' +
      'We find that reward models overfit to the length of an answer.';

    const { text } = await snip(abstract, 'reward hacking by long answers');

    expect(text).toContain('reward models overfit');
  });

  it.each([
    ['a number', '1,000,000'],
    ['a number with spaces', '12 000'],
    ['a percentage', '45.3%'],
    ['a negative number', '−0.5'],
    ['a power', '3.5×10⁻⁵'],
    ['a sum of money', '$1,200'],
    ['a comparison', 'p < 0.05'],
    ['a tolerance', '0.9 ± 0.01'],
    ['a call', 'O(n log n)'],
    ['an equation', 'x² + y² = z²'],
    ['a sum', '∑ᵢ₌₁ⁿ xᵢ'],
    ['a pair', '(3, 4)'],
    ['a time', '12:30'],
    ['a name', 'C++'],
    ['an emoji', '👩‍👩‍👧'],
  ])('never cuts %s', async (_, whole) => {
    // Shifted by a character at a time, the cut would fall anywhere.
    for (let shift = 0; shift < whole.length + 9; shift += 1) {
      const abstract = `${'a'.repeat(shift)} robots ${`then ${whole} `.repeat(60)}end.`;

      const { text } = await snip(abstract, 'robots');

      expect(text.length).toBeLessThanOrEqual(302);
      expect(text).toSatisfy((cut: string) =>
        [whole, 'then', 'end.'].some((last) => cut.endsWith(`${last}…`)),
      );
    }
  });

  it.each([
    ['writing without spaces', '𠮷野の言語モデル'.repeat(60)],
    ['a word without end', 'x'.repeat(900)],
  ])('cuts %s between characters', async (_, abstract) => {
    const { text } = await snip(abstract, 'language');

    expect(text.length).toBeGreaterThan(200);
    expect(text).not.toMatch(/\p{Surrogate}/u);
  });

  it('shows something of a sentence that is all stop words', async () => {
    expect((await snip('the of and '.repeat(60), 'language')).text).toMatch(/^the of and .*…$/u);
  });

  it('shows nothing of an abstract that is empty', async () => {
    expect(await snip('', 'plan')).toMatchObject({ text: '', matches: [] });
  });
});
