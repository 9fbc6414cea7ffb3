import type { CaughtUp } from '../../subscriptions/following.ts';
import { countPapers } from '../cards/counts.ts';

/** What is posted of the papers that came during a pause. */
export function describeCaughtUp({ waiting, dropped, when }: CaughtUp): string {
  // Papers of a digest whose hour passed during the pause come now, the others at theirs.
  const [comes, come] =
    when === 'at-once'
      ? ['comes now', 'come now']
      : ['comes when its digest is due', 'come when their digest is due'];
  const missed = `${countPapers(waiting)} that waited ${waiting === 1 ? comes : come}.`;
  const older = `${countPapers(dropped)} older than those ${dropped === 1 ? 'is' : 'are'} left out.`;
  return ['Resumed.', waiting > 0 && missed, dropped > 0 && older].filter(Boolean).join(' ');
}
