import { shownPapers } from '../asking/shown-papers.ts';
import { countChars, limits } from '../limits.ts';
import { escapeLine, escapeText } from '../text.ts';
import { answerControls } from './answer-controls.ts';
import { formatQuotes } from './answer-quotes.ts';
import { formatLead, formatPapers, formatSmallPrint, type ShownAnswer } from './answer-text.ts';
import { type Card, cardOf, joinLines, separator, textDisplay } from './components.ts';
import { subtext } from './paper-lines.ts';

const MAX_QUESTION_CHARS = 240;

/** Kept free for the line that says who shared an answer. */
const SHARED_LINE_CHARS = 60;

/** An answer to a command, a button or a form. */
export function formatAnswerCard(shown: ShownAnswer): Card {
  const { question, answer } = shown;
  const opening = joinLines([
    answer.kind === 'small-talk' ? '' : subtext([`“${escapeLine(question, MAX_QUESTION_CHARS)}”`]),
    formatLead(answer),
  ]);
  const papers = formatPapers(shownPapers(answer), '-# ');
  const smallPrint = subtext([escapeText(formatSmallPrint(shown).join(' '))]);
  const room =
    limits.textDisplayChars -
    SHARED_LINE_CHARS -
    countChars(opening) -
    countChars(papers) -
    countChars(smallPrint);
  const quotes = answer.kind === 'grounded' ? formatQuotes(answer, room) : '';
  return cardOf(
    textDisplay(opening),
    ...(quotes === '' ? [] : [textDisplay(quotes)]),
    ...(papers === '' ? [] : [separator(), textDisplay(papers)]),
    ...(smallPrint === '' ? [] : [textDisplay(smallPrint)]),
    ...answerControls(shown),
  );
}
