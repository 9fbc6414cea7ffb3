import { describe, expect, it } from 'vitest';
import { findDefinitions } from '../../../src/search/wording/find-definitions.ts';
import { fc } from '../../fast-check.ts';

describe('findDefinitions', () => {
  it.each([
    {
      text: 'We use reinforcement learning from human feedback (RLHF) to align.',
      short: 'RLHF',
      long: 'reinforcement learning from human feedback',
    },
    {
      text: 'RLHF (reinforcement learning from human feedback) aligns.',
      short: 'RLHF',
      long: 'reinforcement learning from human feedback',
    },
    { text: 'Large language models (LLMs) plan.', short: 'LLMs', long: 'Large language models' },
    {
      text: 'by self-supervised learning (SSL; Ann 2020)',
      short: 'SSL',
      long: 'self-supervised learning',
    },
    { text: 'a state-of-the-art (SOTA) score', short: 'SOTA', long: 'state-of-the-art' },
    {
      text: 'Proximal Policy Optimization (PPO)',
      short: 'PPO',
      long: 'Proximal Policy Optimization',
    },
    { text: 'of glioblastoma multiforme (GBM)', short: 'GBM', long: 'glioblastoma multiforme' },
    { text: 'heat shock protein 90 (HSP90)', short: 'HSP90', long: 'heat shock protein 90' },
    { text: 'Low-Rank Adaptation (LoRA)', short: 'LoRA', long: 'Low-Rank Adaptation' },
  ])('reads $short in “$text”', ({ text, short, long }) => {
    expect(findDefinitions(text)).toEqual([{ short, long }]);
  });

  it.each([
    'in the year (2020)',
    'the model (see Figure)',
    'three models (n = 3)',
    'It works. Nothing else (NLP) is said.',
    'an open bracket (RLHF',
    'GPT (GPT)',
    '(RLHF)',
    '()',
  ])('finds nothing in “%s”', (text) => {
    expect(findDefinitions(text)).toEqual([]);
  });

  it('reads every definition of a text', () => {
    const text = 'Reward models (RMs) serve reinforcement learning (RL).';

    expect(findDefinitions(text).map(({ short }) => short)).toEqual(['RMs', 'RL']);
  });

  it('quotes the text, and never throws, whatever the text', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom(' (AB', ') ', 'alpha beta', '(', 'İ', '-'));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        for (const { short, long } of findDefinitions(text)) {
          expect(text).toContain(short);
          expect(text.replace(/\s+/g, ' ')).toContain(long.replace(/\s+/g, ' '));
        }
      }),
    );
  });
});
