import type { Paper } from '../../corpus/paper.ts';
import { findArxivId } from '../../corpus/paper-reference.ts';
import type { PaperFinder } from '../../search/paper-finder.ts';
import { UserError } from '../../user-error.ts';
import { stateLimits } from '../message-state.ts';
import { toLine } from '../text.ts';
import { truncate } from '../truncate.ts';

const LINK = /<?https?:\/\/\S+/gi;

/** Signs by which the query language, markdown and code would mean something: only words count. */
const SIGNS = /["\u201c\u201d\u201e\u00ab\u00bb\uff02*_~`|<>#:]+/gu;
/** A minus before a word; of those that the signs above stood before, too. */
const MINUS = /(?<=^|\s)-+/gu;

const WORD = /[\p{L}\p{N}]{2,}/u;

/** A message that somebody wants papers on: the paper that it links to, or what to search for. */
export interface TextAsQuery {
  readonly query: string;
  /** Set when the message is nothing but a link to a paper that is held. */
  readonly paper?: Paper;
}

/**
 * Reads what a message says as a query of nothing but words, which the query language leaves alone,
 * short enough to be remembered by a card.
 *
 * @throws UserError when there is nothing to search for
 */
export function readTextAsQuery(text: string, finder: Pick<PaperFinder, 'resolve'>): TextAsQuery {
  const words = toLine(text.replace(LINK, ' ').replace(SIGNS, ' ').replace(MINUS, ' '));
  if (WORD.test(words)) return { query: withoutEllipsis(truncate(words, stateLimits.queryChars)) };
  const [paper] = (text.match(LINK) ?? []).flatMap((link) => {
    const id = findArxivId(link);
    return (id !== undefined && finder.resolve(id)) || [];
  });
  if (paper !== undefined) return { query: '', paper };
  throw new UserError(
    'There are no words in that message that I could search for. ' +
      'Say what you are looking for with `/paper search`.',
  );
}

function withoutEllipsis(text: string): string {
  return text.replace(/…$/u, '');
}
