import { describe, expect, it } from 'vitest';
import { stripControls, stripToLine } from '../../../src/preview/terminal/strip-controls.ts';
import { fc } from '../../fast-check.ts';

describe('stripControls', () => {
  it.each([
    { what: 'colours', text: 'a\u001B[31mred\u001B[0mb', plain: 'aredb' },
    { what: 'a cleared screen', text: 'a\u001B[2J\u001B[Hb', plain: 'ab' },
    { what: 'a hyperlink', text: '\u001B]8;;https://evil\u0007x\u001B]8;;\u0007', plain: 'x' },
    { what: 'a window title', text: '\u001B]0;title\u0007x', plain: 'x' },
    { what: 'an 8-bit sequence', text: 'a\u009B2Jb', plain: 'ab' },
    { what: 'bell, backspace and null', text: 'a\u0007\b\u0000b', plain: 'ab' },
    { what: 'a change of direction', text: 'a\u202Eb\u2066c', plain: 'abc' },
    { what: 'foreign line breaks', text: 'a\r\nb\rc\u2028d', plain: 'a\nb\nc\nd' },
    { what: 'a tab', text: 'a\tb', plain: 'a b' },
  ])('takes out $what', ({ text, plain }) => {
    expect(stripControls(text)).toBe(plain);
  });

  it.each(['Schrödinger ≤ 1', '日本語', '👩‍🔬 and 🏳️‍🌈', 'a\nb'])('leaves %j alone', (text) => {
    expect(stripControls(text)).toBe(text);
  });

  it('leaves nothing that a terminal obeys in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(stripControls(text)).not.toMatch(/(?!\n)\p{Cc}/u);
      }),
    );
  });
});

describe('stripToLine', () => {
  it('joins lines', () => {
    expect(stripToLine('a \n\n b\u001B[1m')).toBe('a b');
  });
});
