import type { Paper } from '../src/corpus/paper.ts';
import type { FoundPaper } from '../src/search/paper-finder.ts';
import { fc } from './fast-check.ts';
import { HOSTILE_TEXT } from './sample-papers.ts';

const fragment = fc.oneof(
  { weight: 4, arbitrary: fc.lorem({ maxCount: 12 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme' }) },
  fc.constantFrom(
    HOSTILE_TEXT,
    '\u200b',
    '\u202e',
    'مرحبا بالعالم',
    '👩‍👩‍👧‍👦',
    '$\\lambda$',
    '\n',
  ),
  fc.constantFrom('*'.repeat(300), 'x'.repeat(900), '[('.repeat(200), '\u0301'.repeat(200)),
);

const text = fc.array(fragment, { maxLength: 12 }).map((fragments) => fragments.join(' '));

const longText = fc
  .tuple(text, fc.integer({ min: 1, max: 40 }))
  .map(([part, times]) => part.repeat(times).slice(0, 12_000));

const address = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.constantFrom('https://arxiv.org/abs/2305.10314', 'javascript:alert(1)', 'nonsense', ''),
  fc.nat(3_000).map((length) => `https://example.org/${'(x)'.repeat(length / 3)}`),
);

/** Any paper, however odd: long, empty, hostile, in any script. */
export const arbitraryPaper: fc.Arbitrary<Paper> = fc.record(
  {
    id: fc.oneof(
      fc.stringMatching(/^\d{4}\.\d{5}$/),
      fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 150 })
        .filter((id) => id.trim() !== ''),
    ),
    title: text,
    abstract: longText,
    authors: fc.oneof(
      fc.array(text, { maxLength: 6 }),
      fc.array(fc.constantFrom('Ada Lovelace', 'Ж. Ж.'), { minLength: 400, maxLength: 500 }),
    ),
    publishedAt: fc.constantFrom('2023-05-17', '2024-11', '2023'),
    primaryCategory: text,
    venue: text,
    source: fc.constant('test'),
    links: fc.record(
      { abstract: address, pdf: address, huggingFace: address },
      { requiredKeys: ['abstract'] },
    ),
  },
  { requiredKeys: ['id', 'title', 'abstract', 'authors', 'source', 'links'] },
);

/** At most five papers with different ids, as one page of hits from `offset` on. */
export function arbitraryPage(offset: number): fc.Arbitrary<readonly FoundPaper[]> {
  return fc
    .uniqueArray(fc.tuple(arbitraryPaper, fc.nat(80)), {
      selector: ([{ id }]) => id,
      minLength: 1,
      maxLength: 5,
    })
    .map((papers) =>
      papers.map(([paper, at], index) => ({
        paper,
        score: 1,
        rank: offset + index + 1,
        snippet: {
          text: paper.abstract,
          matches: at + 5 <= paper.abstract.length ? [[at, at + 5] as const] : [],
        },
      })),
    );
}
