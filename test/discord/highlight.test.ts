import { describe, expect, it } from 'vitest';
import { highlight } from '../../src/discord/highlight.ts';
import { countChars } from '../../src/discord/limits.ts';
import { fc } from '../fast-check.ts';

describe('highlight', () => {
  it.each([
    { when: 'nothing matches', text: 'plain', matches: [], shown: 'plain' },
    { when: 'a word matches', text: 'a good word', matches: [[2, 6]], shown: 'a **good** word' },
    {
      when: 'two words in a row match',
      text: 'direct preference',
      matches: [
        [0, 6],
        [7, 17],
      ],
      shown: '**direct preference**',
    },
    {
      when: 'matches touch',
      text: 'selfplay',
      matches: [
        [0, 4],
        [4, 8],
      ],
      shown: '**selfplay**',
    },
    {
      when: 'the match holds markdown',
      text: 'x a*b y',
      matches: [[2, 5]],
      shown: 'x **a\\*b** y',
    },
    {
      when: 'markdown stands before the match',
      text: '**x** word',
      matches: [[6, 10]],
      shown: '\\*\\*x\\*\\* **word**',
    },
    {
      when: 'the match has white space around it',
      text: 'a b c',
      matches: [[1, 4]],
      shown: 'a **b** c',
    },
  ] as const)('marks matches when $when', ({ text, matches, shown }) => {
    expect(highlight({ text, matches }, 400)).toBe(shown);
  });

  it('cuts a long text, and keeps bold whatever of a match is left', () => {
    const text = 'aaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb';

    expect(highlight({ text, matches: [[5, 35]] }, 20)).toBe('aaaa **bbbbbbbbbb**…');
  });

  it('never exceeds the room and never leaves bold open', () => {
    const snippet = fc
      .tuple(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.array(fc.nat(60), { maxLength: 8 }))
      .map(([text, points]) => {
        const sorted = [...new Set(points)].sort((a, b) => a - b).filter((at) => at <= text.length);
        const pairs = sorted.flatMap((start, index) => {
          const end = sorted[index + 1];
          return index % 2 === 0 && end !== undefined ? [[start, end] as const] : [];
        });
        return { text, matches: pairs };
      });
    fc.assert(
      fc.property(snippet, fc.integer({ min: 0, max: 80 }), (given, max) => {
        const shown = highlight(given, max);

        expect(countChars(shown)).toBeLessThanOrEqual(max);
        const markers = shown.replace(/\\./gsu, '').match(/\*\*/g) ?? [];
        expect(markers.length % 2).toBe(0);
      }),
    );
  });
});
