import type { Paper } from '../corpus/paper.ts';

/** A record of a paper, and which version of the paper it is of, as far as that is known. */
export interface PaperRecord {
  readonly paper: Paper;
  readonly version?: number;
}

/**
 * Makes one record of two of the same paper; the id is that of `held`.
 *
 * The record of the newer version counts, of one version that of the surer source, and of one source
 * the later one. What it lacks the other completes, a link or an abstract that is known is never
 * lost. Of two dates the more precise one counts, then the earlier: a paper came out once.
 */
export function mergePapers(held: PaperRecord, found: PaperRecord): Paper {
  const [first, second] = countsMore(found, held)
    ? [found.paper, held.paper]
    : [held.paper, found.paper];
  const publishedAt = surerDate(first.publishedAt, second.publishedAt);
  const primaryCategory = first.primaryCategory ?? second.primaryCategory;
  const categories = longer(first.categories, second.categories);
  const venue = first.venue ?? second.venue;
  return {
    id: held.paper.id,
    title: first.title,
    abstract: first.abstract || second.abstract,
    authors: first.authors.length > 0 ? first.authors : second.authors,
    ...(publishedAt !== undefined && { publishedAt }),
    ...(primaryCategory !== undefined && { primaryCategory }),
    ...(categories !== undefined && { categories }),
    ...(venue !== undefined && { venue }),
    source: first.source,
    links: { ...second.links, ...first.links, abstract: pageOf(first, second) },
  };
}

function countsMore(found: PaperRecord, held: PaperRecord): boolean {
  const newer = (found.version ?? 0) - (held.version ?? 0);
  if (found.version !== undefined && held.version !== undefined && newer !== 0) return newer > 0;
  return sureness(found.paper) >= sureness(held.paper);
}

/** arXiv knows its papers best; who links to papers writes titles and summaries of their own. */
function sureness({ source }: Paper): number {
  if (source === 'arxiv') return 2;
  return source.startsWith('hf-') ? 1 : 0;
}

function surerDate(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.length !== b.length) return a.length > b.length ? a : b;
  return a < b ? a : b;
}

/** Cross-lists are added to a paper, hardly ever taken back. */
function longer<T>(
  a: readonly T[] | undefined,
  b: readonly T[] | undefined,
): readonly T[] | undefined {
  return (b?.length ?? 0) > (a?.length ?? 0) ? b : a;
}

/** A page that can be opened rather than a placeholder. */
function pageOf(first: Paper, second: Paper): string {
  return /^https?:/.test(first.links.abstract) ? first.links.abstract : second.links.abstract;
}
