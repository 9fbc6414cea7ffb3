import { describe, expect, it } from 'vitest';
import {
  MAX_SLOTS,
  PostingLists,
  postingField,
  postingFrequency,
  postingSlot,
} from '../../../src/search/orama/posting-lists.ts';
import { fc } from '../../fast-check.ts';

type Posting = readonly [slot: number, field: number, frequency: number];

function read(lists: PostingLists, term: number): Posting[] {
  const postings: Posting[] = [];
  for (const { page, start, end } of lists.runs(term)) {
    for (const posting of page.subarray(start, end)) {
      postings.push([postingSlot(posting), postingField(posting), postingFrequency(posting)]);
    }
  }
  return postings;
}

describe('PostingLists', () => {
  it('gives back what was appended to each list, in order', () => {
    const appended = fc.array(
      fc.tuple(fc.nat(4), fc.nat(MAX_SLOTS - 1), fc.nat(3), fc.integer({ min: 1, max: 63 })),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(appended, (postings) => {
        const lists = new PostingLists();
        const expected: Posting[][] = [[], [], [], [], []];

        for (const [term, ...posting] of postings) {
          lists.append(term, ...posting);
          expected[term]!.push(posting);
        }

        expect(expected.map((_, term) => read(lists, term))).toEqual(expected);
      }),
    );
  });

  it('has an empty list for a term that was never seen', () => {
    expect(read(new PostingLists(), 7)).toEqual([]);
  });

  it('counts a document once, however many of its fields hold the term', () => {
    const lists = new PostingLists();

    const isNew = [
      lists.append(0, 5, 0, 1),
      lists.append(0, 5, 1, 1),
      lists.append(1, 5, 1, 1),
      lists.append(0, 6, 0, 1),
    ];

    expect(isNew).toEqual([true, false, true, true]);
  });

  it('counts a frequency no higher than it can hold', () => {
    const lists = new PostingLists();

    lists.append(0, MAX_SLOTS - 1, 3, 1_000);

    expect(read(lists, 0)).toEqual([[MAX_SLOTS - 1, 3, 63]]);
  });

  it('keeps long lists whole over many pages of memory', () => {
    const lists = new PostingLists();
    const documents = 200_000;

    for (let slot = 0; slot < documents; slot++) {
      lists.append(0, slot, slot % 3, 1 + (slot % 60));
      if (slot % 7 === 0) lists.append(1 + (slot % 50), slot, 1, 2);
    }

    let next = 0;
    let wrong = 0;
    for (const { page, start, end } of lists.runs(0)) {
      for (const posting of page.subarray(start, end)) {
        const isRight =
          postingSlot(posting) === next &&
          postingField(posting) === next % 3 &&
          postingFrequency(posting) === 1 + (next % 60);
        if (!isRight) wrong++;
        next++;
      }
    }
    expect({ next, wrong }).toEqual({ next: documents, wrong: 0 });
    expect(read(lists, 8)[1]).toEqual([7 + 350, 1, 2]);
    expect(lists.bytes).toBeLessThan(documents * 4 * 1.5 + 2 ** 20);
  });
});
