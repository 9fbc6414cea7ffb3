import type { LocalDiscord } from '../../src/preview/local-discord/local-discord.ts';
import { pick } from '../bench/random.ts';

/** What can go wrong with a request. */
export type Trouble = NonNullable<ReturnType<Parameters<LocalDiscord['faults']['each']>[1]>>;

const TROUBLES = {
  '429 for the channel': { kind: 'rateLimit', retryAfterMs: 60 },
  '429 for the bot': { kind: 'rateLimit', retryAfterMs: 40, scope: 'global' },
  '429 shared': { kind: 'rateLimit', retryAfterMs: 60, scope: 'shared' },
  '500, not accepted': { kind: 'status', status: 500 },
  '502, accepted': { kind: 'status', status: 502, when: 'after' },
  'cut before': { kind: 'cut', when: 'before' },
  'cut after acceptance': { kind: 'cut', when: 'after' },
  slow: { kind: 'delay', ms: 80 },
} as const satisfies Record<string, Trouble>;

export type TroubleName = keyof typeof TROUBLES;

const TROUBLE_NAMES = Object.keys(TROUBLES) as TroubleName[];

/** One request in so many goes wrong. */
const TROUBLE_EVERY = 8;

/** Lets requests about channels go wrong by chance; returns how often each trouble has struck. */
export function makeTrouble(
  { faults }: Pick<LocalDiscord, 'faults'>,
  random: () => number,
): ReadonlyMap<TroubleName, number> {
  const struck = new Map<TroubleName, number>(TROUBLE_NAMES.map((name) => [name, 0]));
  faults.each({ path: /^\/(channels\/.+|guilds\/\d+\/threads\/.+)/ }, () => {
    if (random() * TROUBLE_EVERY >= 1) return undefined;
    const name = pick(TROUBLE_NAMES, random);
    struck.set(name, (struck.get(name) ?? 0) + 1);
    return TROUBLES[name];
  });
  return struck;
}
