import { describe, expect, it } from 'vitest';
import { formatPaperCard, formatRandomCard } from '../../../src/discord/cards/paper-card.ts';
import { stateLimits } from '../../../src/discord/message-state.ts';
import { arbitraryPaper } from '../../arbitrary-paper.ts';
import { fc } from '../../fast-check.ts';
import { nastyPapers, paperWith, samplePapers } from '../../sample-papers.ts';
import { expectAccepted, readCard } from './card-text.ts';

describe('formatPaperCard', () => {
  it('shows everything that is known of a paper', () => {
    const [, paper = paperWith({ id: '1' })] = samplePapers;

    expect(readCard(formatPaperCard(paper))).toMatchInlineSnapshot(`
      "## [LeTI: Learning to Generate from Textual Interactions](https://arxiv.org/abs/2305.10314)
      Xingyao Wang, Hao Peng, Reyhaneh Jabbarvand, Heng Ji
      -# 17 May 2023 · cs.CL · NAACL 2024 Findings · arXiv:2305.10314
      ---
      Finetuning pre-trained language models on code is common. We let a language model learn from textual feedback of a compiler, with pass@1 as the measure.
      [arXiv -> https://arxiv.org/abs/2305.10314] [PDF -> https://arxiv.org/pdf/2305.10314] [Hugging Face -> https://huggingface.co/papers/2305.10314]
      [Similar papers] [Ask about it]"
    `);
  });

  it('makes TeX readable', () => {
    const paper = paperWith({
      id: '2402.01878',
      title: 'LiPO-{\\lambda}',
      abstract: 'It takes $O(n^2)$ steps.',
    });

    const text = readCard(formatPaperCard(paper));

    expect(text).toContain('LiPO-λ');
    expect(text).toContain('O(n²)');
  });

  it('cuts a very long abstract after a sentence, and says where the rest is', () => {
    const paper = paperWith({ id: '2401.00001', abstract: 'This is a sentence. '.repeat(600) });

    expect(readCard(formatPaperCard(paper))).toMatch(
      /This is a sentence\. …\n-# \[Read the whole abstract\]\(https:\/\/arxiv.org\/abs\/2401.00001\)/,
    );
  });

  it('names as many of 500 authors as there is room for', () => {
    const authors = Array.from({ length: 500 }, (_, index) => `Author ${index + 1}`);

    expect(readCard(formatPaperCard(paperWith({ id: '1', authors })))).toMatch(
      /\nAuthor 1, Author 2, .* \+ \d{3} more\n/,
    );
  });

  it('says so when there is no abstract', () => {
    expect(readCard(formatPaperCard(paperWith({ id: '1', abstract: '' })))).toContain(
      '-# No abstract is known for this paper.',
    );
  });

  it.each(nastyPapers)('is accepted for $id', (paper) => {
    expectAccepted(formatPaperCard(paper));
    expectAccepted(formatRandomCard(paper, 'x'.repeat(stateLimits.topicChars)));
  });

  it('is accepted for any paper', () => {
    fc.assert(
      fc.property(arbitraryPaper, (paper) => {
        expectAccepted(formatPaperCard(paper));
      }),
      { numRuns: 200 },
    );
  });
});

describe('formatRandomCard', () => {
  it('says that it was drawn, from what, and offers another', () => {
    const text = readCard(formatRandomCard(paperWith({ id: '1' }), 'robots'));

    expect(text).toMatch(/^-# A random paper about “robots”\n/);
    expect(text).toMatch(/\[Another\] \[Similar papers\] \[Ask about it\]$/);
  });

  it('is accepted for any topic', () => {
    const topic = fc.string({ unit: 'grapheme-ascii', maxLength: stateLimits.topicChars });
    fc.assert(
      fc.property(arbitraryPaper, topic, (paper, about) => {
        expectAccepted(formatRandomCard(paper, about));
      }),
    );
  });
});
