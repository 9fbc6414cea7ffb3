import type { Paper } from '../corpus/paper.ts';
import { texToUnicode } from '../corpus/tex-to-unicode.ts';
import type { FoundPaper } from '../search/paper-finder.ts';
import type { Snippet } from '../search/snippet.ts';
import { harmless, type Terminal } from './terminal.ts';

const FIRST_AUTHORS = 3;

/** One hit of a ranking: rank and title, who and when, the snippet, the address. */
export function formatFoundPaper(found: FoundPaper, terminal: Terminal): string {
  const rank = `${found.rank}. `;
  const margin = rank.length;
  const title = terminal.indent(terminal.bold(titleOf(found.paper)), margin);
  return [
    rank + title.slice(margin),
    terminal.indent(terminal.dim(factsOf(found.paper)), margin),
    terminal.indent(formatSnippet(found.snippet, terminal), margin),
    terminal.indent(terminal.link(harmless(found.paper.links.abstract)), margin),
  ]
    .filter((line) => line.trim() !== '')
    .join('\n');
}

/** A paper in a numbered list: title, who and when, the address. */
export function formatPaperLine(paper: Paper, number: number, terminal: Terminal): string {
  const mark = `[${number}] `;
  const title = terminal.indent(titleOf(paper), mark.length);
  return [
    mark + title.slice(mark.length),
    terminal.indent(terminal.dim(factsOf(paper)), mark.length),
    terminal.indent(terminal.link(harmless(paper.links.abstract)), mark.length),
  ]
    .filter((line) => line.trim() !== '')
    .join('\n');
}

/** A whole paper: title, authors, facts, abstract and every link. */
export function formatPaper(paper: Paper, terminal: Terminal): string {
  const { abstract, pdf, huggingFace, code, project } = paper.links;
  const head = [
    terminal.indent(terminal.bold(titleOf(paper)), 0),
    terminal.indent(harmless(paper.authors.join(', ')), 0),
    terminal.indent(terminal.dim(factsOf({ ...paper, authors: [] }, paper.id)), 0),
  ];
  const links = [abstract, pdf, huggingFace, code, project].filter(
    (address) => address !== undefined,
  );
  return [
    head.filter((line) => line !== '').join('\n'),
    terminal.indent(harmless(texToUnicode(paper.abstract)), 0),
    links.map((address) => terminal.link(harmless(address))).join('\n'),
  ]
    .filter((part) => part.trim() !== '')
    .join('\n\n');
}

function titleOf(paper: Paper): string {
  return harmless(texToUnicode(paper.title)) || paper.id;
}

/** First authors, date, category and venue, as far as they are known. */
function factsOf(paper: Paper, ...first: string[]): string {
  const { publishedAt, primaryCategory, venue } = paper;
  return [...first, authorsOf(paper), publishedAt, primaryCategory, venue]
    .filter((fact) => fact !== undefined && fact !== '')
    .map((fact) => harmless(fact ?? ''))
    .join(' · ');
}

function authorsOf({ authors }: Paper): string {
  const more = authors.length - FIRST_AUTHORS;
  const first = authors.slice(0, FIRST_AUTHORS).join(', ');
  return more > 0 ? `${first} and ${more} more` : first;
}

function formatSnippet({ text, matches }: Snippet, terminal: Terminal): string {
  let formatted = '';
  let at = 0;
  for (const [start, end] of matches) {
    formatted += harmless(text.slice(at, start)) + terminal.bold(harmless(text.slice(start, end)));
    at = end;
  }
  return formatted + harmless(text.slice(at));
}
