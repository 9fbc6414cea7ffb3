import { describe, expect, it } from 'vitest';
import type { GroundedAnswer } from '../../../src/answer/answer.ts';
import { formatAnswerCard } from '../../../src/discord/cards/answer-card.ts';
import { formatSharedCards } from '../../../src/discord/cards/shared-card.ts';
import { customIdsIn, readCustomIds } from '../../../src/discord/custom-id.ts';
import { arbitraryAnswer } from '../../arbitrary-answer.ts';
import { fc } from '../../fast-check.ts';
import { paperWith, samplePapers } from '../../sample-papers.ts';
import { expectAccepted, readCard } from './card-text.ts';

const [dpo = paperWith({ id: '1' }), leti = paperWith({ id: '2' })] = samplePapers;

const quoted: GroundedAnswer = {
  kind: 'grounded',
  lead: 'Two papers speak to this.',
  papers: [dpo, leti],
  quotes: [
    { citation: 1, text: 'It is stable, performant and needs no sampling during training.' },
    { citation: 2, text: 'We let a language model learn in $O(n^2)$ steps.' },
    { citation: 1, text: 'We introduce Direct Preference Optimization (DPO).' },
  ],
};

const question = 'How are models aligned?';

describe('formatAnswerCard', () => {
  it('puts the quotes of one paper together, each with its number, and lists the papers', () => {
    expect(readCard(formatAnswerCard({ question, answer: quoted }))).toMatchInlineSnapshot(`
      "-# “How are models aligned?”
      **Two papers speak to this.**
      > It is stable, performant and needs no sampling during training. [[1]](<https://arxiv.org/abs/2305.18290>)
      > We introduce Direct Preference Optimization (DPO). [[1]](<https://arxiv.org/abs/2305.18290>)

      > We let a language model learn in O(n²) steps. [[2]](<https://arxiv.org/abs/2305.10314>)
      ---
      **1.** [Direct Preference Optimization: Your Language Model is Secretly a Reward Model](https://arxiv.org/abs/2305.18290)
      -# Rafael Rafailov, Archit Sharma, Eric Mitchell + 3 more · 29 May 2023 · cs.LG
      **2.** [LeTI: Learning to Generate from Textual Interactions](https://arxiv.org/abs/2305.10314)
      -# Xingyao Wang, Hao Peng, Reyhaneh Jabbarvand + 1 more · 17 May 2023 · cs.CL
      -# Quoted from abstracts; I have not read the full texts.
      [Open a paper…]
        1. Direct Preference Optimization: Your Language Model is Secretly a Reward Model | Rafael Rafailov et al. · 2023
        2. LeTI: Learning to Generate from Textual Interactions | Xingyao Wang et al. · 2023
      [Ask more] [Related papers] [Useful] [Not useful]"
    `);
  });

  it('puts each claim of a model above the quotes that support it, none of them twice', () => {
    const claims = [
      { text: 'DPO needs *no* sampling.', quotes: quoted.quotes.slice(0, 1) },
      { text: 'Others learn from text.', quotes: quoted.quotes.slice(0, 2) },
    ];

    const card = formatAnswerCard({ question, answer: { ...quoted, claims } });

    expect(readCard(card).split('\n---')[0]).toMatchInlineSnapshot(`
      "-# “How are models aligned?”
      **Two papers speak to this.**
      DPO needs \\*no\\* sampling. [[1]](<https://arxiv.org/abs/2305.18290>)
      > It is stable, performant and needs no sampling during training. [[1]](<https://arxiv.org/abs/2305.18290>)

      Others learn from text. [[1]](<https://arxiv.org/abs/2305.18290>)[[2]](<https://arxiv.org/abs/2305.10314>)
      > We let a language model learn in O(n²) steps. [[2]](<https://arxiv.org/abs/2305.10314>)"
    `);
  });

  it('says what else is to be known, and that abstracts are all it has read', () => {
    const note = 'The language model did not answer in time.';

    const text = readCard(formatAnswerCard({ question, answer: { ...quoted, note } }));

    expect(text).toContain(
      '\n-# The language model did not answer in time. Quoted from abstracts; I have not read ' +
        'the full texts.\n',
    );
  });

  it('offers the closest papers where nothing answers', () => {
    const answer = {
      kind: 'refusal' as const,
      lead: 'Nothing I hold answers this; closest are:',
      closest: [{ paper: leti, score: 1 }],
    };

    expect(readCard(formatAnswerCard({ question, answer }))).toMatchInlineSnapshot(`
      "-# “How are models aligned?”
      **Nothing I hold answers this; closest are:**
      ---
      **1.** [LeTI: Learning to Generate from Textual Interactions](https://arxiv.org/abs/2305.10314)
      -# Xingyao Wang, Hao Peng, Reyhaneh Jabbarvand + 1 more · 17 May 2023 · cs.CL
      -# I have looked through abstracts, not full texts.
      [Open a paper…]
        1. LeTI: Learning to Generate from Textual Interactions | Xingyao Wang et al. · 2023
      [Ask more] [Related papers] [Useful] [Not useful]"
    `);
  });

  it('has no list and no menu where nothing is even close', () => {
    const answer = { kind: 'refusal' as const, lead: 'I know nothing of this.', closest: [] };

    expect(readCard(formatAnswerCard({ question, answer }))).toMatchInlineSnapshot(`
      "-# “How are models aligned?”
      **I know nothing of this.**
      -# I have looked through abstracts, not full texts.
      [Ask more] [Useful] [Not useful]"
    `);
  });

  it('hints at a question when it was only greeted', () => {
    const answer = { kind: 'small-talk' as const, text: 'Hello!', example: 'What is LeTI?' };

    expect(readCard(formatAnswerCard({ question: 'hi', answer }))).toBe(
      'Hello!\nTry: *“What is LeTI?”*\n[Ask a question]',
    );
  });

  it('has no buttons while it is being made', () => {
    const text = readCard(formatAnswerCard({ question, answer: quoted, isPartial: true }));

    expect(text).toMatch(/\n-# Still reading…$/);
  });

  it('links no number of a paper that has no address', () => {
    const paper = { ...dpo, links: { abstract: 'urn:papercord:1' } };

    const text = readCard(formatAnswerCard({ question, answer: { ...quoted, papers: [paper] } }));

    expect(text).toContain('during training. \\[1\\]\n');
  });

  it('is accepted whatever the answer, shared or not, and remembers question and papers', () => {
    fc.assert(
      fc.property(arbitraryAnswer, fc.string({ maxLength: 2_000 }), (answer, asked) => {
        for (const isPartial of [false, true]) {
          expectAccepted(formatAnswerCard({ question: asked, answer, isPartial }));
        }
        const card = formatAnswerCard({
          question: asked,
          answer,
          isEphemeral: true,
          isFollowUp: true,
        });
        expectAccepted(card);
        const { toChannel = card, ...own } = formatSharedCards(
          card.components,
          '123456789012345678',
        );
        expectAccepted(own);
        expectAccepted(toChannel);
        expect(stateOf(toChannel)).toEqual(stateOf(card));
        expect(stateOf(card)).toBeDefined();
      }),
      { numRuns: 60 },
    );
  });
});

function stateOf({ components }: Pick<ReturnType<typeof formatAnswerCard>, 'components'>) {
  const ids = customIdsIn(components);
  return readCustomIds(ids[0] ?? '', ids)?.state;
}
