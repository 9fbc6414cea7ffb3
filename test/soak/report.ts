import type { SoakResult } from './run-soak.ts';
import { DISCORD_STEPS, SENDER_STEPS } from './steps.ts';

/** What was done to the senders, and what came of it, as a table in Markdown. */
export function formatReport({
  options,
  kills,
  troubles,
  expected,
  verdict,
  left,
  seconds,
}: SoakResult): string {
  const atSteps = [...SENDER_STEPS, ...Object.keys(DISCORD_STEPS)].map(
    (step) => [step, kills.atSteps.get(step as never) ?? 0] as const,
  );
  const sum = (counts: Iterable<number>) => [...counts].reduce((total, count) => total + count, 0);
  return [
    ...table('What', 'Count', [
      ['seed', options.seed],
      ['senders at the same time', options.senders],
      ['kills at random moments', kills.atRandom],
      ['kills at named steps', sum(kills.atSteps.values())],
      ['requests that went wrong', sum(troubles.values())],
      ['channels', options.channels],
      ['papers', options.papers],
      ['papers that belong in channels', expected],
      ['messages', verdict.messages],
      ['**missing**', verdict.missing],
      ['**repeated**', verdict.repeated],
      ['**out of order**', verdict.outOfOrder],
      ['unwanted', verdict.unwanted],
      ['without the thread that belongs to it', verdict.withoutThread],
      ['unpublished', verdict.unpublished],
      ['wrong pings', verdict.wrongPings],
      ['left in the outbox', left.waiting],
      ['given up', left.dead],
      ['seconds', Math.round(seconds)],
    ]),
    '',
    ...table('Killed at the step', 'Kills', atSteps),
    '',
    ...table('Went wrong', 'Requests', [...troubles]),
    '',
  ].join('\n');
}

function table(
  first: string,
  second: string,
  rows: readonly (readonly [name: string, count: number])[],
): string[] {
  const width = Math.max(first.length, ...rows.map(([name]) => name.length));
  const line = (name: string, count: string) => `| ${name.padEnd(width)} | ${count.padStart(8)} |`;
  return [
    line(first, second),
    `| ${'-'.repeat(width)} | ${'-'.repeat(7)}: |`,
    ...rows.map(([name, count]) => line(name, String(count))),
  ];
}
