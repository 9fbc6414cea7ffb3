import { expect, it } from 'vitest';
import { formatSimilarCard } from '../../../src/discord/cards/similar-card.ts';
import { arbitraryPage, arbitraryPaper } from '../../arbitrary-paper.ts';
import { fakePaperFinder } from '../../fake-paper-finder.ts';
import { fc } from '../../fast-check.ts';
import { paperWith, samplePapers } from '../../sample-papers.ts';
import { expectAccepted, readCard } from './card-text.ts';

it('lists the nearest papers with the opening of their abstracts', async () => {
  const paper = paperWith({ id: '1', title: 'What *we* did' });
  const hits = await fakePaperFinder([paper, ...samplePapers.slice(0, 2)]).similar('1', 5);

  expect(readCard(formatSimilarCard(paper, hits))).toMatchInlineSnapshot(`
    "Papers similar to **What \\*we\\* did**
    ---
    ### 1. [Direct Preference Optimization: Your Language Model is Secretly a Reward Model](https://arxiv.org/abs/2305.18290)
    -# Rafael Rafailov, Archit Sharma, Eric Mitchell + 3 more · 29 May 2023 · cs.LG
    Existing methods for gaining steerability of language models align them with human preferences by reinforcement learning. We introduce Direct Preference Optimization (DPO), which is stable, performant and needs no sampling during training.
    -# [arXiv](https://arxiv.org/abs/2305.18290) · [PDF](https://arxiv.org/pdf/2305.18290) · [Hugging Face](https://huggingface.co/papers/2305.18290)
    ---
    ### 2. [LeTI: Learning to Generate from Textual Interactions](https://arxiv.org/abs/2305.10314)
    -# Xingyao Wang, Hao Peng, Reyhaneh Jabbarvand + 1 more · 17 May 2023 · cs.CL
    Finetuning pre-trained language models on code is common. We let a language model learn from textual feedback of a compiler, with pass@1 as the measure.
    -# [arXiv](https://arxiv.org/abs/2305.10314) · [PDF](https://arxiv.org/pdf/2305.10314) · [Hugging Face](https://huggingface.co/papers/2305.10314)
    [Open a paper…]
      1. Direct Preference Optimization: Your Language Model is Secretly a Reward Model | Rafael Rafailov et al. · 2023
      2. LeTI: Learning to Generate from Textual Interactions | Xingyao Wang et al. · 2023"
  `);
});

it('is accepted for any papers', () => {
  fc.assert(
    fc.property(arbitraryPaper, arbitraryPage(0), (paper, hits) => {
      expectAccepted(formatSimilarCard(paper, hits));
    }),
  );
});
