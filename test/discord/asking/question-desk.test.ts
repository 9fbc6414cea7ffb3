import { describe, expect, it } from 'vitest';
import { createQuestionDesk, type Inquiry } from '../../../src/discord/asking/question-desk.ts';
import { createWorkQueue } from '../../../src/discord/asking/work-queue.ts';
import { fakeAnswerer } from '../../fake-answerer.ts';
import { samplePapers } from '../../sample-papers.ts';

const inThread = { userId: 'max', channelId: 'thread', guildId: 'guild', isConversation: true };

function inquiry(text: string, scene: Partial<Inquiry['scene']> = {}): Inquiry {
  return { text, scene: { ...inThread, isEphemeral: false, ...scene } };
}

/** An answerer that waits until it is told to go on. */
function heldAnswerer() {
  const waiting: (() => void)[] = [];
  const whole = fakeAnswerer();
  const held = fakeAnswerer(samplePapers, async (question) => {
    await new Promise<void>((goOn) => waiting.push(goOn));
    return whole.answer(question);
  });
  return { held, goOn: () => waiting.splice(0).forEach((each) => void each()) };
}

const settled = () => new Promise(setImmediate);

describe('the question desk', () => {
  it('has a question in a thread wait for the one before, so that it counts', async () => {
    const { held, goOn } = heldAnswerer();
    const desk = createQuestionDesk({ answerer: held, now: () => 0 });

    const first = desk.ask(inquiry('What is DPO?'));
    const second = desk.ask(inquiry('And on smaller models?', { userId: 'ada' }));
    await settled();
    const atFirst = held.asked.length;
    goOn();
    await first;
    await settled();
    goOn();

    expect(atFirst).toBe(1);
    expect(await second).toMatchObject({ kind: 'answered', isFollowUp: true });
    expect(held.asked[1]?.turns).toMatchObject([{ question: 'What is DPO?' }]);
  });

  it('says so when more are asking than it can bear', async () => {
    const { held } = heldAnswerer();
    const queue = createWorkQueue({ maxRunning: 1, maxWaiting: 0 });
    const desk = createQuestionDesk({ answerer: held, now: () => 0, queue });
    void desk.ask(inquiry('One?', { channelId: 'a' }));

    await expect(desk.ask(inquiry('Two?', { channelId: 'b', userId: 'ada' }))).rejects.toThrow(
      /^So many are asking just now/,
    );
  });

  it('says so to who has waited too long', async () => {
    const { held } = heldAnswerer();
    const queue = createWorkQueue({ maxRunning: 1, maxWaiting: 9 });
    const desk = createQuestionDesk({ answerer: held, now: () => 0, queue, waitLimitMs: 0 });
    void desk.ask(inquiry('One?', { channelId: 'a' }));

    await expect(desk.ask(inquiry('Two?', { channelId: 'b', userId: 'ada' }))).rejects.toThrow(
      /^So many are asking just now/,
    );
    expect(held.asked).toHaveLength(1);
  });

  it('says that earlier questions counted only where they did', async () => {
    const desk = createQuestionDesk({ answerer: fakeAnswerer(), now: () => 0 });

    await desk.ask(inquiry('What is DPO?'));

    expect(await desk.ask(inquiry('What is LeTI?'))).toMatchObject({ isFollowUp: false });
    expect(await desk.ask(inquiry('And its data?'))).toMatchObject({ isFollowUp: true });
  });

  it('keeps no greeting as a turn, and starts over when told so', async () => {
    const answerer = fakeAnswerer();
    const desk = createQuestionDesk({ answerer, now: () => 0 });

    await desk.ask(inquiry('Hello'));
    await desk.ask(inquiry('How?'));
    expect(await desk.ask(inquiry('Start over'))).toEqual({ kind: 'started over' });
    await desk.ask(inquiry('Why?'));

    expect(answerer.asked.map(({ turns }) => turns?.length)).toEqual([0, 0, 0]);
  });

  it('lets nothing that was said before count for a paper that was chosen', async () => {
    const answerer = fakeAnswerer();
    const desk = createQuestionDesk({ answerer, now: () => 0 });

    await desk.ask(inquiry('How?'));
    await desk.ask({ ...inquiry('What does it learn from?'), paperId: '2305.10314' });
    await desk.ask(inquiry('And why?'));

    expect(answerer.asked.map(({ turns }) => turns?.map(({ question }) => question))).toEqual([
      [],
      [],
      ['What does it learn from?'],
    ]);
  });
});
