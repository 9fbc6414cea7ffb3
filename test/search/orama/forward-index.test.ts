import { describe, expect, it } from 'vitest';
import { ForwardIndex } from '../../../src/search/orama/forward-index.ts';
import type { Section, SectionSource } from '../../../src/search/snapshot/sections.ts';
import type { WordSequence } from '../../../src/search/word-reader.ts';
import { fc } from '../../fast-check.ts';

const sequence = (numbers: readonly number[], wholes: readonly number[] = []): WordSequence => ({
  numbers: Int32Array.from(numbers),
  wholes: Int32Array.from(wholes),
});

/** The sections as they are read from a snapshot. */
function toSource(sections: Iterable<Section>): SectionSource {
  const chunks = new Map(
    Array.from(sections, ({ name, chunks }) => [
      name,
      Array.from(chunks, (chunk) => Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)),
    ]),
  );
  return {
    byteLength: (name) => chunks.get(name)!.reduce((sum, chunk) => sum + chunk.length, 0),
    async *chunks(name) {
      yield* chunks.get(name)!;
    },
  };
}

const read = (index: ForwardIndex, slot: number): number[][] =>
  index.read(slot).map((words) => Array.from(words));

/** Numbers of words around the borders of one byte, two and more. */
const word = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 120, max: 130 }),
  fc.integer({ min: 16_378, max: 16_388 }),
  fc.integer({ min: 2 ** 21 - 5, max: 2 ** 21 + 5 }),
  fc.integer({ min: 2 ** 30, max: 2 ** 31 - 3 }),
);
/** Words of a field, some of which are wholes of hyphenated words. */
const field = fc
  .array(fc.record({ word, isWhole: fc.boolean() }), { maxLength: 20 })
  .map((entries) => ({
    numbers: entries.map((entry) => entry.word),
    wholes: [...entries.keys()].filter((i) => entries[i]!.isWhole),
    parts: entries.filter(({ isWhole }) => !isWhole).map((entry) => entry.word),
  }));

describe('ForwardIndex', () => {
  it('gives the words of every field back, in their order, moved to other slots and restored', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ fields: fc.tuple(field, field), isLive: fc.boolean() })),
        async (documents) => {
          const index = new ForwardIndex(2);
          for (const [slot, { fields }] of documents.entries()) {
            index.add(
              slot,
              fields.map(({ numbers, wholes }) => sequence(numbers, wholes)),
            );
          }
          let live = 0;
          const newSlots = Int32Array.from(documents, ({ isLive }) => (isLive ? live++ : -1));

          const moved = await index.compacted(newSlots);
          const restored = new ForwardIndex(2);
          await restored.restore(toSource(moved.sections()));

          const expectHeld = (
            held: ForwardIndex,
            slot: number,
            fields: (typeof documents)[number]['fields'],
          ) => {
            expect(read(held, slot)).toEqual(fields.map(({ numbers }) => numbers));
            for (const { parts } of fields) {
              if (parts.length > 0) expect(held.holdsPhrase(slot, parts, 2)).toBe(true);
            }
          };
          for (const [slot, { fields }] of documents.entries()) {
            expectHeld(index, slot, fields);
            if (newSlots[slot]! < 0) continue;
            expectHeld(moved, newSlots[slot]!, fields);
            expectHeld(restored, newSlots[slot]!, fields);
          }
        },
      ),
    );
  });

  it('finds phrases as plain search finds them, within one field', () => {
    const letters = fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 12 });
    const phrase = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(letters, letters, phrase, (title, abstract, wanted) => {
        const index = new ForwardIndex(2);
        index.add(0, [sequence(title), sequence(abstract)]);
        const stands = (text: readonly number[]): boolean =>
          `,${text.join()},`.includes(`,${wanted.join()},`);

        expect(index.holdsPhrase(0, wanted, 1)).toBe(stands(title));
        expect(index.holdsPhrase(0, wanted, 2)).toBe(stands(title) || stands(abstract));
      }),
    );
  });

  it('passes over the whole of a hyphenated word when it looks for phrases', () => {
    const index = new ForwardIndex(1);
    // Self-play of games: self, play, selfplay, of, games.
    index.add(0, [sequence([0, 1, 2, 3, 4], [2])]);

    expect(read(index, 0)).toEqual([[0, 1, 2, 3, 4]]);
    expect(index.holdsPhrase(0, [0, 1, 3], 1)).toBe(true);
    expect(index.holdsPhrase(0, [2], 1)).toBe(false);
  });

  it('holds documents that fill many pages, and one that takes more than a page', () => {
    const index = new ForwardIndex(1);
    const lengths = [400_000, 1, 300_000, 2_000_000, 0, 5];
    for (const [slot, length] of lengths.entries()) {
      index.add(slot, [sequence(Array.from({ length }, (_, i) => slot * 1_000 + (i % 1_000)))]);
    }

    for (const [slot, length] of lengths.entries()) {
      const [words] = index.read(slot);
      expect(words).toHaveLength(length);
      expect(words!.every((each, i) => each === slot * 1_000 + (i % 1_000))).toBe(true);
    }
  });
});
