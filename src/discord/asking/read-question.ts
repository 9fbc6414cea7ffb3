import { findArxivId } from '../../corpus/paper-reference.ts';
import { UserError } from '../../user-error.ts';
import { countChars, limits } from '../limits.ts';
import { toLine } from '../text.ts';

/** What somebody wants to know, or that what was said before no longer counts. */
export type ReadQuestion =
  | { readonly kind: 'question'; readonly text: string }
  | { readonly kind: 'start over' };

/** Where nothing was said that could be answered, the bot was only called by its name. */
const GREETING = 'Hello';

const START_OVER =
  /^(?:(?:let.?s |please )?(?:start|begin) (?:over|again|afresh)|reset|new (?:topic|subject|question|conversation)|forget (?:it|that|this|everything|all that))[.!]*$/i;

const CODE_FENCE = /```(?:[\w+#-]*(?=\n))?/g;
const LINK = /<?https?:\/\/\S+/gi;
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;

/**
 * Reads what somebody typed as a question on one line, without what only Discord understands; the
 * papers that it names are left to whoever answers.
 *
 * @throws UserError for a question that is too long, or for nothing but links to other things
 */
export function readQuestion(typed: string): ReadQuestion {
  const text = toLine(typed.replace(CODE_FENCE, ' '));
  checkLength(text);
  if (START_OVER.test(text)) return { kind: 'start over' };
  if (SAYS_SOMETHING.test(text.replace(LINK, ' '))) return { kind: 'question', text };

  const links = text.match(LINK) ?? [];
  if (links.length === 0) return { kind: 'question', text: GREETING };
  if (links.some((link) => findArxivId(link) !== undefined)) return { kind: 'question', text };
  throw new UserError(
    'I can’t open links, and know papers only by those to arXiv, Hugging Face and alphaXiv. ' +
      'Ask in words, or find papers with `/paper search`.',
  );
}

function checkLength(text: string): void {
  const chars = countChars(text);
  if (chars <= limits.questionChars) return;
  throw new UserError(
    `That question has ${chars} characters and I take at most ${limits.questionChars}. ` +
      'One or two sentences that say what you want to know are answered best.',
  );
}
