import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Turn } from '../../../src/answer/answer.ts';
import { paperWith } from '../../sample-papers.ts';
import { openSeedPapers } from '../open-seed-papers.ts';

let library: Awaited<ReturnType<typeof openSeedPapers>>;
beforeAll(async () => {
  library = await openSeedPapers();
});

const papersOf = (answer: Answer) =>
  answer.kind === 'grounded'
    ? answer.papers
    : answer.kind === 'refusal'
      ? answer.closest.map(({ paper }) => paper)
      : [];

/** Asks one question after another, each as a follow-up of those before; the last answer. */
async function ask(...questions: readonly string[]): Promise<Answer> {
  const turns: Turn[] = [];
  for (const text of questions.slice(0, -1)) {
    const answer = await library.answerer.answer({ text, turns: [...turns] });
    turns.push({ question: text, paperIds: papersOf(answer).map(({ id }) => id) });
  }
  return library.answerer.answer({ text: questions.at(-1)!, turns });
}

const datesOf = (answer: Answer) => papersOf(answer).map(({ publishedAt = '' }) => publishedAt);

describe('a question for papers by author or date', () => {
  it.each([
    ['papers written by Hao Peng', 'One paper by Hao Peng.', 'Hao Peng'],
    ['papers by Sergey Levine', 'Three papers by Sergey Levine.', 'Sergey Levine'],
    ['anything by sergey levine?', 'Three papers by Sergey Levine.', 'Sergey Levine'],
    ['show me Sergey Levine’s papers', 'Three papers by Sergey Levine.', 'Sergey Levine'],
    ['what papers do you have by Levine?', 'Three papers by Sergey Levine.', 'Sergey Levine'],
    ['what did Levine publish?', 'Three papers by Sergey Levine.', 'Sergey Levine'],
    ['papers that Hao Peng wrote', 'One paper by Hao Peng.', 'Hao Peng'],
    ['who is Hao Peng?', 'One paper by Hao Peng.', 'Hao Peng'],
    ['papers by Heng Ji and Hao Peng', 'One paper by Heng Ji and Hao Peng.', 'Hao Peng'],
    ['Sergey Levine papers from 2023', 'Two papers by Sergey Levine from 2023.', 'Sergey Levine'],
  ])('answers “%s” with “%s”', async (question, lead, author) => {
    const answer = await ask(question);

    expect(answer).toMatchObject({ kind: 'grounded', lead });
    for (const { authors } of papersOf(answer)) expect(authors).toContain(author);
  });

  it.each([
    ['latest papers', 'Five of 84 papers, newest first.'],
    ['what’s new?', 'Five of 84 papers, newest first.'],
    ['papers from 2024', 'Five of 48 papers from 2024, newest first.'],
    ['papers between 2021 and 2022', 'Three papers from 2021 to 2022.'],
    ['papers before 2022', 'Two papers until 2021.'],
    ['newest papers on reward models', 'The five newest papers that speak to this.'],
  ])('answers “%s” with “%s”, newest first', async (question, lead) => {
    const answer = await ask(question);

    expect(answer).toMatchObject({ kind: 'grounded', lead });
    const dates = datesOf(answer);
    expect(dates).toEqual(dates.toSorted((a, b) => b.localeCompare(a, 'en')));
  });

  it('shows of each paper a sentence of its abstract', async () => {
    const answer = await ask('papers by Sergey Levine');

    if (answer.kind !== 'grounded') throw new Error(answer.kind);
    expect(answer.quotes.map(({ citation }) => citation)).toEqual([1, 2, 3]);
    for (const { citation, text } of answer.quotes) {
      expect(answer.papers[citation - 1]!.abstract).toContain(text);
    }
  });

  it('finds what an author wrote on a subject, and says when that is nothing', async () => {
    expect(await ask('what did Hao Peng write about code?')).toMatchObject({
      kind: 'grounded',
      lead: expect.stringMatching(/^One paper by Hao Peng (may speak|speaks) to this\.$/),
    });
    expect(await ask('papers by Sergey Levine on yeast')).toMatchObject({
      kind: 'refusal',
      lead: 'I hold three papers by Sergey Levine, and none speaks to this.',
    });
  });

  it.each([
    ['papers by Emma Strubell', 'I hold no paper by an author named Emma Strubell.', 0],
    ['papers by emma strubell', 'I hold no paper by an author named emma strubell.', 0],
    [
      'papers by Peter Levine',
      'I hold no paper by an author named Peter Levine; closest are these by Sergey Levine.',
      3,
    ],
    [
      'what did Heng Ji publish in 2024?',
      'I hold no paper by Heng Ji from 2024; these are from other years.',
      2,
    ],
    ['papers from 1999', 'I hold no paper from 1999; the newest of all are these.', 3],
  ])('says of “%s” that none is held, with the near way out', async (question, lead, near) => {
    const answer = await ask(question);

    expect(answer).toMatchObject({ kind: 'refusal', lead });
    expect(papersOf(answer)).toHaveLength(near);
  });

  it.each([
    'papers by large language models',
    'what happened in 2024 to reward models?',
    'what do authors say about reward hacking?',
    'training by self-play',
    'what is there on reward hacking?',
  ])('takes no name from “%s”', async (question) => {
    expect(await ask(question)).not.toMatchObject({ isByRecord: true });
    expect(await ask(question)).not.toMatchObject({ lead: expect.stringMatching(/I hold no/) });
  });

  it('narrows what was asked before', async () => {
    const answer = await ask('what is there on reward hacking?', 'only those from 2023');

    expect(answer).toMatchObject({
      followsOn: true,
      lead: expect.stringMatching(/papers? from 2023 (may )?speaks? to this\.$/),
    });
    for (const date of datesOf(answer)) expect(date).toMatch(/^2023/);
  });

  it('keeps the author when a subject is added, and takes another author for the first', async () => {
    const questions = ['papers by Sergey Levine', 'and on offline RL?', 'and by Hao Peng?'];

    expect(await ask(...questions.slice(0, 2))).toMatchObject({
      lead: expect.stringContaining('by Sergey Levine'),
      followsOn: true,
    });
    expect(await ask(...questions)).toMatchObject({
      lead: expect.stringContaining('by Hao Peng'),
      followsOn: true,
    });
  });

  it('goes on with the next papers when asked for more', async () => {
    const first = await ask('latest papers');
    const more = await ask('latest papers', 'any more?');

    expect(papersOf(more)).toHaveLength(5);
    expect(datesOf(more)[0]! <= datesOf(first).at(-1)!).toBe(true);
    expect(papersOf(more).filter((paper) => papersOf(first).includes(paper))).toEqual([]);
  });

  it('tells what the second paper of a list is about', async () => {
    const first = await ask('latest papers');

    expect(await ask('latest papers', 'what about the second one?')).toMatchObject({
      lead: 'What this paper is about, in the words of its abstract.',
      papers: [papersOf(first)[1]],
    });
  });

  it('begins anew with a question that names what it is for', async () => {
    const answer = await ask('what is there on reward hacking?', 'papers by Hao Peng?');

    expect(answer).toMatchObject({ lead: 'One paper by Hao Peng.' });
    expect(answer).not.toHaveProperty('followsOn');
  });

  it('lets no markup of a question or of a name into the lead', async () => {
    const { answerer } = await openSeedPapers([
      paperWith({ id: 'a', authors: ['Ada <@1> [Love](https://x.example)'], abstract: 'A.' }),
    ]);

    const asked = ['papers by Ada', 'papers by Eve <@123> `x`'];
    const answers = await Promise.all(asked.map((text) => answerer.answer({ text })));

    for (const answer of answers)
      expect(JSON.stringify({ ...answer, papers: [] })).not.toMatch(/[<`[](?=@|x`|Love)/);
  });
});
