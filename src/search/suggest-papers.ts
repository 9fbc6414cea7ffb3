import type { Paper } from '../corpus/paper.ts';
import { texToUnicode } from '../corpus/tex-to-unicode.ts';
import type { Suggestion } from './paper-finder.ts';
import { fold, splitWords } from './words.ts';

/** Titles ready to be compared; a paper that is replaced is another object and so another entry. */
const foldedTitles = new WeakMap<Paper, string>();

/** The title of a paper as `suggestPapers` and `isTitle` compare it: words and single spaces. */
function foldedTitle(paper: Paper): string {
  const known = foldedTitles.get(paper);
  if (known !== undefined) return known;
  const title = foldTitle(texToUnicode(paper.title));
  foldedTitles.set(paper, title);
  return title;
}

function foldTitle(text: string): string {
  return splitWords(text).join(' ');
}

/** Whether a text is the whole title of a paper, whatever its case, accents and punctuation. */
export function isTitle(text: string, paper: Paper): boolean {
  return foldTitle(texToUnicode(text)) === foldedTitle(paper);
}

/**
 * Papers that go with what was typed so far: first those whose id begins with it, then titles that
 * begin with it, then titles that hold all its words or beginnings of words. Newer papers first
 * within each; the newest papers when nothing was typed.
 */
export function suggestPapers(papers: Iterable<Paper>, typed: string, limit: number): Suggestion[] {
  const id = fold(typed.trim()).replace(/^arxiv:\s*/, '');
  const title = foldTitle(typed);
  const words = title.split(' ');
  const groups: Paper[][] = [[], [], []];
  for (const paper of papers) {
    const known = foldedTitle(paper);
    if (paper.id.startsWith(id)) groups[0]!.push(paper);
    else if (title !== '' && known.startsWith(title)) groups[1]!.push(paper);
    else if (title !== '' && words.every((word) => ` ${known}`.includes(` ${word}`))) {
      groups[2]!.push(paper);
    }
  }
  return groups
    .flatMap((group) => group.sort(byDateDescending))
    .slice(0, limit)
    .map((paper) => ({ paperId: paper.id, title: texToUnicode(paper.title) }));
}

function byDateDescending(a: Paper, b: Paper): number {
  return (b.publishedAt ?? '').localeCompare(a.publishedAt ?? '');
}
