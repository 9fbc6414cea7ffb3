import { expect, it } from 'vitest';
import { AnswerDraft } from '../../../src/answer/language-model/answer-draft.ts';
import { interactions, preferences } from './stage.ts';

function quote(paper: typeof preferences, text: string) {
  return { paper, text };
}

it('numbers papers in the order in which they are cited, and groups quotes by paper', () => {
  const draft = new AnswerDraft();

  draft.add({ text: 'First.', quotes: [quote(interactions, 'a')] });
  draft.add({ text: 'Second.', quotes: [quote(preferences, 'b'), quote(interactions, 'c')] });

  expect(draft.toAnswer()).toEqual({
    kind: 'grounded',
    lead: 'Two papers speak to this.',
    papers: [interactions, preferences],
    quotes: [
      { citation: 1, text: 'a' },
      { citation: 1, text: 'c' },
      { citation: 2, text: 'b' },
    ],
    claims: [
      { text: 'First.', quotes: [{ citation: 1, text: 'a' }] },
      {
        text: 'Second.',
        quotes: [
          { citation: 2, text: 'b' },
          { citation: 1, text: 'c' },
        ],
      },
    ],
  });
});

it('shows a quote once that supports two claims', () => {
  const draft = new AnswerDraft();

  draft.add({ text: 'First.', quotes: [quote(preferences, 'a')] });
  draft.add({ text: 'Second.', quotes: [quote(preferences, 'a')] });

  expect(draft.toAnswer()).toMatchObject({
    lead: 'One paper speaks to this.',
    quotes: [{ citation: 1, text: 'a' }],
    claims: [{ text: 'First.' }, { text: 'Second.' }],
  });
});

it('takes no claim twice', () => {
  const draft = new AnswerDraft();
  draft.add({ text: 'First.', quotes: [quote(preferences, 'a')] });

  expect(draft.add({ text: 'First.', quotes: [quote(preferences, 'b')] })).toBe(false);
});

it('takes no claim that would need a sixth quote, and is full with five', () => {
  const draft = new AnswerDraft();
  const pair = (text: string) => [quote(preferences, `${text}1`), quote(preferences, `${text}2`)];
  draft.add({ text: 'a', quotes: pair('a') });
  draft.add({ text: 'b', quotes: pair('b') });

  expect(draft.add({ text: 'c', quotes: pair('c') })).toBe(false);
  expect(draft.isFull).toBe(false);
  expect(draft.add({ text: 'd', quotes: [quote(preferences, 'd')] })).toBe(true);
  expect(draft.isFull).toBe(true);
  expect(draft.toAnswer().quotes).toHaveLength(5);
});

it('is not changed later where it was shown before', () => {
  const draft = new AnswerDraft();
  draft.add({ text: 'First.', quotes: [quote(preferences, 'a')] });
  const shown = draft.toAnswer();

  draft.add({ text: 'Second.', quotes: [quote(interactions, 'b')] });

  expect([shown.papers, shown.quotes, shown.claims].map((list) => list?.length)).toEqual([1, 1, 1]);
});
