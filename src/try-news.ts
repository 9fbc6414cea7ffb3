import type { ExampleSource } from './feeds/examples/example-source.ts';
import type { PollReport } from './feeds/polling/poll-source.ts';
import type { News, NewsRound } from './open-news.ts';

/** What somebody who tries the bot out can do to new papers; each says in words what came of it. */
export interface NewsTrial {
  /** Lets an example appear in its source, and that source be read. */
  feedPaper(): Promise<string>;
  /** Has every source read, due or not. */
  pollNow(): Promise<string>;
}

/** Sends examples the way that new papers go: poller, store, index, matching, delivery. */
export function tryNews({
  news,
  examples,
  now,
}: {
  news: Pick<News, 'poll'>;
  examples: ExampleSource;
  now: () => Date;
}): NewsTrial {
  return {
    async feedPaper() {
      const title = await examples.feed(now());
      if (title === undefined) {
        return 'All examples were fed. Papercord begins anew when it is restarted.';
      }
      const { reports, posts } = await news.poll([examples.name]);
      const trouble = reports.flatMap(troubleOf);
      if (trouble.length > 0) return `“${title}” could not be read: ${trouble.join(', ')}.`;
      return `Fed “${title}”: ${takers(posts)}.`;
    },

    async pollNow() {
      return describeRound(await news.poll());
    },
  };
}

function takers(posts: number): string {
  if (posts === 0) return 'no subscription matches it (/paper follow makes one)';
  return posts === 1 ? 'one subscription matches it' : `${posts} subscriptions match it`;
}

/** What a reading of all sources came to. */
function describeRound({ reports, posts }: NewsRound): string {
  const added = reports.reduce((sum, report) => sum + report.added, 0);
  const read = reports.length === 1 ? '1 source' : `${reports.length} sources`;
  const found = added === 0 ? 'nothing new' : added === 1 ? '1 new paper' : `${added} new papers`;
  const due = posts === 0 ? '' : `, ${posts === 1 ? '1 post' : `${posts} posts`} in line`;
  const trouble = reports.flatMap((report) =>
    troubleOf(report).map((reason) => ` ${report.source} failed: ${reason}.`),
  );
  return `Read ${read}: ${found}${due}.${trouble.join('')}`;
}

function troubleOf({ error }: PollReport): string[] {
  return error === undefined ? [] : [error];
}
