import type { Answer } from '../../answer/answer.ts';
import type { Paper } from '../../corpus/paper.ts';
import { escapeLine, toLine } from '../text.ts';
import { truncate } from '../truncate.ts';
import { joinLines } from './components.ts';
import { byline, titleHeading } from './paper-lines.ts';

/** An answer, and what has to be known to show it. */
export interface ShownAnswer {
  readonly question: string;
  readonly answer: Answer;
  /** Whether more of it is to come: it then has no buttons yet. */
  readonly isPartial?: boolean;
  /** Whether only the one who asked sees it, and may share it. */
  readonly isEphemeral?: boolean;
  /** Whether earlier questions of the conversation counted. */
  readonly isFollowUp?: boolean;
}

/** Papers that are listed under an answer; the numbers of quotes lead to any others. */
export const MAX_PAPERS = 6;

const MAX_LEAD_CHARS = 300;
const MAX_NOTE_CHARS = 240;
const MAX_TEXT_CHARS = 900;
const MAX_EXAMPLE_CHARS = 300;
const MAX_TITLE_CHARS = 260;
const MAX_BYLINE_CHARS = 100;

/** What opens an answer: the line that leads in, or all of a little talk. */
export function formatLead(answer: Answer): string {
  if (answer.kind !== 'small-talk') return `**${escapeLine(answer.lead, MAX_LEAD_CHARS)}**`;
  const { text, example } = answer;
  return joinLines([
    ...text.split('\n').map((line) => escapeLine(line, MAX_TEXT_CHARS)),
    example === '' ? '' : `Try: *“${escapeLine(example, MAX_EXAMPLE_CHARS)}”*`,
  ]);
}

/** Papers one under the other: number, title with its link, then authors and date. */
export function formatPapers(papers: readonly Paper[], indent: '-# ' | ''): string {
  return papers
    .slice(0, MAX_PAPERS)
    .map((paper, index) =>
      joinLines([
        titleHeading(paper, `**${index + 1}.** `, MAX_TITLE_CHARS),
        byline(paper, MAX_BYLINE_CHARS).replace(/^-# /, indent),
      ]),
    )
    .join('\n');
}

/** What a reader ought to know of how the answer came about, in sentences; not escaped. */
export function formatSmallPrint({ answer, isPartial, isFollowUp }: ShownAnswer): string[] {
  if (isPartial) return ['Still reading…'];
  if (answer.kind === 'small-talk') return [];
  return [
    truncate(toLine(answer.note ?? ''), MAX_NOTE_CHARS, 'sentence'),
    answer.kind === 'grounded'
      ? 'Quoted from abstracts; I have not read the full texts.'
      : 'I have looked through abstracts, not full texts.',
    isFollowUp ? 'Earlier questions counted; say “start over” for a new subject.' : '',
  ].filter((sentence) => sentence !== '');
}
