import { describe, expect, it } from 'vitest';
import { random } from '../../commands/random.ts';
import type { PaperFinder } from '../../src/search/paper-finder.ts';
import { readCard } from '../discord/cards/card-text.ts';
import { paperWith } from '../sample-papers.ts';
import { pressWith, requestWith, servicesWith } from './command-request.ts';

const papers = [paperWith({ id: '1', title: 'First' }), paperWith({ id: '2', title: 'Second' })];

describe('/paper random', () => {
  it('never shows a channel the same paper twice in a row', async () => {
    const services = servicesWith(papers);

    const shown = [
      await random.execute(requestWith(), services),
      await random.execute(requestWith(), services),
      await random.presses.another.execute(pressWith({ paperId: '2' }), services),
    ];

    expect(shown.map((card) => readCard(card).match(/First|Second/)?.[0])).toEqual([
      'First',
      'Second',
      'First',
    ]);
  });

  it('shows two people who ask at once two papers', async () => {
    const services = servicesWith(papers);

    const cards = await Promise.all([
      random.execute(requestWith(), services),
      random.execute(requestWith(), services),
    ]);

    expect(cards.map((card) => readCard(card).match(/First|Second/)?.[0])).toEqual([
      'First',
      'Second',
    ]);
  });

  it('goes by the card when the channel is forgotten, as after a restart', async () => {
    const card = await random.presses.another.execute(
      pressWith({ paperId: '1' }),
      servicesWith(papers),
    );

    expect(readCard(card)).toContain('Second');
  });

  it.each([
    { when: 'a paper is drawn', paper: papers[0] },
    { when: 'none matches', paper: undefined },
  ])('says how it took the topic when $when', async ({ paper }) => {
    const services = servicesWith(papers);
    const finder: PaperFinder = {
      ...services.finder,
      random: async () => ({
        paper,
        notUnderstood: ['year:soon'],
        corrections: [{ typed: 'robtos', used: 'robots' }],
      }),
    };

    const shown = await random
      .execute(requestWith({ topic: 'robtos year:soon' }), { ...services, finder })
      .then(readCard, (error: Error) => error.message);

    expect(shown).toContain('Showing results for **robots** instead of `robtos`');
    expect(shown).toContain('Not understood: `year:soon`; searched as plain words.');
  });

  it('keeps to its topic when another is wanted', async () => {
    const services = servicesWith([...papers, paperWith({ id: '3', title: 'Robots' })]);

    const card = await random.presses.another.execute(pressWith({ query: 'robots' }), services);

    expect(readCard(card)).toMatch(/about “robots”\n## \[Robots\]/);
  });

  it.each([
    {
      when: 'nothing is about the topic',
      given: { topic: 'zebra' },
      held: papers,
      says: /about “zebra”\. Try a wider topic/,
    },
    { when: 'there are no papers', given: {}, held: [], says: /I hold no papers yet/ },
  ])('says what to try when $when', async ({ given, held, says }) => {
    await expect(random.execute(requestWith(given), servicesWith(held))).rejects.toThrow(says);
  });
});
