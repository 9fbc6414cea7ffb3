import type { SourceHealth } from '../feeds/source-health.ts';
import type { SkipCount, Wish } from '../store/subscription-store.ts';
import type { FollowedStatus } from './following.ts';
import { isFrom } from './match-papers.ts';

const SHOWN_REASONS = 3;

/**
 * Why a subscription has not posted the latest papers, in words for people: “12 papers, none
 * matched: 9 not about the topic, 3 excluded by “survey””, or what its sources say: “weekend: …”.
 * Empty where it posted all that came.
 *
 * @param today `YYYY-MM-DD` in UTC
 */
export function whySilent(
  { subscription, skips, waiting }: Pick<FollowedStatus, 'subscription' | 'skips' | 'waiting'>,
  sources: readonly SourceHealth[],
  today: string,
): string {
  const [latest] = skips;
  if (latest !== undefined && latest.day === today) {
    return describeSkips(
      skips.filter(({ day }) => day === today),
      'today',
      hasPosted(subscription.lastPostAt, today) || waiting > 0,
    );
  }
  const quiet = whyQuiet(subscription.wish, sources);
  if (quiet !== '') return quiet;
  if (latest === undefined) return subscription.lastPostAt === undefined ? 'nothing came yet' : '';
  return describeSkips(
    skips.filter(({ day }) => day === latest.day),
    `on ${latest.day}`,
    true,
  );
}

function hasPosted(lastPostAt: number | undefined, today: string): boolean {
  return lastPostAt !== undefined && new Date(lastPostAt).toISOString().startsWith(today);
}

/** @param hasOthers whether there may be papers that matched */
function describeSkips(skips: readonly SkipCount[], when: string, hasOthers: boolean): string {
  const papers = skips.reduce((sum, each) => sum + each.papers, 0);
  const reasons = skips.slice(0, SHOWN_REASONS).map(({ reason, papers: of }) => `${of} ${reason}`);
  const rest = skips.length > SHOWN_REASONS ? ', …' : '';
  const others = hasOthers ? ' not posted' : ', none matched';
  return `${papers} new ${papers === 1 ? 'paper' : 'papers'} ${when}${others}: ${reasons.join(', ')}${rest}`;
}

/** What the sources that are followed say of themselves, when none of them brought anything. */
function whyQuiet(wish: Wish, sources: readonly SourceHealth[]): string {
  const followed = sources.filter(
    ({ name }) => wish.sources.length === 0 || wish.sources.some((wanted) => isFrom(name, wanted)),
  );
  if (followed.length === 0) return 'none of its sources is read any more';
  if (followed.some(({ quietBecause }) => quietBecause === undefined)) return '';
  return [...new Set(followed.map((each) => `${each.title}: ${each.quietBecause}`))].join('; ');
}
