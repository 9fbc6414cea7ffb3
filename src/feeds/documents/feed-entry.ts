import type { BadEntry } from '../source.ts';

/** An entry of a feed, whichever format that is in; texts may be HTML, nothing is checked. */
export interface FeedEntry {
  readonly title?: string | undefined;
  /** Where the entry leads, made whole by the feed's base address. */
  readonly link?: string | undefined;
  /** What the feed calls it: `guid`, `id`, `rdf:about`, identifiers of Dublin Core, a DOI. */
  readonly ids: readonly string[];
  readonly summary?: string | undefined;
  readonly authors: readonly string[];
  /** As it is written. */
  readonly date?: string | undefined;
  readonly categories: readonly string[];
  /** Journal or conference. */
  readonly venue?: string | undefined;
}

/** A feed as far as it could be read. */
export interface FeedDocument {
  readonly entries: readonly FeedEntry[];
  /** The page that the feed belongs to. */
  readonly homePage?: string | undefined;
  readonly title?: string | undefined;
  /** What is wrong with the document as a whole, but does not stop its entries from being read. */
  readonly problems: readonly BadEntry[];
  /** Whether the document ends in the middle; `entries` are those before that. */
  readonly isCutOff: boolean;
}
