import { expect, it } from 'vitest';
import { countChars } from '../../src/discord/limits.ts';
import { formatPaperChoices } from '../../src/discord/paper-choices.ts';
import { fc } from '../fast-check.ts';

it('shows title and id, and gives the id', () => {
  const suggestions = [{ paperId: '2305.10314', title: 'LeTI: $\\lambda$-Learning' }];

  expect(formatPaperChoices(suggestions)).toEqual([
    { name: 'LeTI: λ-Learning (2305.10314)', value: '2305.10314' },
  ]);
});

it('leaves out a paper whose id is too long to be chosen', () => {
  expect(formatPaperChoices([{ paperId: 'x'.repeat(101), title: 'A' }])).toEqual([]);
});

it('keeps the limits of a choice for any title and id', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 150 });
  fc.assert(
    fc.property(text, text.filter(Boolean), (title, paperId) => {
      for (const { name, value } of formatPaperChoices([{ title, paperId }])) {
        expect(countChars(name)).toBeLessThanOrEqual(100);
        expect(name.trim()).not.toBe('');
        expect(countChars(value)).toBeLessThanOrEqual(100);
      }
    }),
  );
});
