import type { Paper } from '../corpus/paper.ts';
import { texToUnicode } from '../corpus/tex-to-unicode.ts';
import type { FoundPaper } from '../search/paper-finder.ts';

/** A hit as scripts get it, its text in Unicode. */
export function foundPaperToJson({ paper, score, snippet }: FoundPaper): object {
  return {
    id: paper.id,
    title: texToUnicode(paper.title),
    score,
    url: paper.links.abstract,
    snippet: snippet.text,
  };
}

/** A whole paper as scripts get it, its text in Unicode. */
export function paperToJson(paper: Paper): object {
  return {
    ...paper,
    title: texToUnicode(paper.title),
    abstract: texToUnicode(paper.abstract),
    url: paper.links.abstract,
  };
}
