import { texToUnicode } from '../../corpus/tex-to-unicode.ts';
import { type CheckedPaper, checkPaper } from '../documents/check-paper.ts';
import { toLine } from '../documents/plain-text.ts';
import { splitNames } from '../documents/split-names.ts';

/** What any of arXiv's interfaces says of a paper. */
export interface ArxivRecord {
  /** Without version; `undefined` when the entry names none that makes sense. */
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly abstract: string | undefined;
  /** One list of names, as arXiv writes it, or the names themselves. */
  readonly authors: string | readonly string[];
  /** The primary one first. */
  readonly categories: readonly string[];
  readonly publishedAt?: string | undefined;
  readonly venue?: string | undefined;
}

const CATEGORY = /^[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z]{2,}(?:-[a-z]+)*)?$/;

/** Checks a record of arXiv; the addresses of a paper follow from its id, as arXiv documents it. */
export function checkArxivRecord(record: ArxivRecord, kind: string): CheckedPaper {
  const { id, authors } = record;
  if (id === undefined) {
    return { bad: { entry: record.title ?? 'an entry without a title', reason: 'no arXiv id' } };
  }
  const categories = [...new Set(record.categories.filter((name) => CATEGORY.test(name)))];
  const names = typeof authors === 'string' ? splitNames(authors, { isList: true }) : authors;
  return checkPaper(
    {
      id,
      title: toLine(record.title ?? '') || undefined,
      link: `https://arxiv.org/abs/${id}`,
      abstract: toLine(record.abstract ?? ''),
      authors: names.map((name) => toLine(texToUnicode(name))).filter((name) => name !== ''),
      publishedAt: record.publishedAt ?? monthOfId(id),
      primaryCategory: categories[0],
      categories,
      venue: record.venue && toLine(record.venue),
      links: { pdf: `https://arxiv.org/pdf/${id}` },
    },
    kind,
  );
}

/** The month that an id tells, in which the paper came to arXiv: `2305.10314` is of May 2023. */
function monthOfId(id: string): string | undefined {
  const [, yy = '', mm = ''] = /^(?:[a-z-]+(?:\.[A-Z]{2})?\/)?(\d\d)(0[1-9]|1[0-2])/.exec(id) ?? [];
  if (yy === '') return undefined;
  return `${Number(yy) > 90 ? '19' : '20'}${yy}-${mm}`;
}
