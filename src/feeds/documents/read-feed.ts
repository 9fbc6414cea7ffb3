import {
  type AtomFeed,
  DetectError,
  MalformedError,
  ParseError,
  parseAtomFeed,
  parseRdfFeed,
  parseRssFeed,
} from 'feedsmith';
import type { BadEntry } from '../source.ts';
import { SourceError } from '../source-error.ts';
import { leaveOutDamaged } from './damaged-entries.ts';
import { decodeText } from './decode-text.ts';
import { readAtomEntry, readRdfItem, readRssItem } from './feed-dialects.ts';
import type { FeedDocument } from './feed-entry.ts';
import { findRoot } from './find-root.ts';
import { resolveUrl } from './resolve-url.ts';
import type { WebDocument } from './web-document.ts';

/**
 * Reads an RSS, Atom or RDF feed.
 *
 * A document that ends in the middle is read up to its last whole entry.
 *
 * @throws SourceError when it is something else, or is damaged
 */
export function readFeed({ bytes, contentType, url }: WebDocument): FeedDocument {
  const text = decodeText(bytes, contentType);
  const root = findRoot(text);
  const read = READERS[root];
  if (read === undefined) {
    throw new SourceError(`it is no RSS, Atom or RDF feed: its first element is “${root}”`);
  }
  const { whole, isCutOff } = closeElements(text, root);
  const { bad, ...feed } = parseOrMend(whole, (document) => read(document, url));
  const problems = [
    ...bad,
    ...(isCutOff ? [CUT_OFF] : []),
    ...(feed.entries.length === 0 && ENTRY_END.test(whole) ? [HOLLOW] : []),
  ];
  return { ...feed, problems, isCutOff };
}

const CUT_OFF = { entry: 'the end of the document', reason: 'it is cut off in the middle' };
const HOLLOW = { entry: 'its entries', reason: 'there is nothing in them' };

/** Reads a document; when that fails for some of its entries, without these. */
function parseOrMend(
  text: string,
  read: (text: string) => ParsedFeed,
): ParsedFeed & { readonly bad: readonly BadEntry[] } {
  try {
    return { ...parse(() => read(text)), bad: [] };
  } catch (error) {
    const mended = leaveOutDamaged(text, (part) => damageOf(() => parse(() => read(part))));
    if (mended === undefined) throw error;
    return { ...parse(() => read(mended.text)), bad: mended.bad };
  }
}

function damageOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof SourceError) return error.message;
    throw error;
  }
}

function parse(read: () => ParsedFeed): ParsedFeed {
  try {
    return read();
  } catch (error) {
    // A feed without entries may lack all that the parser knows a feed by.
    if (error instanceof DetectError || error instanceof ParseError) return { entries: [] };
    if (!(error instanceof MalformedError)) throw error;
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    throw new SourceError(`its XML is damaged (${reason})`, { cause: error });
  }
}

type ParsedFeed = Omit<FeedDocument, 'problems' | 'isCutOff'>;
type Reader = (text: string, url: string) => ParsedFeed;

const READERS: Readonly<Record<string, Reader>> = {
  rss(text, url) {
    const feed = parseRssFeed(withoutPrefix(text));
    const base = resolveUrl(feed.xml?.base, url) ?? url;
    const entries = (feed.items ?? []).map((item) => readRssItem(item, base));
    return { title: feed.title, homePage: resolveUrl(feed.link, base), entries };
  },

  feed(text, url) {
    const feed = parseAtomFeed(text);
    const base = resolveUrl(feed.xml?.base, url) ?? url;
    const entries = (feed.entries ?? []).map((entry) => readAtomEntry(entry, base));
    return { title: feed.title?.value, homePage: homePageOf(feed, base), entries };
  },

  rdf(text, url) {
    const feed = parseRdfFeed(text);
    const base = resolveUrl(feed.xml?.base, url) ?? url;
    const entries = (feed.items ?? []).map((item) => readRdfItem(item, base));
    return { title: feed.title, homePage: resolveUrl(feed.link, base), entries };
  },
};

function homePageOf({ links = [] }: AtomFeed.Feed<string>, base: string): string | undefined {
  const link = links.find(({ rel = 'alternate' }) => rel === 'alternate');
  return resolveUrl(link?.href, base);
}

/** The parser knows every namespace but the one that RSS 2.0 was thought to have for a while. */
function withoutPrefix(text: string): string {
  const prefix = /<([\w.-]+):rss[\s>]/i.exec(text)?.[1];
  return prefix === undefined ? text : text.replaceAll(new RegExp(`(</?)${prefix}:`, 'g'), '$1');
}

/** Comments of a server, such as how long it took, may stand after the end. */
const TAIL_CHARS = 10_000;
const ENTRY_END = /<\/(?:[\w.-]+:)?(?:item|entry)\s*>/i;

/** The document, ended after its last whole entry if it breaks off. */
function closeElements(text: string, root: string): { whole: string; isCutOff: boolean } {
  const name = new RegExp(`<((?:[\\w.-]+:)?${root})[\\s/>]`, 'i').exec(text)?.[1] ?? root;
  const end = new RegExp(`</${name}\\s*>|<${name}\\s[^<>]*/>`);
  if (end.test(text.slice(-TAIL_CHARS))) return { whole: text, isCutOff: false };
  const last = [...text.matchAll(new RegExp(ENTRY_END, 'gi'))].at(-1);
  const entries = last === undefined ? `<${name}>` : text.slice(0, last.index + last[0].length);
  return { whole: `${entries}${root === 'rss' ? '</channel>' : ''}</${name}>`, isCutOff: true };
}
