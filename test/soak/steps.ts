import type { REST } from 'discord.js';
import type { Store } from '../../src/store/store.ts';

/** Where a sender can be killed from within, in the order in which a paper passes by. */
export const SENDER_STEPS = [
  'papers recorded',
  'matched, not committed',
  'matched',
  'post claimed',
  'looking for it',
  'about to send',
  'message answered, no thread yet',
  'answered, not marked',
  'marked as posted',
  'noted to be tried again',
  'crosspost claimed',
  'crosspost answered, not marked',
  'crosspost marked',
] as const;

/** Where a sender can be killed from Discord's end: when a request comes in. */
export const DISCORD_STEPS = {
  'message sent, not accepted': { path: /\/messages$/, isAccepted: false },
  'message accepted, not answered': { path: /\/messages$/, isAccepted: true },
  'forum post sent, not accepted': { path: /^\/channels\/\d+\/threads$/, isAccepted: false },
  'forum post accepted, not answered': { path: /^\/channels\/\d+\/threads$/, isAccepted: true },
  'thread accepted, not answered': { path: /\/messages\/\d+\/threads$/, isAccepted: true },
  'crosspost accepted, not answered': { path: /\/crosspost$/, isAccepted: true },
} as const;

export type SenderStep = (typeof SENDER_STEPS)[number];
export type DiscordStep = keyof typeof DISCORD_STEPS;

/** Is told of every step that is reached, and may end the process there. */
export type Reach = (step: SenderStep) => void;

/** The same store, that tells of the steps of a sender. */
export function storeWithSteps(store: Store, reach: Reach): Store {
  const { outbox, papers } = store;
  return {
    ...store,
    papers: {
      ...papers,
      async record(found, options) {
        const recorded = await papers.record(found, options);
        reach('papers recorded');
        return recorded;
      },
    },
    outbox: {
      ...outbox,
      async claim(options) {
        const claim = await outbox.claim(options);
        if (claim !== undefined) reach('post claimed');
        return claim;
      },
      async markPosted(claim, posted) {
        reach('answered, not marked');
        await outbox.markPosted(claim, posted);
        reach('marked as posted');
      },
      async retryLater(claim, retry) {
        await outbox.retryLater(claim, retry);
        reach('noted to be tried again');
      },
      async claimCrosspost(options) {
        const claim = await outbox.claimCrosspost(options);
        if (claim !== undefined) reach('crosspost claimed');
        return claim;
      },
      async finishCrosspost(claim) {
        reach('crosspost answered, not marked');
        await outbox.finishCrosspost(claim);
        reach('crosspost marked');
      },
    },
    async transaction(work) {
      const result = await store.transaction(async (parts) => {
        const written = await work(parts);
        reach('matched, not committed');
        return written;
      });
      reach('matched');
      return result;
    },
  };
}

/** The same connection, that tells of the steps of a sender. */
export function restWithSteps(rest: REST, reach: Reach): Pick<REST, 'get' | 'post'> {
  return {
    get(route, options) {
      if (route.endsWith('/messages') || route.endsWith('/threads/active')) reach('looking for it');
      return rest.get(route, options);
    },
    post(route, options) {
      if (/\/messages\/\d+\/threads$/.test(route)) reach('message answered, no thread yet');
      else if (/\/(messages|threads)$/.test(route)) reach('about to send');
      return rest.post(route, options);
    },
  };
}
