import type {
  APIActionRowComponent,
  APIComponentInMessageActionRow,
  APIEmbed,
  RESTPostAPIChannelMessageJSONBody,
} from 'discord.js';
import type { PostedPaper } from '../../subscriptions/notifier.ts';
import { button, linkButton, row } from '../cards/components.ts';
import { countPapers } from '../cards/counts.ts';
import { paperLinks, readableTitle } from '../cards/paper-lines.ts';
import { paperMenu } from '../cards/paper-menu.ts';
import { checkMessage } from '../check-message.ts';
import { writeCustomIds } from '../custom-id.ts';
import { countChars, limits } from '../limits.ts';
import { isRememberable } from '../message-state.ts';
import { escapeText } from '../text.ts';
import { truncate, truncateToFit } from '../truncate.ts';
import { formatPaperEmbed } from './paper-embed.ts';

/** A notification shows the first lines of a message, and nothing of its embeds. */
const MAX_TITLE_CHARS = 150;
const MAX_TITLES_CHARS = 240;

/** No embed needs more, however few there are. */
const MAX_EMBED_CHARS = 1_800;

export interface PostOptions {
  /** The message is known by it; it hides in a custom id. */
  readonly nonce: string;
  /** Id of the role to ping. */
  readonly mention?: string | undefined;
}

/** What of a message its papers decide. */
export type PostBody = Pick<
  RESTPostAPIChannelMessageJSONBody,
  'content' | 'embeds' | 'components' | 'allowed_mentions'
>;

/**
 * A post of one paper or several, the newest first.
 *
 * It is text and embeds, not Components V2, of which a notification shows nothing; for the same
 * reason the text is the titles. Several papers come with a menu instead of buttons.
 *
 * @param papers in the order in which they came; at least one, at most ten
 * @throws {RangeError} when Discord would refuse it, which is a mistake in here
 */
export function formatPost(
  papers: readonly PostedPaper[],
  { nonce, mention }: PostOptions,
): PostBody {
  const newestFirst = papers.toReversed();
  const room = Math.min(MAX_EMBED_CHARS, Math.floor(limits.embedsChars / papers.length));
  const embeds = newestFirst.map((paper): APIEmbed => formatPaperEmbed(paper, room));
  const [only, ...others] = newestFirst as [PostedPaper, ...PostedPaper[]];
  const ping = mention === undefined ? '' : `<@&${mention}> `;
  const content = ping + (others.length === 0 ? announceOne(only) : announceSeveral(newestFirst));
  const components = [others.length === 0 ? controls(only, nonce) : menuRow(newestFirst, nonce)];
  checkMessage({ content, embeds, components });
  return {
    content,
    embeds,
    components,
    allowed_mentions: { parse: [], ...(mention !== undefined && { roles: [mention] }) },
  };
}

/** What a thread or a forum post about the papers is called, in plain text. */
export function nameThread(papers: readonly PostedPaper[]): string {
  const [only, ...others] = papers;
  const name =
    only !== undefined && others.length === 0
      ? readableTitle(only.paper)
      : `${countPapers(papers.length)}, newest first`;
  return truncate(name, limits.threadNameChars);
}

function announceOne({ paper, edition }: PostedPaper): string {
  const opening = edition === undefined ? 'New paper: ' : 'New version: ';
  return truncateToFit(
    readableTitle(paper),
    MAX_TITLE_CHARS,
    (cut) => `${opening}**${escapeText(cut)}**`,
  );
}

function announceSeveral(papers: readonly PostedPaper[]): string {
  const titles = papers.map(({ paper }) => readableTitle(paper)).join(' · ');
  return truncateToFit(
    titles,
    MAX_TITLES_CHARS,
    (cut) => `**${papers.length} new papers:** ${escapeText(cut)}`,
  );
}

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

function controls({ paper }: PostedPaper, nonce: string): Row {
  const isKnown = isRememberable(paper.id);
  const state = isKnown ? { paperId: paper.id } : {};
  const ids = writeCustomIds(['open', 'similar', 'ask'], state, nonce);
  const pdf = paperLinks(paper).find(({ label }) => label === 'PDF');
  const hasLink = pdf !== undefined && countChars(pdf.url) <= limits.linkUrlChars;
  return row(
    button(ids.open, 'Open', { disabled: !isKnown }),
    button(ids.similar, 'Similar papers', { disabled: !isKnown }),
    button(ids.ask, 'Ask about it', { disabled: !isKnown }),
    ...(hasLink ? [linkButton(pdf.url, pdf.label)] : []),
  );
}

function menuRow(papers: readonly PostedPaper[], nonce: string): Row {
  const { open } = writeCustomIds(['open'], {}, nonce);
  // A new version of a paper may stand beside the paper itself, and a menu names nothing twice.
  const distinct = new Map(papers.map(({ paper }) => [paper.id, paper]));
  const ranked = [...distinct.values()].map((paper, index) => ({ rank: index + 1, paper }));
  // Even with nothing to open, the message must carry what it is known by.
  return row(paperMenu(open, ranked) ?? button(open, 'Open a paper…', { disabled: true }));
}
