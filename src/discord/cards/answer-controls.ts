import type { APIActionRowComponent, APIComponentInMessageActionRow } from 'discord.js';
import type { Paper } from '../../corpus/paper.ts';
import { shownPapers } from '../asking/shown-papers.ts';
import { stateRoom, writeCustomIds } from '../custom-id.ts';
import { countChars } from '../limits.ts';
import { encodeState, isRememberable, type MessageState } from '../message-state.ts';
import { toLine } from '../text.ts';
import { truncate } from '../truncate.ts';
import { MAX_PAPERS, type ShownAnswer } from './answer-text.ts';
import { button, row } from './components.ts';
import { paperMenu } from './paper-menu.ts';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** The button that is there for the one person who sees an answer. */
const SHARE_LABEL = 'Share';

/** In the order in which they stand in the message, as `readCustomIds` wants it. */
const ACTIONS = ['open', 'more', 'related', 'useful', 'useless'] as const;

/** What can be done with an answer; nothing while it is being made. */
export function answerControls({
  question,
  answer,
  isPartial,
  isEphemeral,
}: ShownAnswer): readonly Row[] {
  if (isPartial) return [];
  if (answer.kind === 'small-talk') {
    return [row(button(writeCustomIds(['more'], {}).more, 'Ask a question'))];
  }
  const papers = shownPapers(answer).slice(0, MAX_PAPERS);
  const ranked = papers.map((paper, index) => ({ rank: index + 1, paper }));
  const missing = [
    ...(papers.length === 0 ? ['related'] : []),
    ...(paperMenu('open', ranked) === undefined ? ['open'] : []),
  ];
  const actions = ACTIONS.filter((action) => !missing.includes(action));
  // Sharing takes no part of the state: it goes when the answer is shared, and leaves a card whole.
  const ids = writeCustomIds([...actions, 'share'], remember(question, papers, actions));
  const menu = paperMenu(ids.open, ranked);
  return [
    ...(menu === undefined ? [] : [row(menu)]),
    row(
      button(ids.more, 'Ask more'),
      ...(papers.length > 0 ? [button(ids.related, 'Related papers')] : []),
      button(ids.useful, 'Useful'),
      button(ids.useless, 'Not useful'),
      ...(isEphemeral ? [button(ids.share, SHARE_LABEL)] : []),
    ),
  ];
}

/** As much of the question as there is room for beside the papers. */
function remember(
  question: string,
  papers: readonly Paper[],
  actions: readonly string[],
): MessageState {
  const ids = papers.map(({ id }) => id).filter(isRememberable);
  const [paperId] = ids;
  const state = {
    ...(paperId !== undefined && { paperId }),
    ...(ids.length > 1 && { paperIds: ids }),
  };
  const room = stateRoom(actions) - countChars(encodeState(state));
  return { ...state, query: truncate(toLine(question), room) };
}
