import { describe, expect, it } from 'vitest';
import { countChars } from '../../src/discord/limits.ts';
import { truncate, truncateToFit } from '../../src/discord/truncate.ts';
import { fc } from '../fast-check.ts';

describe('truncate', () => {
  it.each([
    { when: 'the text fits', text: 'short', max: 5, cut: 'short' },
    {
      when: 'a word ends near',
      text: 'aligning language models',
      max: 20,
      cut: 'aligning language…',
    },
    { when: 'the room ends with a word', text: 'aligning models', max: 9, cut: 'aligning…' },
    { when: 'there is one long word', text: 'a'.repeat(20), max: 10, cut: `${'a'.repeat(9)}…` },
    { when: 'a comma would be left', text: 'first, second', max: 8, cut: 'first…' },
    { when: 'an emoji is in the way', text: 'ab👩‍👩‍👧‍👦cd', max: 5, cut: 'ab…' },
    { when: 'there is no room', text: 'abc', max: 0, cut: '' },
  ])('cuts well when $when', ({ text, max, cut }) => {
    expect(truncate(text, max)).toBe(cut);
  });

  it('ends with a whole sentence where one ends near', () => {
    const text = 'We study models. They are large. Their behaviour surprises everyone who looks.';

    expect(truncate(text, 50, 'sentence')).toBe('We study models. They are large. …');
  });

  it('cuts between words where no sentence ends near', () => {
    expect(truncate('Yes. We study the models that everybody uses', 30, 'sentence')).toBe(
      'Yes. We study the models that…',
    );
  });

  it('cuts piled-up accents rather than showing nothing', () => {
    expect(countChars(truncate(`a${'\u0301'.repeat(500)}`, 100))).toBe(100);
  });

  it('never exceeds the room, never splits a surrogate pair, and keeps a start of the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.nat(40),
        fc.constantFrom('word' as const, 'sentence' as const),
        (text, max, border) => {
          const cut = truncate(text, max, border);

          expect(countChars(cut)).toBeLessThanOrEqual(max);
          expect(cut).not.toMatch(/\p{Cs}/u);
          expect(text.startsWith(cut.replace(/ ?…$/u, ''))).toBe(true);
        },
      ),
    );
  });
});

describe('truncateToFit', () => {
  it('leaves room for what the rendering adds', () => {
    const doubled = (text: string) => [...text].map((char) => char + char).join('');

    expect(truncateToFit('abcdefgh', 8, doubled)).toBe('aabbcc……');
  });
});

describe('countChars', () => {
  it('counts code points, as Discord does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(countChars(text)).toBe([...text].length);
      }),
    );
  });
});
