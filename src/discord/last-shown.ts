/** Which paper a channel saw last, so that a random one is never the same twice in a row. */
export interface LastShown {
  get(channelId: string): string | undefined;
  set(channelId: string, paperId: string): void;
}

/** Channels that are remembered; a forgotten one may at worst see a paper again. */
const MAX_CHANNELS = 10_000;

/** Keeps the channels that were used last, in memory only. */
export function createLastShown(maxChannels = MAX_CHANNELS): LastShown {
  const paperByChannel = new Map<string, string>();
  return {
    get: (channelId) => paperByChannel.get(channelId),
    set(channelId, paperId) {
      // A Map keeps the order of insertion: deleting first makes it the order of use.
      paperByChannel.delete(channelId);
      paperByChannel.set(channelId, paperId);
      const [oldest] = paperByChannel.keys();
      if (paperByChannel.size > maxChannels && oldest !== undefined) paperByChannel.delete(oldest);
    },
  };
}
