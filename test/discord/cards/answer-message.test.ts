import { describe, expect, it } from 'vitest';
import { formatAnswerMessage } from '../../../src/discord/cards/answer-message.ts';
import { checkMessage } from '../../../src/discord/check-message.ts';
import { validateMessage } from '../../../src/preview/local-discord/validate-message.ts';
import { arbitraryAnswer } from '../../arbitrary-answer.ts';
import { fc } from '../../fast-check.ts';
import { samplePapers } from '../../sample-papers.ts';

describe('formatAnswerMessage', () => {
  it('has the quotes as its text and the papers in its embed, without small print in markdown', () => {
    const papers = samplePapers.slice(0, 1);
    const answer = {
      kind: 'grounded' as const,
      lead: 'One paper speaks to this.',
      papers,
      quotes: [{ citation: 1, text: 'It is stable.' }],
      note: 'A *note*.',
    };

    const { content, embeds } = formatAnswerMessage({ question: 'How?', answer });

    expect(content).toBe(
      '**One paper speaks to this.**\n> It is stable. [[1]](<https://arxiv.org/abs/2305.18290>)',
    );
    expect(embeds).toMatchObject([
      {
        description:
          '**1.** [Direct Preference Optimization: Your Language Model is Secretly a Reward Model]' +
          '(https://arxiv.org/abs/2305.18290)\n' +
          'Rafael Rafailov, Archit Sharma, Eric Mitchell + 3 more · 29 May 2023 · cs.LG',
        footer: { text: 'A *note*. Quoted from abstracts; I have not read the full texts.' },
      },
    ]);
  });

  it('has no embed where there are no papers to list', () => {
    const answer = { kind: 'refusal' as const, lead: 'I know nothing of this.', closest: [] };

    expect(formatAnswerMessage({ question: 'How?', answer })).toMatchObject({
      content: '**I know nothing of this.**\n-# I have looked through abstracts, not full texts.',
      embeds: [],
    });
  });

  it('is accepted whatever the answer', () => {
    fc.assert(
      fc.property(
        arbitraryAnswer,
        fc.string({ maxLength: 2_000 }),
        fc.boolean(),
        (answer, question, isPartial) => {
          const message = formatAnswerMessage({ question, answer, isPartial, isFollowUp: true });
          checkMessage(message);
          validateMessage(message);
        },
      ),
      { numRuns: 60 },
    );
  });
});
