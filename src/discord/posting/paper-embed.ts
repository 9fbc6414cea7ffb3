import type { APIEmbed } from 'discord.js';
import type { Paper } from '../../corpus/paper.ts';
import type { PostedPaper } from '../../subscriptions/notifier.ts';
import { ACCENT_COLOR, joinLines } from '../cards/components.ts';
import {
  authorNames,
  readableAbstract,
  readableDate,
  readableTitle,
  subtext,
} from '../cards/paper-lines.ts';
import { countChars, limits } from '../limits.ts';
import { escapeLine, escapeText, toLine, webAddress } from '../text.ts';
import { truncate, truncateToFit } from '../truncate.ts';

/** What a title, a byline and a reason may take of the room, before the abstract gets the rest. */
const SHARE = 0.22;

const MAX_ABOUT_CHARS = 180;
const MAX_CATEGORIES_CHARS = 40;
const MAX_REASON_CHARS = 200;

/** Enough to decide whether to read on; more is a wall on a phone, and one press away. */
const MAX_ABSTRACT_CHARS = 1_000;

/**
 * One paper of a post: title with its link, authors and date, the opening of the author's abstract,
 * and below it why it is posted.
 *
 * @param room characters of the whole embed, at least 300
 */
export function formatPaperEmbed({ paper, reason, edition }: PostedPaper, room: number): APIEmbed {
  const share = Math.floor(room * SHARE);
  const title = truncateToFit(
    readableTitle(paper),
    Math.min(limits.embedTitleChars, share),
    escapeText,
  );
  // A footer shows its text as it is: nothing in it is markdown or a mention.
  const why = [edition === undefined ? '' : `new version (${edition})`, reason].map(toLine);
  const footer = truncate(why.filter(Boolean).join(' · '), Math.min(MAX_REASON_CHARS, share));
  const about = aboutLine(paper, Math.min(MAX_ABOUT_CHARS, share));
  const left = room - countChars(title) - countChars(footer) - countChars(about) - '\n'.length;
  const abstract = truncateToFit(
    readableAbstract(paper),
    Math.min(MAX_ABSTRACT_CHARS, left),
    escapeText,
    'sentence',
  );
  const url = webAddress(paper.links.abstract);
  const description = joinLines([about, abstract]);
  return {
    color: ACCENT_COLOR,
    title,
    ...(url !== undefined && countChars(url) <= limits.embedUrlChars && { url }),
    ...(description !== '' && { description }),
    ...(footer !== '' && { footer: { text: footer } }),
  };
}

/** First authors, date and categories, small. */
function aboutLine(paper: Paper, maxChars: number): string {
  const { authors, publishedAt = '', primaryCategory = '', categories } = paper;
  const rest = [
    escapeLine(readableDate(publishedAt), 20),
    escapeLine((categories ?? [primaryCategory]).join(', '), MAX_CATEGORIES_CHARS),
  ];
  const names = authorNames(authors, {
    maxNames: 3,
    maxChars: maxChars - countChars(subtext(['', ...rest])) - ' · '.length,
  });
  return subtext([names, ...rest]);
}
