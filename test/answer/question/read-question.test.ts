import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../../src/answer/question/read-question.ts';
import { fakePaperFinder } from '../../fake-paper-finder.ts';
import { paperWith } from '../../sample-papers.ts';

const letI = paperWith({ id: '2305.10314', title: 'LeTI: Learning to Generate' });
const lipo = paperWith({ id: '2402.01878', title: 'LiPO: Listwise Preference Optimization' });
const finder = fakePaperFinder([letI, lipo]);

describe('readQuestion', () => {
  it('reads a plain question of the whole corpus', () => {
    const read = readQuestion({ text: 'how do robots learn?' }, finder);

    expect(read).toMatchObject({ is: 'question', kind: 'fact', text: 'how do robots learn?' });
    expect(read).not.toHaveProperty('papers');
  });

  it.each([
    ['the paper that was chosen', { text: 'is it any good?', paperId: '2305.10314' }],
    ['the paper whose id stands in it', { text: 'is 2305.10314 any good?' }],
    ['the paper whose link stands in it', { text: 'good? https://arxiv.org/abs/2305.10314' }],
  ])('is about %s', (_, question) => {
    expect(readQuestion(question, finder)).toMatchObject({ is: 'question', papers: [letI] });
  });

  it('is about both papers that are named', () => {
    const read = readQuestion(
      { text: '2305.10314 vs “LiPO: Listwise Preference Optimization”' },
      finder,
    );

    expect(read).toMatchObject({ isSummary: true });
    expect(read.is === 'question' && new Set(read.papers)).toEqual(new Set([letI, lipo]));
  });

  it.each(['https://arxiv.org/abs/2305.10314', 'what is 2305.10314 about?', 'tl;dr of 2305.10314'])(
    'asks with “%s” what the paper is about',
    (text) => {
      expect(readQuestion({ text }, finder)).toMatchObject({ isSummary: true, papers: [letI] });
    },
  );

  it('names a paper that is not held', () => {
    expect(readQuestion({ text: 'what is 2401.99999 about?' }, finder)).toEqual({
      is: 'unknown paper',
      reference: '2401.99999',
    });
  });

  it('prefers the paper that was chosen to one that is named', () => {
    const question = { text: 'is it like 2305.10314?', paperId: '2402.01878' };

    expect(readQuestion(question, finder)).toMatchObject({ papers: [lipo] });
  });

  it('points with an ordinal to a paper of the last answer', () => {
    const turns = [
      { question: 'what is there on feedback?', paperIds: ['2305.10314', '2402.01878'] },
    ];

    expect(readQuestion({ text: 'what about the second one?', turns }, finder)).toMatchObject({
      papers: [lipo],
      text: 'what is there on feedback?',
    });
  });

  it('asks with a pronoun of other papers, too, where those shown do not say', () => {
    const paperIds = ['2305.10314', '2402.01878'];
    const turns = [{ question: 'what is there on feedback?', paperIds }];

    const read = readQuestion({ text: 'are they reliable?', turns }, finder);

    expect(read).toMatchObject({
      papers: [letI, lipo],
      wider: {
        kind: 'fact',
        text: 'feedback are they reliable?',
        added: 'are they reliable?',
      },
    });
    expect(read).not.toHaveProperty('wider.papers');
  });

  it('passes over papers of the conversation that are gone', () => {
    const turns = [{ question: 'what is there on feedback?', paperIds: ['gone'] }];

    const read = readQuestion({ text: 'does it work on robots?', turns }, finder);

    expect(read).toMatchObject({ is: 'question' });
    expect(read).not.toHaveProperty('papers');
    expect(read).not.toHaveProperty('wider');
  });

  it.each(['', 'hello!', '???', '👋'])('hears small talk in “%s”', (text) => {
    expect(readQuestion({ text }, finder)).toMatchObject({ is: 'small talk' });
  });

  it('hears what is asked of the bot itself in the midst of a conversation', () => {
    const turns = [{ question: 'what is there on feedback?', paperIds: ['2305.10314'] }];

    expect(readQuestion({ text: 'who made you?', turns }, finder)).toEqual({
      is: 'small talk',
      kind: 'help',
    });
  });

  it('offers help to who says nothing that can be looked for', () => {
    expect(readQuestion({ text: 'can you tell me something' }, finder)).toEqual({
      is: 'small talk',
      kind: 'help',
    });
  });
});
