import type { Paper } from '../../corpus/paper.ts';
import { writeCustomIds } from '../custom-id.ts';
import { countChars, limits } from '../limits.ts';
import { isRememberable } from '../message-state.ts';
import { escapeLine, escapeText, maskedLink, quote } from '../text.ts';
import { truncateToFit } from '../truncate.ts';
import {
  button,
  type Card,
  cardOf,
  joinLines,
  linkButton,
  row,
  separator,
  textDisplay,
} from './components.ts';
import {
  authorNames,
  facts,
  paperLinks,
  readableAbstract,
  subtext,
  titleHeading,
} from './paper-lines.ts';

const MAX_HEADING_CHARS = 700;
const MAX_AUTHORS_CHARS = 700;
const MAX_VENUE_CHARS = 120;

/** One paper with its whole abstract. */
export function formatPaperCard(paper: Paper): Card {
  const ids = writeCustomIds(['similar', 'ask'], remembered(paper));
  return wholeCard(paper, '', [similarButton(ids.similar, paper), askButton(ids.ask, paper)]);
}

/**
 * A paper drawn at random, with a button for another one.
 *
 * @param reading how the topic was taken, as `describeReading` says it
 */
export function formatRandomCard(
  paper: Paper,
  topic: string | undefined,
  reading: readonly string[] = [],
): Card {
  const ids = writeCustomIds(['another', 'similar', 'ask'], {
    ...remembered(paper),
    ...(topic !== undefined && { query: topic }),
  });
  const opening =
    topic === undefined ? 'A paper drawn at random' : `A random paper about ${quote(topic)}`;
  return wholeCard(paper, joinLines([opening, ...reading].map((line) => subtext([line]))), [
    button(ids.another, 'Another'),
    similarButton(ids.similar, paper),
    askButton(ids.ask, paper),
  ]);
}

function wholeCard(paper: Paper, opening: string, actions: ReturnType<typeof button>[]): Card {
  const head = joinLines([
    opening,
    titleHeading(paper, '## ', MAX_HEADING_CHARS),
    authorNames(paper.authors, { maxNames: Infinity, maxChars: MAX_AUTHORS_CHARS }),
    subtext([...facts(paper), escapeLine(paper.venue ?? '', MAX_VENUE_CHARS), sourceId(paper)]),
  ]);
  const links = paperLinks(paper)
    .filter(({ url }) => countChars(url) <= limits.linkUrlChars)
    .map(({ label, url }) => linkButton(url, label));
  return cardOf(
    textDisplay(head),
    separator(),
    textDisplay(abstractText(paper, limits.textDisplayChars - countChars(head))),
    ...(links.length === 0 ? [] : [row(...links)]),
    row(...actions),
  );
}

/** The whole abstract, or as much as there is room for and where the rest is. */
function abstractText(paper: Paper, room: number): string {
  const abstract = readableAbstract(paper);
  if (abstract === '') return '-# No abstract is known for this paper.';
  const whole = escapeText(abstract);
  if (countChars(whole) <= room) return whole;
  const rest = `\n-# ${maskedLink('Read the whole abstract', paper.links.abstract)}`;
  return truncateToFit(abstract, room - countChars(rest), escapeText, 'sentence') + rest;
}

/** The id as it is quoted: people copy it into other tools. */
function sourceId({ id }: Paper): string {
  const isArxiv = /^\d{4}\.\d{4,5}$|^[a-z-]+(\.[A-Z]{2})?\/\d{7}$/.test(id);
  return isArxiv ? `arXiv:${id}` : id.startsWith('feed:') ? '' : escapeLine(id, 100);
}

function remembered(paper: Paper): { paperId?: string } {
  return isRememberable(paper.id) ? { paperId: paper.id } : {};
}

function similarButton(customId: string, paper: Paper): ReturnType<typeof button> {
  return button(customId, 'Similar papers', { disabled: !isRememberable(paper.id) });
}

function askButton(customId: string, paper: Paper): ReturnType<typeof button> {
  return button(customId, 'Ask about it', { disabled: !isRememberable(paper.id) });
}
