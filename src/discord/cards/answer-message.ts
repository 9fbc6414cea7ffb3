import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from 'discord.js';
import { shownPapers } from '../asking/shown-papers.ts';
import { countChars, limits } from '../limits.ts';
import { escapeText } from '../text.ts';
import { answerControls } from './answer-controls.ts';
import { formatQuotes } from './answer-quotes.ts';
import { formatLead, formatPapers, formatSmallPrint, type ShownAnswer } from './answer-text.ts';
import { ACCENT_COLOR, joinLines } from './components.ts';
import { subtext } from './paper-lines.ts';

/** An answer as an ordinary message: text, and an embed below it. */
export interface PlainAnswer {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIActionRowComponent<APIComponentInMessageActionRow>[];
}

/**
 * An answer to a message, in a message of the same kind.
 *
 * The quotes are its text, because that is what a notification on a phone, the line above a reply
 * and Discord's own search show; of a message in Components V2 they show nothing. The papers stand
 * in an embed, which has room of its own.
 */
export function formatAnswerMessage(shown: ShownAnswer): PlainAnswer {
  const { answer } = shown;
  const lead = formatLead(answer);
  const quotes =
    answer.kind === 'grounded'
      ? formatQuotes(answer, limits.messageChars - countChars(lead) - '\n\n'.length)
      : '';
  const papers = formatPapers(shownPapers(answer), '');
  const smallPrint = formatSmallPrint(shown).join(' ');
  const components = answerControls(shown);
  if (papers === '') {
    const below = subtext([escapeText(smallPrint)]);
    return { content: joinLines([lead, below]), embeds: [], components };
  }
  const footer = smallPrint === '' ? {} : { footer: { text: smallPrint } };
  return {
    content: joinLines([lead, quotes]),
    embeds: [{ color: ACCENT_COLOR, description: papers, ...footer }],
    components,
  };
}
