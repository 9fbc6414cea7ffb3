import * as z from 'zod';
import type { Paper } from '../../corpus/paper.ts';
import { describeIssue, problemsOf, publicationDate } from '../../corpus/paper-record.ts';
import type { BadEntry } from '../source.ts';

const MAX_TITLE_CHARS = 1_000;
const MAX_NAME_CHARS = 300;
const MAX_ADDRESS_CHARS = 2_000;

const filledText = z.string().refine((text) => text !== '', 'is empty');
const address = z
  .url({ protocol: /^https?$/ })
  .max(MAX_ADDRESS_CHARS, `is longer than ${MAX_ADDRESS_CHARS} characters`);

/** A paper as sources give it: without a title or a page to lead to, it is none. */
const sourcePaper = z.object({
  id: filledText,
  title: filledText.max(MAX_TITLE_CHARS, `is longer than ${MAX_TITLE_CHARS} characters`),
  link: address,
  abstract: z.string(),
  authors: z.array(filledText.max(MAX_NAME_CHARS, 'is no name: it is too long')),
  publishedAt: publicationDate.optional(),
  primaryCategory: filledText.optional(),
  categories: z.array(filledText).optional(),
  venue: filledText.optional(),
});

/** What a source says of a paper, before anything of it was checked. */
export interface PaperCandidate {
  readonly id: string | undefined;
  readonly title: string | undefined;
  /** Where the title leads. */
  readonly link: string | undefined;
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly publishedAt?: string | undefined;
  readonly primaryCategory?: string | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly venue?: string | undefined;
  /** Without `abstract`; one that makes no sense is dropped. */
  readonly links?: Readonly<
    Partial<Record<'pdf' | 'huggingFace' | 'code' | 'project', string | undefined>>
  >;
}

/** An entry that makes a paper, or the reason why it makes none. */
export type CheckedPaper = { readonly paper: Paper } | { readonly bad: BadEntry };

/**
 * Checks what a source says of a paper.
 *
 * @param kind where the record comes from, for `Paper.source`
 */
export function checkPaper(candidate: PaperCandidate, kind: string): CheckedPaper {
  const { data, error } = sourcePaper.safeParse(candidate, { error: describeIssue });
  if (error) {
    const entry = candidate.title || candidate.link || candidate.id || 'an entry without a name';
    const problems = problemsOf(error).filter((problem) => problem !== 'id is missing');
    return { bad: { entry: entry.slice(0, 100), reason: problems.join(', ') } };
  }
  const { id, title, link, abstract, authors, publishedAt, primaryCategory, categories, venue } =
    data;
  return {
    paper: {
      id,
      title,
      abstract,
      authors,
      ...(publishedAt && { publishedAt }),
      ...(primaryCategory && { primaryCategory }),
      ...(categories && categories.length > 0 && { categories }),
      ...(venue && { venue }),
      source: kind,
      links: { abstract: link, ...sensibleLinks(candidate.links) },
    },
  };
}

/** The links that are web addresses: a mistyped one is no reason to lose the paper. */
function sensibleLinks(links: PaperCandidate['links']): Omit<Paper['links'], 'abstract'> {
  return Object.fromEntries(
    Object.entries(links ?? {}).filter(([, url]) => address.safeParse(url).success),
  );
}
