/** Addresses of one paper. None is built by guessing: a link that is not known is absent. */
interface PaperLinks {
  /**
   * The page with the abstract: where the title of a card leads. `urn:papercord:ID`, which no
   * browser opens, when the record came with no address.
   */
  readonly abstract: string;
  readonly pdf?: string;
  readonly huggingFace?: string;
  /** The authors' code, as they gave it. */
  readonly code?: string;
  /** The authors' page on the paper. */
  readonly project?: string;
}

/** A research paper as the bot knows it: its abstract and what is printed above it, no full text. */
export interface Paper {
  /** arXiv id without version (`2305.10314`, `hep-th/9901001`), else `acl:…`, `doi:…`, `feed:…`. */
  readonly id: string;
  /** As the source gave it, TeX included; `texToUnicode` makes it readable. */
  readonly title: string;
  /** As the source gave it, TeX included. */
  readonly abstract: string;
  /** In the order of the paper; empty when unknown. */
  readonly authors: readonly string[];
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as precisely as it is known. */
  readonly publishedAt?: string;
  /** arXiv category, such as `cs.CL`. */
  readonly primaryCategory?: string;
  /** All arXiv categories, the primary one first, those it is cross-listed in after it. */
  readonly categories?: readonly string[];
  /** Journal or conference. */
  readonly venue?: string;
  /** Where the record came from, such as `hf-papers-page`. */
  readonly source: string;
  readonly links: PaperLinks;
}

/** The year of publication, or `undefined` when it is not known. */
export function publicationYear(paper: Paper): number | undefined {
  return paper.publishedAt === undefined ? undefined : Number(paper.publishedAt.slice(0, 4));
}
