import { describe, expect, it } from 'vitest';
import { show } from '../../commands/show.ts';
import { readCard } from '../discord/cards/card-text.ts';
import { paperWith } from '../sample-papers.ts';
import { pressWith, requestWith, servicesWith } from './command-request.ts';

describe('/paper show', () => {
  it.each([
    '2305.10314',
    ' https://arxiv.org/abs/2305.10314 ',
    'https://huggingface.co/papers/2305.10314',
    'LeTI: Learning to Generate from Textual Interactions',
  ])('shows the paper that %s stands for', async (paper) => {
    expect(readCard(await show.execute(requestWith({ paper }), servicesWith()))).toContain(
      '## [LeTI: Learning to Generate from Textual Interactions]',
    );
  });

  it('says what it may have been when the title is not whole', async () => {
    await expect(show.execute(requestWith({ paper: 'LeTI' }), servicesWith())).rejects.toThrow(
      'I hold no paper “LeTI”. ' +
        'Do you mean “LeTI: Learning to Generate from Textual Interactions” (`2305.10314`)?',
    );
  });

  it('says what to try when it knows nothing like it', async () => {
    await expect(
      show.execute(requestWith({ paper: '2401.99999' }), servicesWith()),
    ).rejects.toThrow(
      'I hold no paper “2401.99999”. Type a part of its title and pick it from the list, ' +
        'or find it with `/paper search`.',
    );
  });

  it('fetches a paper that the corpus does not hold', async () => {
    const paper = paperWith({ id: '2611.00001', title: 'A New Paper' });
    const fetchPaper = async (reference: string) =>
      reference === 'arXiv:2611.00001' ? paper : undefined;
    const services = { ...servicesWith(), fetchPaper };

    expect(
      readCard(await show.execute(requestWith({ paper: 'arXiv:2611.00001' }), services)),
    ).toContain('## [A New Paper]');
    await expect(show.execute(requestWith({ paper: '2611.99999' }), services)).rejects.toThrow(
      'I hold no paper “2611.99999”.',
    );
  });

  it('suggests papers by title or id', () => {
    expect(show.autocomplete({ option: 'paper', typed: '2305.103' }, servicesWith())).toEqual([
      {
        name: 'LeTI: Learning to Generate from Textual Interactions (2305.10314)',
        value: '2305.10314',
      },
    ]);
  });

  it('opens the paper that was chosen in a menu', async () => {
    const card = await show.presses.open.execute(pressWith({}, '2305.18290'), servicesWith());

    expect(readCard(card)).toContain('## [Direct Preference Optimization');
  });

  it('lists similar papers', async () => {
    const press = pressWith({ paperId: '2305.18290' });

    const card = await show.presses.similar.execute(press, servicesWith());

    expect(readCard(card)).toMatch(
      /^Papers similar to \*\*Direct Preference .*\n---\n### 1\. \[LeTI/,
    );
  });

  it('says so when a card is about a paper that is gone', async () => {
    const press = pressWith({ paperId: '1' });

    await expect(show.presses.similar.execute(press, servicesWith())).rejects.toThrow(
      /“1” is no longer in my corpus/,
    );
  });

  it('says so when nothing is similar', async () => {
    const press = pressWith({ paperId: '1' });

    await expect(
      show.presses.similar.execute(press, servicesWith([paperWith({ id: '1' })])),
    ).rejects.toThrow(/no other paper/);
  });
});
