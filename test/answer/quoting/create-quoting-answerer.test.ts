import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer, GroundedAnswer, Question } from '../../../src/answer/answer.ts';
import { nameInTitle } from '../../../src/answer/question/names.ts';
import { PROJECT_ROOT } from '../../../src/config.ts';
import { texToUnicode } from '../../../src/corpus/tex-to-unicode.ts';
import { paperWith } from '../../sample-papers.ts';
import { openSeedPapers } from '../open-seed-papers.ts';

let library: Awaited<ReturnType<typeof openSeedPapers>>;
beforeAll(async () => {
  library = await openSeedPapers();
});

const ask = (question: string | Question): Promise<Answer> =>
  library.answerer.answer(typeof question === 'string' ? { text: question } : question);

async function askGrounded(question: string | Question): Promise<GroundedAnswer> {
  const answer = await ask(question);
  if (answer.kind !== 'grounded') throw new Error(`${answer.kind}: ${JSON.stringify(answer)}`);
  return answer;
}

const idsOf = ({ papers }: GroundedAnswer) => papers.map(({ id }) => id);
const textOf = ({ quotes }: GroundedAnswer) => quotes.map(({ text }) => text).join('\n');

describe('a quoting answerer', () => {
  it('quotes character for character, at most five times, grouped by cited paper', async () => {
    const file = join(PROJECT_ROOT, 'test/bench/seed-questions/questions.jsonl');
    const lines = (await readFile(file, 'utf8')).trim().split('\n');

    for (const { query } of lines.map((line) => JSON.parse(line))) {
      const answer = await ask(query);
      if (answer.kind !== 'grounded') continue;
      const citations = answer.quotes.map(({ citation }) => citation);

      expect(answer.quotes.length).toBeLessThanOrEqual(5);
      expect(citations).toEqual(citations.toSorted((a, b) => a - b));
      expect(new Set(citations).size).toBe(answer.papers.length);
      for (const { citation, text } of answer.quotes) {
        expect(text).not.toBe('');
        expect(answer.papers[citation - 1]!.abstract).toContain(text);
      }
    }
  });

  it('answers a fact with the sentence that holds it', async () => {
    const answer = await askGrounded('how often does capacity density double?');

    expect(answer.papers[0]!.id).toBe('2412.04315');
    expect(textOf(answer)).toContain('doubles approximately every three months');
    expect(answer.lead).toMatch(/^(One|Two|Three|Four|Five) papers? speaks? to this\.$/);
  });

  it('spreads the quotes on a topic over papers', async () => {
    const answer = await askGrounded('what is there on reward hacking?');

    expect(answer.papers.length).toBeGreaterThanOrEqual(3);
    expect(answer.quotes).toHaveLength(answer.papers.length);
  });

  it('explains every name that a title introduces by its own paper', async () => {
    for (const paper of library.papers) {
      const name = nameInTitle(texToUnicode(paper.title));
      if (name === undefined) continue;

      expect(idsOf(await askGrounded(`what is ${name}?`))[0]).toBe(paper.id);
    }
  });

  it('begins with the sentence that introduces the name', async () => {
    const answer = await askGrounded('what is LeTI?');

    expect(answer.quotes[0]!.text).toContain('textual interactions (LeTI)');
  });

  it('quotes both sides of a comparison, and counts them truly', async () => {
    const answer = await askGrounded('DPO vs PPO');
    const holds = (word: string) => answer.papers.filter(({ abstract }) => abstract.includes(word));

    expect(holds('DPO').length).toBeGreaterThan(0);
    expect(holds('PPO').length).toBeGreaterThan(0);
    expect(answer.lead).toMatch(/ of both DPO and PPO|papers? speaks? of DPO, /);
  });

  it('says so when there is nothing on one side', async () => {
    const answer = await askGrounded('DPO vs zebrafish');

    expect(answer.lead).toMatch(/ of DPO, nothing found on zebrafish\.$/);
  });

  it('takes an acronym for what papers write out, on either side of a comparison', async () => {
    const { answerer } = await openSeedPapers([
      paperWith({
        id: '2309.00267',
        title: 'Scaling preference learning',
        abstract:
          'Reinforcement learning from artificial feedback (RLAF) asks a model instead of people.',
      }),
      paperWith({
        id: '2310.00001',
        title: 'Cheap preferences',
        abstract: 'We show that reinforcement learning from artificial feedback costs a tenth.',
      }),
      paperWith({
        id: '2310.00002',
        title: 'Costly preferences',
        abstract: 'The labels of RLHF are costly.',
      }),
    ]);

    const answer = await answerer.answer({ text: 'RLHF versus RLAF' });

    expect(answer).toMatchObject({ lead: 'One paper speaks of RLHF, two of RLAF.' });
  });

  it('lists papers that release code, each by the sentence that says so', async () => {
    const answer = await askGrounded('which papers release code?');

    expect(answer.papers).toHaveLength(5);
    for (const { text } of answer.quotes) expect(text).toMatch(/https?:|available|release/i);
  });

  it.each([
    ['federated learning across hospitals, how do people deal with non-iid sites'],
    ['text to music generation'],
    ['best pizza in Rome?'],
    ['who won the world cup'],
    ['def f(x): return x + 1'],
    ['数学推理的语言模型'],
    ['asdf qwer zxcv'],
    ['what is Kubernetes?'],
    ['my girlfriend left me, what should I do?'],
    ['how do I bake sourdough bread?'],
    ['2+2'],
    ['what time is it?'],
    ['recommend a movie'],
  ])('refuses “%s”', async (question) => {
    expect(await ask(question)).toMatchObject({ kind: 'refusal' });
  });

  it.each([
    ['BoN but cheaper'],
    ['RLAIF anyone?'],
    ['tutoring bots'],
    ['KNOWLEGE GRAPH anwsering'],
  ])('answers “%s”, vague as it is', async (question) => {
    expect(await ask(question)).toMatchObject({ kind: 'grounded' });
  });

  it('names no near miss of a question whose words nothing here knows', async () => {
    expect(await ask('what is Kubernetes?')).toMatchObject({ closest: [] });
  });

  it('offers near misses as such', async () => {
    const questions = ['how does protein folding work', 'stock price prediction'];
    const refusals = (await Promise.all(questions.map(ask))).filter(
      (answer) => answer.kind === 'refusal',
    );
    const near = refusals.filter(({ closest }) => closest.length > 0);

    expect(near).not.toEqual([]);
    for (const { closest, lead } of near) {
      expect(closest.length).toBeLessThanOrEqual(3);
      expect(lead).toMatch(/^Nothing here answers this; closest (are these|is this one)\.$/);
    }
  });

  it('tells who asks in another script that the papers are in English', async () => {
    expect(await ask('数学推理的语言模型')).toMatchObject({
      note: 'The papers here are in English: asked in English, they answer more.',
    });
  });

  it('asks only the paper that was chosen', async () => {
    const answer = await askGrounded({ text: 'how many GPU hours?', paperId: '2404.07413' });

    expect(idsOf(answer)).toEqual(['2404.07413']);
    expect(textOf(answer)).toContain('30,000 H100 GPU hours');
  });

  it('says what a paper is about that only a link is given of', async () => {
    const answer = await askGrounded('https://arxiv.org/abs/2312.00886');

    expect(idsOf(answer)).toEqual(['2312.00886']);
    expect(answer.quotes.length).toBeGreaterThan(0);
    expect(answer.lead).toBe('What this paper is about, in the words of its abstract.');
  });

  it('says that an abstract does not say what it does not say', async () => {
    const question = { text: 'does it release code?', paperId: '2312.00886' };

    expect(await ask(question)).toMatchObject({
      kind: 'refusal',
      lead: 'The abstract of this paper does not say.',
      closest: [{ paper: { id: '2312.00886' } }],
    });
  });

  it('says plainly that a paper is not held', async () => {
    expect(await ask('what is 2401.99999 about?')).toEqual({
      kind: 'refusal',
      lead: 'The paper 2401.99999 is not among those held here.',
      closest: [],
    });
  });

  it('understands a follow-up by the turn before', async () => {
    const question = 'what is there on reward hacking?';
    const first = await askGrounded(question);
    const turns = [{ question, paperIds: idsOf(first) }];

    const second = await askGrounded({ text: 'what about the second one?', turns });
    const more = await askGrounded({ text: 'any more papers?', turns });

    expect(idsOf(second)).toEqual([idsOf(first)[1]]);
    expect(idsOf(more).filter((id) => idsOf(first).includes(id))).toEqual([]);
  });

  it('asks all other papers what those that a pronoun points to do not say', async () => {
    const question = 'what is NER with decoder-only models';
    const turns = [{ question, paperIds: idsOf(await askGrounded(question)) }];

    const answer = await askGrounded({ text: 'how do they deal with hallucination?', turns });

    expect(answer.note).toBe('All papers were asked, not only those shown before.');
    expect(textOf(answer)).toMatch(/hallucinat/i);
    expect(idsOf(answer).filter((id) => turns[0]!.paperIds.includes(id))).toEqual([]);
  });

  it('takes “it” for the subject where that gives a clear answer and the paper none', async () => {
    const question = 'what is reward hacking?';
    const turns = [{ question, paperIds: idsOf(await askGrounded(question)) }];

    const answer = await askGrounded({ text: 'how do you prevent it?', turns });

    expect(answer.lead).toMatch(/speaks? to this/);
    expect(textOf(answer)).toContain('prevent reward hacking');
  });

  it('stays with the papers that a pronoun points to where no other says either', async () => {
    const question = 'what is the alignment ceiling?';
    const turns = [{ question, paperIds: idsOf(await askGrounded(question)) }];

    expect(await ask({ text: 'how does it relate to federated learning?', turns })).toMatchObject({
      kind: 'refusal',
      lead: 'The abstract of this paper does not say.',
    });
  });

  it('takes “it” for the paper where only one was shown', async () => {
    const turns = [{ question: 'what is LeTI?', paperIds: ['2305.10314'] }];

    expect(await ask({ text: 'how many parameters does it have?', turns })).toMatchObject({
      kind: 'refusal',
      lead: 'The abstract of this paper does not say.',
    });
  });

  it.each([
    ['what about the second one?', 'Only one paper was shown before.'],
    ['[3]', 'Only one paper was shown before.'],
  ])('says with “%s” that there was no such paper', async (text, lead) => {
    const turns = [{ question: 'what is LeTI?', paperIds: ['2305.10314'] }];

    expect(await ask({ text, turns })).toMatchObject({
      kind: 'refusal',
      lead,
      closest: [{ paper: { id: '2305.10314' } }],
    });
  });

  it('holds what was compared before against what is asked next', async () => {
    const turns = [{ question: 'DPO vs PPO', paperIds: ['2402.01878'] }];

    const plain = await askGrounded('DPO vs PPO');
    const answer = await askGrounded({ text: 'which is more stable in training?', turns });

    expect(textOf(answer)).toMatch(/DPO/);
    expect(textOf(answer)).toMatch(/PPO/);
    expect(textOf(answer)).not.toBe(textOf(plain));
  });

  it('does not take papers on the question before for an answer to what was added', async () => {
    const question = 'what is there on reward hacking?';
    const turns = [{ question, paperIds: idsOf(await askGrounded(question)) }];

    expect((await askGrounded({ text: 'and with yeast?', turns })).lead).toMatch(/may speak/);
  });

  it('keeps to papers that hold what was added, where there are any', async () => {
    const question = 'what is there on reward models?';
    const turns = [{ question, paperIds: idsOf(await askGrounded(question)) }];

    const { papers } = await askGrounded({ text: 'and for planning?', turns });

    for (const { title, abstract } of papers) expect(`${title} ${abstract}`).toMatch(/plan/i);
  });

  it.each(['hello', 'thanks!', 'help', '', '🎉'])(
    'answers “%s” in kind, with a question that these papers answer',
    async (text) => {
      const answer = await ask(text);

      expect(answer).toMatchObject({ kind: 'small-talk', text: expect.stringMatching(/\w/) });
      expect(await askGrounded(answer.kind === 'small-talk' ? answer.example : '')).toBeDefined();
    },
  );

  it('reads a question of 2,000 characters', async () => {
    const text = 'how do reward models learn from human preferences and language feedback '
      .repeat(30)
      .slice(0, 2_000);

    expect(await ask(text)).toMatchObject({ kind: 'grounded' });
  });

  it('does nothing for who gave up', async () => {
    const signal = AbortSignal.abort(new Error('gone'));

    await expect(library.answerer.answer({ text: 'what is DPO?' }, { signal })).rejects.toThrow(
      'gone',
    );
  });
});

describe('a quoting answerer over other papers', () => {
  it('draws its example from the papers at hand', async () => {
    const { answerer } = await openSeedPapers([
      paperWith({ id: 'a', title: 'On Tides', abstract: 'We study tides and the moon.' }),
    ]);

    expect(await answerer.answer({ text: 'hi' })).toMatchObject({
      text: expect.stringContaining('1 research paper say'),
      example: 'What is there on “On Tides”?',
    });
  });

  it('has nothing to quote of a paper without an abstract', async () => {
    const { answerer } = await openSeedPapers([paperWith({ id: '2401.00001', abstract: ' ' })]);

    expect(await answerer.answer({ text: '2401.00001' })).toMatchObject({
      kind: 'refusal',
      lead: 'No abstract of this paper is held, so there is nothing to quote.',
    });
  });

  it('quotes TeX as it is stored', async () => {
    const abstract = 'We prove that $O(n \\log n)$ steps suffice for sorting networks.';
    const { answerer } = await openSeedPapers([
      paperWith({ id: '2401.00001', title: 'Sorting networks', abstract }),
    ]);

    expect(await answerer.answer({ text: 'steps of sorting networks?' })).toMatchObject({
      quotes: [{ citation: 1, text: abstract }],
    });
  });

  it('refuses everything when there is nothing', async () => {
    const { answerer } = await openSeedPapers([]);

    expect(await answerer.answer({ text: 'what is DPO?' })).toMatchObject({ kind: 'refusal' });
    expect(await answerer.answer({ text: 'hi' })).toMatchObject({ example: '' });
  });
});
