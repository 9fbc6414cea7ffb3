import { expect, it } from 'vitest';
import { decodeStrings, encodeStrings } from '../../../src/search/snapshot/string-blocks.ts';
import { fc } from '../../fast-check.ts';

/** Any text that JavaScript can hold, halves of surrogate pairs included. */
const anyString = fc.oneof(
  fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', '\ud83d', '数学', 'naïve', 'x'.repeat(3_000)),
);

it('gives back any strings as they were', () => {
  fc.assert(
    fc.property(fc.array(anyString), (strings) => {
      expect([...encodeStrings(strings)].flatMap(decodeStrings)).toEqual(strings);
    }),
  );
});

it.each([
  { what: 'long', strings: Array.from({ length: 150 }, (_, i) => String(i).repeat(5_000)) },
  { what: 'many', strings: Array.from({ length: 30_000 }, (_, i) => String(i)) },
])('divides $what strings into blocks that are read in milliseconds', ({ strings }) => {
  const blocks = [...encodeStrings(strings)];

  expect(blocks.length).toBeGreaterThan(2);
  for (const block of blocks) expect(block.length).toBeLessThan(0.6 * 2 ** 20);
  expect(blocks.flatMap(decodeStrings)).toEqual(strings);
});
