import type { Paper } from '../corpus/paper.ts';
import type { PaperFinder } from '../search/paper-finder.ts';
import { UserError } from '../user-error.ts';
import type { Services } from './command.ts';
import { escapeLine, quote, toLine } from './text.ts';

/**
 * The paper that somebody typed an id, a link or a title of; fetched from arXiv if the corpus does
 * not hold it and arXiv does.
 */
export async function findPaper(
  { finder, fetchPaper }: Pick<Services, 'finder' | 'fetchPaper'>,
  reference: string,
): Promise<Paper> {
  const paper = finder.resolve(reference.trim()) ?? (await fetchPaper?.(reference));
  if (paper !== undefined) return paper;
  const near = finder
    .suggest(toLine(reference), 2)
    .map(({ title, paperId }) => `${quote(title)} (\`${escapeLine(paperId, 100)}\`)`);
  throw new UserError(
    `I hold no paper ${quote(reference)}. ${
      near.length > 0
        ? `Do you mean ${near.join(' or ')}?`
        : 'Type a part of its title and pick it from the list, or find it with `/paper search`.'
    }`,
  );
}

/** The paper that a card of ours is about. */
export function knownPaper(finder: PaperFinder, paperId = ''): Paper {
  const paper = finder.resolve(paperId);
  if (paper !== undefined) return paper;
  throw new UserError(
    `The paper ${quote(paperId)} is no longer in my corpus. Look for it with \`/paper search\`.`,
  );
}
