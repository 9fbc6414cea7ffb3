import { resolve } from 'node:path';
import { UserError } from '../../user-error.ts';
import type { Paper } from '../paper.ts';
import { ProblemList } from '../problem-list.ts';
import { replaceFile } from '../replace-file.ts';
import { matchPage, type PageEntry } from './match-page.ts';
import { type PaperLinkRecord, readLinks } from './read-links.ts';
import { type Paragraph, readPage } from './read-page.ts';
import { titleKey } from './title-key.ts';

const SOURCE = 'hf-papers-page';

/** The files of an import; they are named in messages as they are given. */
export interface ImportFiles {
  /** The text of a Hugging Face Papers page: furniture, then title and abstract by turns. */
  readonly page: string;
  /** A JSON record a line, in page order: n, title, arxivId, authors, publishedAt, … */
  readonly links: string;
  /** The corpus to write. */
  readonly out: string;
}

/**
 * Joins a page with its links file into a corpus, and returns how many papers it holds. The same
 * input gives the same bytes.
 *
 * Whatever is wrong in either file is told at once in one `UserError`, and the old corpus stays.
 */
export async function importPapers(files: ImportFiles): Promise<number> {
  if ([files.page, files.links].some((file) => resolve(file) === resolve(files.out))) {
    throw new UserError(`${files.out} is read by this import, so it cannot be written too.`);
  }
  const problems = new ProblemList();
  const links = await readLinks(files.links, problems);
  const paragraphs = await readPage(files.page, new Set(links.titles), problems);
  const page = links.titles.length > 0 && paragraphs ? matchPage(paragraphs) : undefined;
  if (page !== undefined) {
    for (const { line, message } of page.problems) problems.add(files.page, line, message);
    nameDisagreements(files, links.records, page.titles, problems);
  }
  problems.throwIfAny();

  const papers = (page?.entries ?? []).map((entry, at) => toPaper(entry, links.records[at]!));
  await replaceFile(files.out, papers.map((paper) => `${JSON.stringify(paper)}\n`).join(''));
  return papers.length;
}

/** Names the papers that only the links file has, and those that the two have in another order. */
function nameDisagreements(
  files: ImportFiles,
  links: readonly PaperLinkRecord[],
  pageTitles: readonly Paragraph[],
  problems: ProblemList,
): void {
  if (pageTitles.length === 0) {
    problems.add(files.page, undefined, `no title of ${files.links} stands on this page`);
    return;
  }
  const lineOnPage = new Map(
    pageTitles.toReversed().map(({ text, line }) => [titleKey(text), line] as const),
  );
  let lastLine = 0;
  for (const { title, line } of links) {
    const pageLine = lineOnPage.get(titleKey(title));
    if (pageLine === undefined) {
      problems.add(files.links, line, `“${title}” is not on the page ${files.page}`);
    } else if (pageLine < lastLine) {
      const where = `line ${pageLine} of ${files.page}`;
      problems.add(files.links, line, `“${title}” is not in the order of the page: ${where}`);
    } else {
      lastLine = pageLine;
    }
  }
}

/** The keys stand in the order in which they are written. */
function toPaper(entry: PageEntry, link: PaperLinkRecord): Paper {
  const { arxivId: id, publishedAt, primaryCategory } = link;
  return {
    id,
    title: entry.title,
    abstract: entry.abstract,
    authors: link.authors,
    ...(publishedAt && { publishedAt }),
    ...(primaryCategory && { primaryCategory }),
    source: SOURCE,
    links: {
      abstract: `https://arxiv.org/abs/${id}`,
      pdf: `https://arxiv.org/pdf/${id}`,
      huggingFace: `https://huggingface.co/papers/${id}`,
    },
  };
}
