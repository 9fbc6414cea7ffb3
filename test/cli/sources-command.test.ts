import { describe, expect, it, onTestFinished } from 'vitest';
import { createPoller } from '../../src/feeds/polling/poller.ts';
import type { Source } from '../../src/feeds/source.ts';
import { SourceError } from '../../src/feeds/source-error.ts';
import { sourceHealth } from '../../src/feeds/source-health.ts';
import { openTestStore } from '../feeds/open-test-store.ts';
import { announced, fakeSource, NOW } from '../feeds/polling/fake-source.ts';
import { silentLog } from '../feeds/silent-log.ts';
import { runCli } from './run-cli.ts';

/** The real poller and a store of its own, over these sources. */
async function feedsOf(...sources: Source[]) {
  const store = await openTestStore();
  const now = () => new Date(NOW);
  const poller = createPoller({
    sources,
    store,
    timetable: { schedule: '30 * * * *', timeZone: 'UTC' },
    holder: 'test',
    now,
    random: () => 0,
    log: silentLog,
    onRecorded: () => undefined,
  });
  onTestFinished(() => poller.stop());
  return {
    sources,
    poller,
    close: async () => undefined,
    async health() {
      const states = await store.sources.list();
      return sources.map((source) =>
        sourceHealth(
          source,
          states.find(({ name }) => name === source.name),
          now(),
        ),
      );
    },
  };
}

const lab = () =>
  fakeSource('lab', () => ({
    papers: [announced('feed:1'), announced('feed:2')],
    bad: [{ entry: 'A \u001b[31mtitle', reason: 'link is missing' }],
  }));

describe('sources', () => {
  it('shows how each source is doing', async () => {
    const feeds = await feedsOf(
      lab(),
      fakeSource('arxiv:cs.CL', () => ({})),
    );
    await runCli(['sources', 'poll', 'lab'], { feeds });

    expect(await runCli(['sources'], { feeds })).toMatchObject({
      code: 0,
      stdout: `lab · Source lab
  Last read just now. Next in 30 minutes.
  Today 2 new papers, of 2 read.
  1 entry could not be read: link is missing (1).

arxiv:cs.CL · Source arxiv:cs.CL
  Not read yet. Due now.
`,
    });
  });

  it('writes JSON for scripts', async () => {
    const feeds = await feedsOf(lab());

    expect(JSON.parse((await runCli(['sources', '--json'], { feeds })).stdout)).toEqual({
      sources: [
        {
          name: 'lab',
          title: 'Source lab',
          status: 'unread',
          failures: 0,
          today: { seen: 0, new: 0, bad: 0 },
          quietBecause: 'it has not been read yet',
        },
      ],
    });
  });

  it('says so when there are none', async () => {
    expect((await runCli(['sources'], { feeds: await feedsOf() })).stdout).toBe(
      'There are no sources: SOURCES is none.\n',
    );
  });
});

describe('sources poll', () => {
  it('reads a source now and says what came of it', async () => {
    expect(await runCli(['sources', 'poll', 'lab'], { feeds: await feedsOf(lab()) })).toMatchObject(
      {
        code: 0,
        stdout: `Read 2 entries: 2 new, 0 updated, 0 known.
Could not read 1:
  A  [31mtitle: link is missing
`,
      },
    );
  });

  it('fails with the reason when the source cannot be read', async () => {
    const source = fakeSource('lab', () => {
      throw new SourceError('it answers 503');
    });

    expect(
      await runCli(['sources', 'poll', 'lab'], { feeds: await feedsOf(source) }),
    ).toMatchObject({
      code: 1,
      stderr: 'Source lab cannot be read: it answers 503.\n',
    });
  });

  it('names the sources there are when there is none of that name', async () => {
    const feeds = await feedsOf(
      lab(),
      fakeSource('arxiv:cs.CL', () => ({})),
    );

    expect(await runCli(['sources', 'poll', 'arxiv'], { feeds })).toMatchObject({
      code: 1,
      stderr: 'There is no source “arxiv”. There are: lab, arxiv:cs.CL.\n',
    });
  });
});
