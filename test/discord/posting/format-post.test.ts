import { describe, expect, it } from 'vitest';
import { customIdsIn, markOf, readCustomIds } from '../../../src/discord/custom-id.ts';
import { formatPost, nameThread } from '../../../src/discord/posting/format-post.ts';
import { validateMessage } from '../../../src/preview/local-discord/validate-message.ts';
import { validateThread } from '../../../src/preview/local-discord/validate-thread.ts';
import type { PostedPaper } from '../../../src/subscriptions/notifier.ts';
import { arbitraryPaper } from '../../arbitrary-paper.ts';
import { fc } from '../../fast-check.ts';
import { HOSTILE_TEXT, nastyPapers, paperWith, samplePapers } from '../../sample-papers.ts';

const NONCE = 'Zm9vYmFyYmF6cXV4-_0123456';

function posted(paper: PostedPaper['paper'], rest: Partial<PostedPaper> = {}): PostedPaper {
  return { paper, reason: 'matched: reward model; topic “alignment without RL”', ...rest };
}

const [preferences] = samplePapers as [PostedPaper['paper']];

describe('formatPost', () => {
  it('shows a paper with its authors, abstract, categories and why it is posted', () => {
    const paper = {
      ...preferences,
      title: 'Sorting in $O(n \\log n)$ *steps*',
      abstract: 'We sort $n$ things in $\\lambda$ steps. It works.',
      categories: ['cs.LG', 'cs.CL'],
    };

    const { content, embeds } = formatPost([posted(paper)], { nonce: NONCE });

    expect(content).toBe('New paper: **Sorting in O(n log n) \\*steps\\***');
    expect(embeds).toEqual([
      {
        color: expect.any(Number),
        title: 'Sorting in O(n log n) \\*steps\\*',
        url: 'https://arxiv.org/abs/2305.18290',
        description:
          '-# Rafael Rafailov, Archit Sharma, Eric Mitchell + 3 more · 29 May 2023 · cs.LG, cs.CL\n' +
          'We sort n things in λ steps. It works.',
        footer: { text: 'matched: reward model; topic “alignment without RL”' },
      },
    ]);
  });

  it('cuts a long abstract after a sentence', () => {
    const abstract = 'One sentence of some length says this. '.repeat(60);

    const { embeds } = formatPost([posted({ ...preferences, abstract })], { nonce: NONCE });

    expect(embeds?.[0]?.description).toMatch(/says this\. …$/);
    expect(embeds?.[0]?.description?.length).toBeLessThan(1_200);
  });

  it('has the buttons of a card, which know the paper whatever the nonce', () => {
    const { components = [] } = formatPost([posted(preferences)], { nonce: NONCE });

    const ids = customIdsIn(components);
    expect(ids.map((id) => readCustomIds(id, ids))).toEqual(
      ['open', 'similar', 'ask'].map((action) => ({
        action,
        state: { paperId: '2305.18290' },
      })),
    );
  });

  it.each([
    ['one paper', [posted(preferences)]],
    ['ten papers', samplePapers.slice(0, 10).map((paper) => posted(paper))],
    ['a paper that no button can name', [posted(paperWith({ id: 'x'.repeat(90) }))]],
    [
      'papers that no menu can name',
      ['x', 'y'].map((id) => posted(paperWith({ id: id.repeat(101) }))),
    ],
    ['a paper and its new version', [posted(preferences), posted(preferences, { edition: 'v2' })]],
  ])('carries the nonce with %s', (_, papers) => {
    const { components = [] } = formatPost(papers, { nonce: NONCE });

    expect(markOf(customIdsIn(components))).toBe(NONCE);
  });

  it('says of a new version that it is one', () => {
    const post = formatPost([posted(preferences, { edition: 'v2', reason: 'matched: DPO' })], {
      nonce: NONCE,
    });

    expect(post.content).toMatch(/^New version: /);
    expect(post.embeds?.[0]?.footer).toEqual({ text: 'new version (v2) · matched: DPO' });
  });

  it('pings the role alone', () => {
    const post = formatPost([posted(preferences)], { nonce: NONCE, mention: '123' });

    expect(post.content).toMatch(/^<@&123> New paper/);
    expect(post.allowed_mentions).toEqual({ parse: [], roles: ['123'] });
    expect(formatPost([posted(preferences)], { nonce: NONCE }).allowed_mentions).toEqual({
      parse: [],
    });
  });

  it('is taken by Discord, whatever the papers', () => {
    const papers = fc.array(
      fc.record({ paper: arbitraryPaper, reason: fc.string({ unit: 'grapheme' }) }),
      { minLength: 1, maxLength: 10 },
    );
    fc.assert(
      fc.property(papers, (several) => {
        expect(() =>
          validateMessage(formatPost(several, { nonce: NONCE, mention: '123' })),
        ).not.toThrow();
        expect(() => validateThread({ name: nameThread(several) })).not.toThrow();
      }),
      { numRuns: 60 },
    );
  });

  it.each(nastyPapers.map((paper) => [paper.id, paper] as const))(
    'is taken by Discord with the odd paper %s, alone or ten times',
    (_, paper) => {
      const ten = Array.from({ length: 10 }, (_, index) =>
        posted({ ...paper, id: `${index}` }, { reason: HOSTILE_TEXT }),
      );

      for (const several of [ten, ten.slice(0, 1)]) {
        expect(() => validateMessage(formatPost(several, { nonce: NONCE }))).not.toThrow();
      }
    },
  );
});

describe('nameThread', () => {
  it('is the title in plain text, or how many papers there are', () => {
    const paper = paperWith({ id: '1', title: 'A *bold* look at $\\alpha$' });

    expect(nameThread([posted(paper)])).toBe('A *bold* look at α');
    expect(nameThread(samplePapers.slice(0, 3).map((each) => posted(each)))).toBe(
      '3 papers, newest first',
    );
  });
});
