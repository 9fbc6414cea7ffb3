import { ApplicationCommandOptionType as OptionType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { showOption, startDraft, TAIL } from '../../../../../src/preview/web/page/command/draft.ts';
import { typeText } from '../../../../../src/preview/web/page/command/type-text.ts';

const text = (name: string, required = false) => ({
  name,
  description: name,
  type: OptionType.String as const,
  required,
});

const search = startDraft({
  path: ['paper', 'search'],
  description: 'Find papers',
  options: [text('query', true), text('year'), text('author')],
  address: { name: 'paper', subcommand: 'search' },
});

describe('typeText', () => {
  it.each([
    { typed: 'reward models', values: { query: 'reward models' }, focused: 'query' },
    { typed: 'reward year:', values: { query: 'reward', year: '' }, focused: 'year' },
    {
      typed: 'reward models year:2024 author: Heng Ji',
      values: { query: 'reward models', year: '2024', author: 'Heng Ji' },
      focused: 'author',
    },
    { typed: 'query:reward', values: { query: 'reward' }, focused: 'query' },
    { typed: 'Year:2024', values: { query: '', year: '2024' }, focused: 'year' },
    { typed: 'leap-year:2024 -year:2023', values: { query: 'leap-year:2024 -year:2023' } },
    { typed: 'a colon: no option', values: { query: 'a colon: no option' } },
    { typed: '"the year: 2024', values: { query: '"the year: 2024' } },
    { typed: '"a year" year:1', values: { query: '"a year"', year: '1' }, focused: 'year' },
    { typed: 'year:2022 year:2023', values: { query: '', year: '2022 year:2023' } },
  ])('reads “$typed” in a field as $values', ({ typed, values, focused }) => {
    const { draft, rest } = typeText(search, 'query', typed);

    expect(
      Object.fromEntries(draft.shown.map((name) => [name, draft.entries[name]?.text])),
    ).toEqual(values);
    expect(rest).toBe('');
    if (focused !== undefined) expect(draft.focused).toBe(focused);
  });

  it('keeps what belongs to no option apart, behind the fields', () => {
    const { draft, rest } = typeText(search, TAIL, 'robots year:2024');

    expect(rest).toBe('robots');
    expect(draft.entries).toEqual({ year: { text: '2024' } });
  });

  it('goes to an option that is there and empty, and leaves one alone that is filled in', () => {
    const shown = showOption(search, 'year');

    const empty = typeText(shown, 'query', 'dpo year:2024').draft;
    const filled = typeText(empty, 'query', 'dpo year:2023').draft;

    expect(empty.shown).toEqual(['query', 'year']);
    expect(empty.entries).toEqual({ query: { text: 'dpo' }, year: { text: '2024' } });
    expect(filled.entries).toEqual({ query: { text: 'dpo year:2023' }, year: { text: '2024' } });
  });
});
