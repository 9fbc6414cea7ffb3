import { describe, expect, it } from 'vitest';
import { formatSearchCard } from '../../../src/discord/cards/search-card.ts';
import { stateLimits } from '../../../src/discord/message-state.ts';
import { arbitraryPage } from '../../arbitrary-paper.ts';
import { fakePaperFinder } from '../../fake-paper-finder.ts';
import { fc } from '../../fast-check.ts';
import { nastyPapers, samplePapers } from '../../sample-papers.ts';
import { expectAccepted, readCard } from './card-text.ts';

async function searchCard(query: string, { offset = 0, papers = samplePapers } = {}) {
  const page = await fakePaperFinder(papers).search({ query, offset, limit: 5 });
  return formatSearchCard({ query, filters: {}, offset, page });
}

describe('formatSearchCard', () => {
  it('shows title, authors, date, category, snippet and links of every hit', async () => {
    expect(readCard(await searchCard('language align'))).toMatchInlineSnapshot(`
      "**1 paper** for “language align”
      ---
      ### 1. [Direct Preference Optimization: Your Language Model is Secretly a Reward Model](https://arxiv.org/abs/2305.18290)
      -# Rafael Rafailov, Archit Sharma, Eric Mitchell + 3 more · 29 May 2023 · cs.LG
      Existing methods for gaining steerability of **language** models **align** them with human preferences by reinforcement learning. We introduce Direct Preference Optimization (DPO), which is stable, performant and needs no sampling during training.
      -# [arXiv](https://arxiv.org/abs/2305.18290) · [PDF](https://arxiv.org/pdf/2305.18290) · [Hugging Face](https://huggingface.co/papers/2305.18290)
      [Open a paper…]
        1. Direct Preference Optimization: Your Language Model is Secretly a Reward Model | Rafael Rafailov et al. · 2023
      [Similar to 1]"
    `);
  });

  it('pages through longer results, from a first page without a previous one', async () => {
    const card = await searchCard('language model');

    expect(readCard(card)).toContain(
      '[◀ Previous (off)] [1–5 of 12 (off)] [Next ▶] [Similar to 1]',
    );
  });

  it('has no next page on the last', async () => {
    const card = await searchCard('language model', { offset: 10 });

    expect(readCard(card)).toContain(
      '[◀ Previous] [11–12 of 12 (off)] [Next ▶ (off)] [Similar to 11]',
    );
  });

  it('says which filters are set', async () => {
    const page = await fakePaperFinder(samplePapers).search({
      query: 'study',
      offset: 0,
      limit: 5,
    });

    const card = formatSearchCard({
      query: 'study',
      filters: { year: 2024, category: 'cs.CL', author: 'Hopper' },
      offset: 0,
      page,
    });

    expect(readCard(card)).toContain('-# from 2024 · in cs.CL · by Hopper');
  });

  it('says which parts of the query it did not understand, as they were typed', async () => {
    const page = await fakePaperFinder(samplePapers).search({
      query: 'study',
      offset: 0,
      limit: 5,
    });

    const card = formatSearchCard({
      query: 'study year:soon',
      filters: {},
      offset: 0,
      page: { ...page, notUnderstood: ['year:soon', '"`*a*'] },
    });

    expect(readCard(card)).toContain(
      '-# Not understood: `year:soon`, `"ˋ*a*`; searched as plain words.',
    );
  });

  it('says which words it looked for in place of misspelt ones', async () => {
    const page = await fakePaperFinder(samplePapers).search({
      query: 'study',
      offset: 0,
      limit: 5,
    });
    const corrections = [
      { typed: 'Aligment', used: 'alignment' },
      { typed: '**x`', used: 'a*b' },
      { typed: 'anwsering', used: 'answering' },
      { typed: 'lerning', used: 'learning' },
    ];

    const card = formatSearchCard({
      query: 'Aligment',
      filters: {},
      offset: 0,
      page: { ...page, corrections },
    });

    expect(readCard(card)).toContain(
      '-# Showing results for **alignment** instead of `Aligment`, **a\\*b** instead of `**xˋ`, ' +
        '**answering** instead of `anwsering`, …; quotation marks keep a word as typed.',
    );
  });

  it('is accepted with the nastiest papers, and lets them mean nothing', async () => {
    const card = await searchCard('nasty', { papers: nastyPapers });

    expectAccepted(card);
    const [text] = readCard(card).split('[Open a paper…]');
    expect(text).not.toMatch(/(?<!\\)<@|(?<!\\)@everyone|javascript:|\(https:\/\/evil/);
  });

  it('is accepted for any papers, query and filters', () => {
    const given = fc.nat(stateLimits.offset - 5).chain((offset) =>
      fc.record({
        offset: fc.constant(offset),
        papers: arbitraryPage(offset),
        more: fc.nat(20_000),
        query: fc
          .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: stateLimits.queryChars })
          .filter((query) => query.trim() !== ''),
        notUnderstood: fc.array(fc.string({ unit: 'grapheme-ascii', maxLength: 300 })),
        corrections: fc.array(
          fc.record({
            typed: fc.string({ unit: 'grapheme-ascii', maxLength: 300 }),
            used: fc.string({ unit: 'grapheme-ascii', maxLength: 300 }),
          }),
        ),
        author: fc.string({ unit: 'grapheme-ascii', maxLength: stateLimits.authorChars }),
      }),
    );
    fc.assert(
      fc.property(given, ({ offset, papers, more, query, notUnderstood, corrections, author }) => {
        const card = formatSearchCard({
          query,
          filters: {
            year: 2024,
            category: 'cond-mat.mtrl-sci',
            author: author.replace(/[|%]/g, ''),
          },
          offset,
          page: { papers, total: offset + papers.length + more, notUnderstood, corrections },
        });

        expectAccepted(card);
      }),
      { numRuns: 200 },
    );
  });
});
