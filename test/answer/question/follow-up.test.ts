import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../src/answer/answer.ts';
import { readFollowUp } from '../../../src/answer/question/follow-up.ts';

const turns: readonly Turn[] = [
  { question: 'how do people handle reward hacking?', paperIds: ['a', 'b', 'c'] },
];

describe('readFollowUp', () => {
  it.each([
    ['what about the second one?', ['b']],
    ['how big is the dataset in the third paper', ['c']],
    ['and the last one?', ['c']],
    ['what does [2] measure?', ['b']],
    ['paper 3?', ['c']],
    ['how many GPUs did it take?', ['a']],
    ['does that paper release code?', ['a']],
    ['which of these release code?', ['a', 'b', 'c']],
    ['compare the first and the third', ['a', 'c']],
    ['is the second one better than the first?', ['b', 'a']],
    ['what do [2] and [3] have in common?', ['b', 'c']],
  ])('takes “%s” for one about %j', (text, paperIds) => {
    expect(readFollowUp(text, turns).paperIds).toEqual(paperIds);
  });

  it('asks the last question of the paper that is pointed to, when nothing else is asked', () => {
    expect(readFollowUp('what about the second one?', turns)).toMatchObject({
      text: 'how do people handle reward hacking?',
      paperIds: ['b'],
    });
  });

  it.each(['summarize the second one', 'tell me more about the second one', 'explain [2]'])(
    'asks with “%s” for no more than what the paper says',
    (text) => {
      const read = readFollowUp(text, turns);

      expect(read.paperIds).toEqual(['b']);
      expect(read.text).not.toContain('reward');
    },
  );

  it('reads a pronoun also as one for the subject, of which any paper may speak', () => {
    const text = 'what are its alternatives?';

    expect(readFollowUp(text, turns).wider).toEqual({
      text: `handle reward hacking ${text}`,
      form: text,
      questions: ['how do people handle reward hacking?', 'what are its alternatives?'],
      added: text,
    });
  });

  it.each([
    'how big is the second one?',
    'how big is that paper?',
    'what does [2] measure?',
    'which of them are about robots?',
  ])('reads “%s” as one that no other paper may answer', (text) => {
    expect(readFollowUp(text, turns)).not.toHaveProperty('wider');
  });

  it('takes “it” for the only paper that was shown', () => {
    const single = [{ question: 'what is LeTI?', paperIds: ['a'] }];

    expect(readFollowUp('is it expensive?', single)).toMatchObject({ paperIds: ['a'] });
    expect(readFollowUp('is it expensive?', single)).not.toHaveProperty('wider');
  });

  it.each(['what about the fourth one?', '[5]', 'and the fifth paper?'])(
    'says of “%s” that no such paper was shown',
    (text) => {
      expect(readFollowUp(text, turns)).toMatchObject({ paperIds: [], missingOf: ['a', 'b', 'c'] });
    },
  );

  it.each([
    'and on small models?',
    'what about robots?',
    'smaller models?',
    'robots',
    'but why',
    'which is cheaper?',
    'which one is more stable in training?',
  ])('carries the words of the last question into “%s”', (text) => {
    const read = readFollowUp(text, turns);

    expect(read.text).toMatch(/^handle reward hacking /);
    expect(read.text).toContain(text);
    expect(read.paperIds).toEqual([]);
  });

  it('goes back until a question that could stand alone', () => {
    const longer = [...turns, { question: 'and on small models?', paperIds: ['d'] }];

    const { text } = readFollowUp('and on robots?', longer);

    expect(text).toContain('reward hacking');
    expect(text).toContain('small');
  });

  it('goes no further back than to a question that stood alone, short as it was', () => {
    const longer = [...turns, { question: 'how do I bake bread?', paperIds: ['d'] }];

    expect(readFollowUp('and with yeast?', longer).text).toBe('bake bread and with yeast?');
  });

  it('says what a question adds to the ones before', () => {
    expect(readFollowUp('and on small models?', turns).added).toBe('and on small models?');
  });

  it('passes over questions on single papers when it goes back', () => {
    const longer = [
      ...turns,
      { question: 'what about the second one?', paperIds: ['b'] },
      { question: 'how many GPUs did it take?', paperIds: ['b'] },
    ];

    expect(readFollowUp('any more papers?', longer).text).toBe(
      'how do people handle reward hacking?',
    );
  });

  it.each(['any more papers?', 'more', 'show me others', 'anything else?'])(
    'wants with “%s” papers that were not shown',
    (text) => {
      expect(readFollowUp(text, turns)).toMatchObject({
        text: 'how do people handle reward hacking?',
        exceptIds: ['a', 'b', 'c'],
      });
    },
  );

  it.each([
    'if a model keeps scoring itself, does it keep getting better round after round?',
    'which robots learn from language feedback?',
    'what is LeTI?',
    'reward modelling',
    'DPO?',
    'what is there on robots?',
    'which papers are about robots?',
  ])('lets “%s” stand alone', (text) => {
    expect(readFollowUp(text, turns)).toEqual({
      text,
      form: text,
      questions: [text],
      followsOn: false,
      paperIds: [],
      exceptIds: [],
    });
  });

  it('has nothing to carry on from at the start', () => {
    expect(readFollowUp('what about the second one?', []).text).toBe('what about the second one?');
  });
});
