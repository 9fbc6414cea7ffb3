import { describe, expect, it } from 'vitest';
import { LineList } from '../../../src/search/orama/line-list.ts';
import { fc } from '../../fast-check.ts';

function listOf(lines: readonly string[]): LineList {
  const list = new LineList('lines');
  for (const line of lines) list.add(line);
  return list;
}

const line = fc
  .array(fc.constantFrom('a', 'b', 'ab', 'é', '語', ' '), { maxLength: 5 })
  .map((parts) => parts.join(''));

describe('LineList', () => {
  it('finds lines by what they are, begin with or hold', () => {
    const texts = fc.array(line, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), line, texts, (lines, wanted, held) => {
        fc.pre(held.some((text) => text !== ''));
        const list = listOf(lines);
        const slotsThat = (accept: (each: string) => boolean) =>
          lines.flatMap((each, slot) => (accept(each) ? [slot] : []));

        expect([...list.equalTo(wanted)]).toEqual(slotsThat((each) => each === wanted));
        expect([...list.startingWith(wanted)]).toEqual(
          slotsThat((each) => each.startsWith(wanted)),
        );
        expect([...list.holding(held)]).toEqual(
          slotsThat((each) => held.every((text) => each.includes(text))),
        );
      }),
    );
  });

  it('finds after compaction what a list made afresh finds, and goes on', async () => {
    const removed = fc.array(fc.tuple(line, fc.boolean()), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(removed, line, async (entries, added) => {
        const list = listOf(entries.map(([each]) => each));
        let live = 0;
        const newSlots = Int32Array.from(entries, ([, isRemoved]) => (isRemoved ? -1 : live++));

        const compact = await list.prepareCompaction(newSlots);
        compact();
        list.add(added);

        const lines = entries.flatMap(([each, isRemoved]) => (isRemoved ? [] : [each]));
        const fresh = listOf([...lines, added]);
        for (const each of [...lines, added, 'a', 'é']) {
          expect([...list.equalTo(each)]).toEqual([...fresh.equalTo(each)]);
          expect([...list.startingWith(each)]).toEqual([...fresh.startingWith(each)]);
        }
      }),
    );
  });

  it('holds many lines', () => {
    const list = listOf(Array.from({ length: 20_000 }, (_, i) => `line ${i}`));

    expect([...list.equalTo('line 19999')]).toEqual([19_999]);
    expect([...list.startingWith('line 1999')]).toEqual([
      1_999,
      ...Array.from({ length: 10 }, (_, i) => 19_990 + i),
    ]);
  });
});
