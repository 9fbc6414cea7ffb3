import type { Following } from '../src/subscriptions/following.ts';

/** Follows nothing: for what has to do with other commands. */
export function fakeFollowing(): Following {
  const unasked = async () => {
    throw new Error('Nobody follows anything here.');
  };
  return {
    sources: [],
    preview: unasked,
    propose: unasked,
    decide: () => undefined,
    follow: unasked,
    list: async () => [],
    get: unasked,
    pause: unasked,
    resume: unasked,
    change: unasked,
    move: unasked,
    remove: unasked,
    postTest: unasked,
    status: unasked,
    loseChannel: async () => undefined,
    guildIds: async () => [],
    forgetGuild: async () => undefined,
  };
}
