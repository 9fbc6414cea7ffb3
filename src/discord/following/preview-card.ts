import type { Wish } from '../../store/subscription-store.ts';
import { DRAFT_MINUTES } from '../../subscriptions/drafts.ts';
import { DRY_RUN_DAYS, type DryRun } from '../../subscriptions/dry-run.ts';
import { button, type Card, cardOf, row, separator, textDisplay } from '../cards/components.ts';
import { countPapers, readableCount } from '../cards/counts.ts';
import { subtext, titleHeading } from '../cards/paper-lines.ts';
import { writeCustomIds } from '../custom-id.ts';
import { escapeLine } from '../text.ts';
import { describeWish, topicOf } from './describe-wish.ts';

const SHOWN_PAPERS = 5;
const SHOWN_SKIPS = 3;
const MAX_TITLE_CHARS = 300;
const MAX_REASON_CHARS = 200;

/** What following would bring, to decide on. @param key of the draft */
export function formatDraftCard(
  { channelId, wish }: { readonly channelId: string; readonly wish: Wish },
  run: DryRun,
  key: string,
): Card {
  const ids = writeCustomIds(['follow', 'nofollow'], { key });
  return cardOf(
    textDisplay(
      `Follow ${topicOf(wish)} in <#${channelId}>?`,
      subtext(describeWish(wish)),
      ...wouldPost(run),
    ),
    separator(),
    ...papersOf(run),
    row(button(ids.follow, 'Follow'), button(ids.nofollow, 'Cancel')),
    textDisplay(
      subtext([`Nothing is posted before you press Follow, within ${DRAFT_MINUTES} minutes.`]),
    ),
  );
}

/** What a subscription would have posted. */
export function formatPreviewCard(wish: Wish, run: DryRun): Card {
  return cardOf(textDisplay(`Preview of ${topicOf(wish)}`, ...wouldPost(run)), ...papersOf(run));
}

function wouldPost({ posts, considered, days, perWeek, skipped }: DryRun): string[] {
  const of = `${readableCount(posts.length)} of ${countPapers(considered)}`;
  const summary =
    perWeek === undefined
      ? `My sources have brought nothing yet. Of the papers that I hold, it would have posted **${of}**.`
      : `In the last ${days === 1 ? 'day' : `${Math.min(days, DRY_RUN_DAYS)} days`} it would have ` +
        `posted **${of}**: about **${weekly(perWeek)}** a week.`;
  const reasons = skipped
    .slice(0, SHOWN_SKIPS)
    .map(({ reason, papers }) => `${readableCount(papers)} ${escapeLine(reason, 100)}`);
  return [
    summary,
    ...(reasons.length === 0 ? [] : [subtext([`Not posted: ${reasons.join(' · ')}`])]),
    ...(posts.length === 0 && considered > 0
      ? ['Nothing matched: try a wider topic, or a lower `min_score`.']
      : []),
  ];
}

function papersOf({ posts }: DryRun) {
  return posts
    .slice(0, SHOWN_PAPERS)
    .map(({ paper, reason, score }) =>
      textDisplay(
        `${titleHeading(paper, '**', MAX_TITLE_CHARS)}**`,
        subtext([
          escapeLine(reason, MAX_REASON_CHARS),
          score === undefined ? '' : `score ${score.toFixed(2)}`,
        ]),
      ),
    );
}

function weekly(perWeek: number): string {
  return perWeek > 0 && perWeek < 1 ? 'less than 1' : readableCount(Math.round(perWeek));
}
