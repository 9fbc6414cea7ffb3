import type { Paper } from '../../corpus/paper.ts';
import { texToUnicode } from '../../corpus/tex-to-unicode.ts';
import { nameInTitle } from '../question/names.ts';
import { introducesName } from './introduces-name.ts';
import type { QuotingParts } from './quoting-parts.ts';

/** Papers that are looked at for names; the first ones will do. */
const MAX_LOOKED_AT = 300;

/**
 * A question that the papers at hand answer: for the meaning of a name that one of them
 * introduces, or else for the subject of one of them. Empty when there are no papers.
 */
export function drawExample({ index, random }: Pick<QuotingParts, 'index' | 'random'>): string {
  const papers: Paper[] = [];
  for (const paper of index.papers()) {
    if (papers.push(paper) === MAX_LOOKED_AT) break;
  }
  const draw = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const name = draw(papers.flatMap((paper) => introducedName(paper) ?? []));
  if (name !== undefined) return `What is ${name}?`;
  const paper = draw(papers.filter(({ abstract }) => abstract.trim() !== ''));
  return paper === undefined ? '' : `What is there on “${texToUnicode(paper.title)}”?`;
}

/** The name at the head of a paper's title, if its abstract says what it stands for. */
function introducedName({ title, abstract }: Paper): string | undefined {
  const name = nameInTitle(texToUnicode(title));
  return name !== undefined && introducesName(texToUnicode(abstract), name) ? name : undefined;
}
