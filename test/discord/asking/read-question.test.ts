import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../../src/discord/asking/read-question.ts';
import { countChars } from '../../../src/discord/limits.ts';
import { UserError } from '../../../src/user-error.ts';
import { fc } from '../../fast-check.ts';

describe('readQuestion', () => {
  it.each([
    { typed: '  How  many\nsamples? ', text: 'How many samples?' },
    { typed: 'What does ```ts\nfoo()\n``` do?', text: 'What does foo() do?' },
    { typed: '```foo()```', text: 'foo()' },
    {
      typed: 'See https://example.org/a: is it new?',
      text: 'See https://example.org/a: is it new?',
    },
    { typed: '<https://arxiv.org/abs/2305.10314v2>', text: '<https://arxiv.org/abs/2305.10314v2>' },
    { typed: '为什么？', text: '为什么？' },
    { typed: '', text: 'Hello' },
    { typed: '🙂 ?!', text: 'Hello' },
    { typed: 'start over the training?', text: 'start over the training?' },
  ])('reads “$typed” as “$text”', ({ typed, text }) => {
    expect(readQuestion(typed)).toEqual({ kind: 'question', text });
  });

  it.each(['start over', 'Start over!', 'reset', 'New topic.', 'please start again', 'forget it'])(
    'takes “%s” for a new beginning',
    (typed) => {
      expect(readQuestion(typed)).toEqual({ kind: 'start over' });
    },
  );

  it.each([
    {
      typed: 'x'.repeat(2_001),
      says: /^That question has 2001 characters and I take at most 2000/,
    },
    { typed: 'https://example.org/ <https://example.com> ?', says: /^I can’t open links/ },
  ])('refuses with a sentence that says what to do: $says', ({ typed, says }) => {
    expect(() => readQuestion(typed)).toThrow(says);
  });

  it('makes of anything a question that is not too long, or a sentence on why not', () => {
    const pieces = fc.constantFrom('2305.10314', 'https://x.org', '```', '<@1>', 'why', '\n', '“');
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'grapheme' }))), (words) => {
        try {
          const question = readQuestion(words.join(' '));
          if (question.kind === 'start over') return;
          expect(question.text.trim()).not.toBe('');
          expect(countChars(question.text)).toBeLessThanOrEqual(2_000);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});
