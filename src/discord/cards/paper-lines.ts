import { type Paper, publicationYear } from '../../corpus/paper.ts';
import { texToUnicode } from '../../corpus/tex-to-unicode.ts';
import { countChars } from '../limits.ts';
import { escapeLine, escapeText, maskedLink, toLine, webAddress } from '../text.ts';
import { truncateToFit } from '../truncate.ts';

const BETWEEN = ' · ';

/** Some names are whole consortia. */
const MAX_NAME_CHARS = 60;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The title in Unicode on one line; never empty, so that there is something to link. */
export function readableTitle(paper: Paper): string {
  return toLine(texToUnicode(paper.title)) || 'Untitled';
}

export function readableAbstract(paper: Paper): string {
  return toLine(texToUnicode(paper.abstract));
}

/**
 * The title as a heading that leads to the paper's page.
 *
 * @param opening what opens the line: `### 1. `
 */
export function titleHeading(paper: Paper, opening: string, maxChars: number): string {
  return truncateToFit(
    readableTitle(paper),
    maxChars,
    (cut) => opening + maskedLink(escapeText(cut), paper.links.abstract),
  );
}

/** `Rafael Rafailov, Archit Sharma + 4 more`: as many first authors as there is room for, at least one. */
export function authorNames(
  authors: readonly string[],
  { maxNames, maxChars }: { maxNames: number; maxChars: number },
): string {
  const names = authors.map(toLine).filter((name) => name !== '');
  let list = '';
  let shown = '';
  for (const [index, name] of names.slice(0, maxNames).entries()) {
    const separated = list === '' ? '' : `${list}, `;
    list = separated + escapeLine(name, Math.min(MAX_NAME_CHARS, maxChars));
    const left = names.length - index - 1;
    const withRest = left === 0 ? list : `${list} + ${left} more`;
    if (index > 0 && countChars(withRest) > maxChars) break;
    shown = withRest;
  }
  return shown;
}

/** `17 May 2023`, `Nov 2024` or `2023`, as precisely as it is known. */
export function readableDate(publishedAt: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(publishedAt) ?? [];
  if (year === undefined) return publishedAt;
  const name = MONTHS[Number(month) - 1];
  return [name && day && Number(day), name, year].filter(Boolean).join(' ');
}

/** First authors, date and category, small. */
export function byline(paper: Paper, maxChars: number): string {
  const rest = facts(paper);
  const authors = authorNames(paper.authors, {
    maxNames: 3,
    maxChars: maxChars - countChars(rest.join(BETWEEN)) - '-# '.length - BETWEEN.length,
  });
  return subtext([authors, ...rest]);
}

/** Date and category, escaped. */
export function facts(paper: Paper): string[] {
  return [
    paper.publishedAt === undefined ? '' : escapeLine(readableDate(paper.publishedAt), 20),
    escapeLine(paper.primaryCategory ?? '', 24),
  ].filter((fact) => fact !== '');
}

/** Small grey text; nothing when no part has anything in it. */
export function subtext(parts: readonly string[]): string {
  const shown = parts.filter((part) => part !== '').join(BETWEEN);
  return shown === '' ? '' : `-# ${shown}`;
}

/** Where a paper can be read. */
export interface PaperLink {
  readonly label: string;
  readonly url: string;
}

/** The paper's links that lead somewhere on the web. */
export function paperLinks(paper: Paper): PaperLink[] {
  const { abstract, pdf, huggingFace, code, project } = paper.links;
  return [
    { label: pageName(abstract), url: webAddress(abstract) },
    { label: 'PDF', url: webAddress(pdf ?? '') },
    { label: 'Hugging Face', url: webAddress(huggingFace ?? '') },
    { label: 'Code', url: webAddress(code ?? '') },
    { label: 'Project', url: webAddress(project ?? '') },
  ].flatMap(({ label, url }) => (url === undefined ? [] : [{ label, url }]));
}

/** The links side by side, small; those that are too long for the line are left out. */
export function linkLine(paper: Paper, maxChars: number): string {
  let line = '';
  for (const { label, url } of paperLinks(paper)) {
    const link = maskedLink(label, url);
    if (link === label) continue;
    const longer = line === '' ? subtext([link]) : line + BETWEEN + link;
    if (countChars(longer) <= maxChars) line = longer;
  }
  return line;
}

const PAGE_NAMES: readonly (readonly [host: string, name: string])[] = [
  ['arxiv.org', 'arXiv'],
  ['aclanthology.org', 'ACL Anthology'],
  ['openreview.net', 'OpenReview'],
];

function pageName(url: string): string {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  const known = PAGE_NAMES.find(([name]) => host === name || host.endsWith(`.${name}`));
  return known?.[1] ?? 'Abstract';
}

/** Authors and year in plain text, for places without markdown such as menus. */
export function plainByline(paper: Paper): string {
  const [first, ...others] = paper.authors.map(toLine).filter((name) => name !== '');
  const authors = first === undefined ? '' : others.length === 0 ? first : `${first} et al.`;
  const year = publicationYear(paper);
  return [authors, year === undefined ? '' : String(year)].filter(Boolean).join(BETWEEN);
}
