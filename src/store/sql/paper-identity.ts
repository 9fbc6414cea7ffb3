import { findArxivId } from '../../corpus/paper-reference.ts';
import type { FoundPaper } from '../paper-store.ts';

/** What a paper is known again by, from the surest to the weakest. */
export interface PaperIdentity {
  readonly id: string;
  readonly arxivId: string | undefined;
  readonly doi: string | undefined;
  readonly titleKey: string | undefined;
}

/** “Editorial” or “Response to reviewers” by one author may be many papers. */
const MIN_TITLE_WORDS = 4;

/** A DOI, bare or in an address; the rules are those of the DOI Foundation: `10.`, digits, slash. */
const DOI = /\b(10\.\d{4,9}\/[^\s"<>?#]+)/;

export function identify({ paper, doi }: Pick<FoundPaper, 'paper' | 'doi'>): PaperIdentity {
  const references = [paper.id, paper.links.abstract, doi].filter((text) => text !== undefined);
  const arxivId = references.map(findArxivId).find((id) => id !== undefined);
  const dois = [doi, paper.id, paper.links.abstract].map((text) => text && findDoi(text));
  return {
    id: paper.id,
    arxivId,
    doi: dois.find((found) => found),
    titleKey: titleKey(paper),
  };
}

/** Whether two records that share a DOI or a title may yet be of one paper. */
export function mayBeSame(
  a: Pick<PaperIdentity, 'arxivId' | 'doi'>,
  b: Pick<PaperIdentity, 'arxivId' | 'doi'>,
): boolean {
  return !differ(a.arxivId, b.arxivId) && !differ(a.doi, b.doi);
}

function differ(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

/** In lower case, as DOIs know no other; arXiv's own are arXiv ids, and none here. */
function findDoi(text: string): string | undefined {
  const doi = DOI.exec(decodeSlashes(text))?.[1]?.toLowerCase();
  return doi?.startsWith('10.48550/arxiv') ? undefined : doi;
}

function decodeSlashes(text: string): string {
  return text.replaceAll(/%2f/gi, '/');
}

/**
 * Title and first author without case, accents, signs and white space; the author's last word, as
 * sources differ over given names. None without an author, or for a title that says too little.
 */
function titleKey({ title, authors }: FoundPaper['paper']): string | undefined {
  const words = wordsOf(title);
  // “Ashish Vaswani” and “Vaswani, Ashish” both.
  const surname = wordsOf(authors[0]?.split(',')[0] ?? '').at(-1);
  if (surname === undefined || words.length < MIN_TITLE_WORDS) return undefined;
  return `${words.join(' ')} | ${surname}`;
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
