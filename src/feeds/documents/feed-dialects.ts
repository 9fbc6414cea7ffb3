import type { AtomFeed, DcNs, RdfFeed, RssFeed } from 'feedsmith';
import type { FeedEntry } from './feed-entry.ts';
import { resolveUrl } from './resolve-url.ts';

/** Reads an entry of RSS 0.9x or 2.0. */
export function readRssItem(item: RssFeed.Item<string>, feedBase: string): FeedEntry {
  const base = resolveUrl(item.xml?.base, feedBase) ?? feedBase;
  const { guid } = item;
  // A guid is an address unless the feed says that it is none.
  const permalink =
    guid?.isPermaLink !== false && /^https?:/i.test(guid?.value ?? '') ? guid?.value : undefined;
  return {
    title: item.title ?? item.dc?.titles?.[0],
    link:
      resolveUrl(item.link, base) ??
      resolveUrl(permalink, base) ??
      alternateLink(item.atom?.links, base),
    ids: present([guid?.value, item.prism?.doi, ...(item.dc?.identifiers ?? [])]),
    summary: item.description ?? item.content?.encoded ?? item.dc?.descriptions?.[0],
    authors: item.dc?.creators ?? present(item.authors?.map(({ name }) => name) ?? []),
    date: item.pubDate ?? dateOf(item),
    categories: present(item.categories?.map(({ name }) => name) ?? []),
    venue: item.prism?.publicationName,
  };
}

/** Reads an entry of RDF (RSS 0.90 and 1.0). */
export function readRdfItem(item: RdfFeed.Item<string>, feedBase: string): FeedEntry {
  const base = resolveUrl(item.xml?.base, feedBase) ?? feedBase;
  const about = item.rdf?.about;
  return {
    title: item.title ?? item.dc?.titles?.[0],
    link: resolveUrl(item.link, base) ?? resolveUrl(about, base),
    ids: present([about, ...(item.dc?.identifiers ?? [])]),
    summary: item.description ?? item.content?.encoded ?? item.dc?.descriptions?.[0],
    authors: item.dc?.creators ?? [],
    date: dateOf(item),
    categories: item.dc?.subjects ?? [],
  };
}

/** Reads an entry of Atom 0.3 or 1.0. */
export function readAtomEntry(entry: AtomFeed.Entry<string>, feedBase: string): FeedEntry {
  const base = resolveUrl(entry.xml?.base, feedBase) ?? feedBase;
  const authors = present(entry.authors?.map(({ name }) => name) ?? []);
  return {
    title: textOf(entry.title),
    link: alternateLink(entry.links, base),
    ids: present([entry.id, entry.arxiv?.doi, ...(entry.dc?.identifiers ?? [])]),
    summary: textOf(entry.summary) ?? textOf(entry.content),
    authors: authors.length > 0 ? authors : (entry.dc?.creators ?? []),
    date: entry.published ?? entry.updated ?? dateOf(entry),
    categories: present([
      entry.arxiv?.primaryCategory?.term,
      ...(entry.categories?.map(({ term }) => term) ?? []),
    ]),
    venue: entry.arxiv?.journalRef,
  };
}

/** The page of an entry; what belongs to it, such as sound or comments, is none. */
function alternateLink(
  links: readonly { href?: string; rel?: string; type?: string }[] = [],
  base: string,
): string | undefined {
  const pages = links.filter(({ rel = 'alternate' }) => /^alternate$/i.test(rel));
  const page = pages.find(({ type = 'text/html' }) => type === 'text/html') ?? pages[0];
  return resolveUrl(page?.href, base);
}

interface Dated {
  readonly dc?: DcNs.ItemOrFeed<string>;
  readonly dcterms?: { issued?: string[]; created?: string[] };
}

function dateOf({ dc, dcterms }: Dated): string | undefined {
  return dc?.dates?.[0] ?? dcterms?.issued?.[0] ?? dcterms?.created?.[0];
}

/** A text of Atom; pictures, sound and whatever else may stand there is passed over. */
function textOf(text: AtomFeed.Content | undefined): string | undefined {
  const isText = /^(?:text|html|xhtml|text\/.*|application\/xhtml\+xml)$/i.test(
    text?.type ?? 'text',
  );
  return isText ? text?.value : undefined;
}

function present(values: readonly (string | undefined)[]): string[] {
  return values.filter((value) => value !== undefined && value !== '') as string[];
}
