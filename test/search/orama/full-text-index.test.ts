import { describe, expect, it } from 'vitest';
import { DocumentSlots } from '../../../src/search/orama/document-slots.ts';
import { FullTextIndex, type TextField } from '../../../src/search/orama/full-text-index.ts';
import type { QueryTerm } from '../../../src/search/wording/query-reading.ts';
import { fc } from '../../fast-check.ts';

const FIELDS: readonly TextField[] = [
  { name: 'title', boost: 2, b: 0.5, termOf: (word) => word },
  { name: 'abstract', boost: 1, b: 0.75, termOf: (word) => word },
];
const K1 = 1.3;

type Texts = readonly [title: string, abstract: string];

const words = (text: string) => text.split(' ').filter(Boolean);

/** The formula as it stands in the book, with no index at all. */
function scoreBm25f(documents: readonly Texts[], document: Texts, query: readonly QueryTerm[]) {
  let score = 0;
  for (const { term, weight } of query) {
    const frequency = documents.filter((texts) =>
      texts.some((t) => words(t).includes(term)),
    ).length;
    const idf = Math.log(1 + (documents.length - frequency + 0.5) / (frequency + 0.5));
    let count = 0;
    for (const [f, { boost, b }] of FIELDS.entries()) {
      const lengths = documents.map((texts) => words(texts[f]!).length);
      const mean = lengths.reduce((sum, length) => sum + length, 0) / documents.length;
      const own = words(document[f]!);
      const occurrences = own.filter((word) => word === term).length;
      if (occurrences > 0) count += (boost * occurrences) / (1 - b + (b * own.length) / mean);
    }
    score += (weight * idf * (K1 + 1) * count) / (K1 + count);
  }
  return score;
}

/** The index with the bookkeeping that goes with it; documents go by number, from 1. */
function createIndex() {
  const slots = new DocumentSlots();
  const index = new FullTextIndex(FIELDS);
  return {
    index,
    add(document: number, texts: Texts) {
      const slot = slots.open(document);
      index.add(
        slot,
        texts.map((text) => index.readWords(text)),
      );
    },
    remove(document: number) {
      index.remove(slots.slotOf(document)!);
      slots.close(document);
    },
    async compact() {
      const newSlots = slots.newSlots();
      const compactText = await index.prepareCompaction(newSlots);
      const compactSlots = await slots.prepareCompaction(newSlots);
      compactText();
      compactSlots();
    },
    search(query: readonly QueryTerm[], limit = 1_000, accept?: (document: number) => boolean) {
      const filter =
        accept &&
        Uint8Array.from({ length: slots.count }, (_, slot) =>
          accept(slots.documentOf(slot)) ? 1 : 0,
        );
      const { ranked, matched } = index.search(query, {
        limit,
        filter,
        compareTies: (a, b) => slots.documentOf(a) - slots.documentOf(b),
      });
      const hits = ranked.map(({ slot, score }) => ({ document: slots.documentOf(slot), score }));
      return { hits, matched };
    },
    documentsWithPhrase: (words: readonly string[], fields: number) => {
      const phrase = index.phraseOf(words);
      return Array.from(slots.documents()).filter(
        (document) => phrase && index.holdsPhrase(slots.slotOf(document)!, phrase, fields),
      );
    },
    documentsWithAll: (terms: readonly string[], field: number) =>
      Array.from(index.slotsWithAll(terms, field), (slot) => slots.documentOf(slot)),
  };
}

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 12 })
  .map((letters) => letters.join(' '));
const texts: fc.Arbitrary<Texts> = fc.tuple(text, text);
const query = fc.array(
  fc.record({
    term: fc.constantFrom('a', 'b', 'c', 'unknown'),
    weight: fc.constantFrom(1, 0.5, 0.01),
  }),
  { maxLength: 5 },
);

const one = (term: string): QueryTerm[] => [{ term, weight: 1 }];

describe('FullTextIndex', () => {
  it('scores by BM25F, to the last document that holds a term', () => {
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 12 }), query, (documents, terms) => {
        const { add, search } = createIndex();
        documents.forEach((each, i) => {
          add(i + 1, each);
        });

        const { hits, matched } = search(terms);

        const expected = documents
          .map((each, i) => ({ document: i + 1, score: scoreBm25f(documents, each, terms) }))
          .filter(({ score }) => score > 0);
        expect(matched).toBe(expected.length);
        expect(hits).toHaveLength(expected.length);
        for (const { document, score } of expected) {
          expect(hits.find((hit) => hit.document === document)!.score).toBeCloseTo(score, 10);
        }
        expect(hits.map(({ score }) => score)).toEqual(
          hits.map(({ score }) => score).sort((x, y) => y - x),
        );
      }),
    );
  });

  it('scores after additions, removals and compactions like an index built afresh', async () => {
    const change = fc.oneof(
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('add' as const), texts }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), nth: fc.nat() }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('compact' as const) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 40 }), query, async (changes, terms) => {
        const changed = createIndex();
        const held = new Map<number, Texts>();
        for (const [i, each] of changes.entries()) {
          if (each.kind === 'add') {
            held.set(i + 1, each.texts);
            changed.add(i + 1, each.texts);
          } else if (each.kind === 'compact') {
            await changed.compact();
          } else if (held.size > 0) {
            const document = [...held.keys()][each.nth % held.size]!;
            changed.remove(document);
            held.delete(document);
          }
        }
        const fresh = createIndex();
        for (const [document, each] of held) fresh.add(document, each);

        expect(changed.search(terms)).toEqual(fresh.search(terms));
        expect(changed.documentsWithAll(['a', 'b'], 1)).toEqual(
          fresh.documentsWithAll(['a', 'b'], 1),
        );
        expect(changed.documentsWithPhrase(['a', 'b'], 2)).toEqual(
          fresh.documentsWithPhrase(['a', 'b'], 2),
        );
        expect(changed.index.size).toBe(held.size);
        for (const term of ['a', 'e', 'unknown']) {
          expect(changed.index.idf(term)).toBe(fresh.index.idf(term));
        }
      }),
    );
  });

  it('gives the same best ones when few are asked for, without scoring all the others', () => {
    // Words as rare as in real texts, and more documents than are counted: most are never scored.
    const zipf = fc.nat(999).map((n) => `w${Math.floor(40 * (n / 1_000) ** 3)}`);
    const many = fc.array(fc.array(zipf, { minLength: 1, maxLength: 12 }), {
      minLength: 500,
      maxLength: 900,
      size: 'max',
    });
    const terms = fc.array(fc.record({ term: zipf, weight: fc.constantFrom(1, 0.7, 0.1) }), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(many, terms, fc.integer({ min: 1, max: 400 }), (documents, wanted, limit) => {
        const { add, search } = createIndex();
        for (const [i, each] of documents.entries()) {
          add(i + 1, [each.slice(0, 2).join(' '), each.join(' ')]);
        }
        const accept = (document: number) => document % 3 !== 0;

        const all = search(wanted);
        const some = search(wanted, 10_000, accept);

        expect(search(wanted, limit).hits).toEqual(all.hits.slice(0, limit));
        expect(search(wanted, limit, accept).hits).toEqual(some.hits.slice(0, limit));
      }),
      { numRuns: 15 },
    );
  });

  it('counts the documents that match exactly up to 300, however few are asked for', () => {
    const { add, search } = createIndex();
    for (let document = 1; document <= 2_000; document++) {
      add(document, [document <= 290 ? 'rare' : 'x', 'common']);
    }

    const [few, many] = ['rare', 'common'].map((term) => search(one(term), 1).matched);

    expect(few).toBe(290);
    expect(many).toBeGreaterThanOrEqual(300);
    const both = [...one('rare'), ...one('common')];
    expect(search(both, 1).matched).toBeGreaterThanOrEqual(300);
  });

  it('finds nothing before anything is added, and after all is removed', () => {
    const { add, remove, search } = createIndex();

    const empty = search(one('a'));
    add(1, ['a', 'b']);
    remove(1);

    expect([empty, search(one('a'))]).toEqual([
      { hits: [], matched: 0 },
      { hits: [], matched: 0 },
    ]);
  });

  it('gives the best of those that are accepted, and counts them all', () => {
    const { add, search } = createIndex();
    for (let document = 1; document <= 20; document++) add(document, ['a', 'x '.repeat(document)]);

    const { hits, matched } = search(one('a'), 3, (document) => document % 2 === 0);

    expect(hits.map(({ document }) => document)).toEqual([2, 4, 6]);
    expect(matched).toBe(10);
  });

  it('counts a word of the title more than one of the abstract', () => {
    const { add, search } = createIndex();
    add(1, ['x x', 'a x']);
    add(2, ['a x', 'x x']);

    expect(search(one('a')).hits.map(({ document }) => document)).toEqual([2, 1]);
  });

  it('finds the documents that hold all of some terms in one field', () => {
    const { add, documentsWithAll } = createIndex();
    add(1, ['a b', 'c']);
    add(2, ['a', 'b']);
    add(3, ['b a a', '']);

    expect(documentsWithAll(['a', 'b', 'a'], 0)).toEqual([1, 3]);
    expect(documentsWithAll(['a', 'unknown'], 0)).toEqual([]);
    expect(documentsWithAll([], 0)).toEqual([]);
  });

  it('grows beyond the room it begins with', () => {
    const { add, search } = createIndex();
    for (let document = 1; document <= 5_000; document++) add(document, [`a t${document}`, 'b']);

    expect(search(one('a')).matched).toBe(5_000);
    expect(search(one('t5000')).hits.map(({ document }) => document)).toEqual([5_000]);
  });

  it('scores no document above the ideal', () => {
    const { add, search, index } = createIndex();
    add(1, ['a '.repeat(60), 'a '.repeat(60)]);
    add(2, ['b', 'c']);

    const ideal = index.idealScore(one('a'));

    expect(search(one('a')).hits[0]!.score).toBeLessThan(ideal);
    expect(search(one('a')).hits[0]!.score).toBeGreaterThan(ideal * 0.6);
  });
});
