import type { CaughtUp } from '../../subscriptions/following.ts';
import { countPapers } from '../cards/counts.ts';

/** What is posted of the papers that came during a pause. */
export function describeCaughtUp({ waiting, dropped }: CaughtUp): string {
  const missed = waiting === 0 ? '' : ` ${countPapers(waiting)} that waited come now.`;
  const older = dropped === 0 ? '' : ` ${countPapers(dropped)} older than those are left out.`;
  return `Resumed.${missed}${older}`;
}
