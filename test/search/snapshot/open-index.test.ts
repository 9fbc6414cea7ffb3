import { mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { Paper } from '../../../src/corpus/paper.ts';
import { OramaPaperIndex } from '../../../src/search/orama/orama-paper-index.ts';
import type { PaperIndex } from '../../../src/search/paper-index.ts';
import { openIndex } from '../../../src/search/snapshot/open-index.ts';
import { snapshotName } from '../../../src/search/snapshot/snapshot-folder.ts';
import { createSnapshotStore } from '../../../src/search/snapshot/snapshot-store.ts';
import { UserError } from '../../../src/user-error.ts';
import { useTemporaryFolder } from '../../corpus/temporary-folder.ts';
import { paperWith } from '../../sample-papers.ts';
import { hashingEmbedder } from '../hashing-embedder.ts';

const inFolder = useTemporaryFolder();
const NAME = snapshotName('papers.jsonl');

const shelf: readonly Paper[] = Array.from({ length: 60 }, (_, i) =>
  paperWith({ id: `p${i}`, title: `Plan ${i}`, abstract: `Robots plan their way, part ${i}.` }),
);

/** Every look at it finds ten seconds gone. */
function slowClock(): () => number {
  let ms = 0;
  return () => {
    ms += 10_000;
    return ms;
  };
}

function createLog() {
  const lines: string[] = [];
  const log = pino({ base: null }, { write: (line) => lines.push(JSON.parse(line).msg) });
  return { log, lines };
}

interface Start {
  readonly papers?: readonly Paper[];
  /** What names the papers; their text unless told. */
  readonly corpus?: string | undefined;
  readonly code?: string;
  readonly model?: string;
  readonly file?: string;
  readonly isQuick?: boolean;
}

/** Opens an index as a process does that starts, and tells how it came about. */
async function start(given: Start = {}) {
  const { papers = shelf, code = '1', model = 'hashed-words', isQuick = false } = given;
  const file = given.file ?? inFolder(NAME);
  const { log, lines } = createLog();
  /** Whole texts of papers; calibration takes titles and abstracts. */
  const embedded: string[] = [];
  const embedder = {
    ...hashingEmbedder,
    embed: async (texts: readonly string[]) => {
      embedded.push(...texts.filter((text) => text.includes('\n')));
      return hashingEmbedder.embed(texts);
    },
  };
  const { index, saved } = await openIndex({
    createIndex: () => new OramaPaperIndex(embedder),
    source: {
      fingerprint: async () => ('corpus' in given ? given.corpus : JSON.stringify(papers)),
      async *papers() {
        yield* structuredClone(papers);
      },
    },
    snapshots: createSnapshotStore({
      file,
      fingerprint: async () => ({ code, embedder: model }),
      now: Date.now,
      log,
    }),
    now: isQuick ? () => 0 : slowClock(),
    log,
  });
  await saved;
  return { index, lines: lines.map((line) => line.replaceAll(dirname(file), '…')), embedded };
}

async function expectRankedLikeFresh(index: PaperIndex, papers: readonly Paper[]) {
  const fresh = new OramaPaperIndex(hashingEmbedder);
  await fresh.upsert(papers);
  expect(index.size).toBe(fresh.size);
  for (const query of ['robots plan 7', 'new words']) {
    const request = { query, limit: 100 };
    expect(await index.search(request)).toEqual(await fresh.search(request));
  }
}

describe('an index that is opened', () => {
  it('is built once, and comes from its snapshot from then on', async () => {
    const first = await start();
    const second = await start();

    expect(first.lines).toEqual(['Index built', 'Snapshot of the index written']);
    expect(second.lines).toEqual(['Index restored from its snapshot']);
    expect(second.embedded).toEqual([]);
    await expectRankedLikeFresh(second.index, shelf);
  });

  it('leaves nothing behind that is built quickly', async () => {
    const { lines } = await start({ isQuick: true });

    expect(lines).toEqual(['Index built']);
    expect(await readdir(inFolder(''))).toEqual([]);
  });

  it('drops the snapshot that is of no use any more to an index that is built quickly', async () => {
    await start();

    await start({ isQuick: true, papers: shelf.slice(0, 5) });

    expect(await readdir(inFolder(''))).toEqual([]);
  });

  const few = [
    { ...shelf[3]!, abstract: 'New words.' },
    paperWith({ id: 'new', title: 'New words' }),
    ...shelf.slice(5),
    shelf[0]!,
    shelf[1]!,
  ];

  it('takes over the few papers that are new, changed or gone since', async () => {
    await start();

    const changed = await start({ papers: few });
    const again = await start({ papers: few });

    expect(changed.lines).toEqual([
      'The snapshot of the index differed in some papers',
      'Index restored from its snapshot',
      'Snapshot of the index written',
    ]);
    expect(changed.embedded).toEqual([
      'Plan 3\nNew words.',
      'New words\nWe study something. It works.',
    ]);
    await expectRankedLikeFresh(changed.index, few);
    expect(again.lines).toEqual(['Index restored from its snapshot']);
    await expectRankedLikeFresh(again.index, few);
  });

  it('compares every paper with those of a source that has no fingerprint', async () => {
    await start({ corpus: undefined });

    const same = await start({ corpus: undefined });
    const other = await start({ corpus: undefined, papers: few });

    expect(same.embedded).toEqual([]);
    await expectRankedLikeFresh(other.index, few);
  });

  const another = 'the index is built anew';
  it.each<{ when: string; change: Start; why: string }>([
    {
      when: 'more than a tenth of the papers differ',
      change: { papers: shelf.slice(7) },
      why: `The snapshot of the index is not used, because more than a tenth of the papers differ: ${another}`,
    },
    {
      when: 'the code is another',
      change: { code: '2' },
      why: `The snapshot of the index is not used, because it was made with another code (1; now 2): ${another}`,
    },
    {
      when: 'the embedder is another',
      change: { model: 'bge-m3 at http://localhost/v1' },
      why: `The snapshot of the index is not used, because it was made with another embedder (hashed-words; now bge-m3 at http://localhost/v1): ${another}`,
    },
  ])('is built anew, and says why, when $when', async ({ change, why }) => {
    await start();

    const { index, lines } = await start(change);
    const again = await start(change);

    expect(lines).toEqual([why, 'Index built', 'Snapshot of the index written']);
    await expectRankedLikeFresh(index, change.papers ?? shelf);
    expect(again.lines).toEqual(['Index restored from its snapshot']);
  });

  it.each<{ what: string; harm: (file: string) => Promise<void>; why: string }>([
    {
      what: 'is cut off',
      harm: (file) => truncate(file, 5_000),
      why: 'it is cut off',
    },
    {
      what: 'has a byte that is another',
      harm: async (file) => {
        const bytes = await readFile(file);
        bytes[bytes.indexOf('Robots')]! ^= 1;
        await writeFile(file, bytes);
      },
      why: 'its section “papers” is damaged',
    },
    {
      what: 'is damaged at the end',
      harm: async (file) => {
        const bytes = await readFile(file);
        bytes[bytes.lastIndexOf('embedder')]! ^= 1;
        await writeFile(file, bytes);
      },
      why: 'its contents are damaged',
    },
    {
      what: 'is of an older format',
      harm: async (file) => {
        const bytes = await readFile(file);
        bytes.writeUInt32LE(0, 4);
        await writeFile(file, bytes);
      },
      why: 'its format is 0, and 1 is read here',
    },
    {
      what: 'is a file of another kind',
      harm: (file) => writeFile(file, 'Dear diary'),
      why: 'it is no snapshot of an index',
    },
  ])('is built anew, and says why, when its snapshot $what', async ({ harm, why }) => {
    await start();
    await harm(inFolder(NAME));

    const { index, lines } = await start();

    expect(lines).toEqual([
      `The snapshot of the index is not used, because ${why}: the index is built anew`,
      'Index built',
      'Snapshot of the index written',
    ]);
    await expectRankedLikeFresh(index, shelf);
    expect((await start()).lines).toEqual(['Index restored from its snapshot']);
  });

  it('works where nothing can be written, and says so', async () => {
    await writeFile(inFolder('occupied'), '');

    const { index, lines } = await start({ file: inFolder(`occupied/${NAME}`) });

    expect(index.size).toBe(shelf.length);
    expect(lines.at(-1)).toBe(
      'No snapshot of the index is kept, the next start builds it again: ' +
        `Cannot write …/${NAME}: a file stands where a folder should.`,
    );
  });

  it('works where the snapshot cannot be read, and says so', async () => {
    await mkdir(inFolder(NAME));

    const { index, lines } = await start();

    expect(index.size).toBe(shelf.length);
    expect(lines[0]).toMatch(/^The snapshot of the index is not used, because EISDIR/);
  });

  it('leaves one whole snapshot when two processes write at once', async () => {
    await Promise.all([start(), start({ papers: few }), start()]);

    expect(await readdir(inFolder(''))).toEqual([NAME]);
    const { index } = await start();
    await expectRankedLikeFresh(index, shelf);
  });

  it('saves what it held when it was opened, whatever is added at once', async () => {
    const opened = await openIndex({
      createIndex: () => new OramaPaperIndex(hashingEmbedder),
      source: {
        fingerprint: async () => 'shelf',
        async *papers() {
          yield* shelf;
        },
      },
      snapshots: createSnapshotStore({
        file: inFolder(NAME),
        fingerprint: async () => ({ code: '1', embedder: 'hashed-words' }),
        now: Date.now,
      }),
      now: slowClock(),
    });

    await opened.index.upsert([paperWith({ id: 'late', title: 'New words' })]);
    await opened.saved;

    expect(opened.index.get('late')).toBeDefined();
    const { index, lines } = await start({ corpus: 'shelf' });
    expect(lines).toEqual(['Index restored from its snapshot']);
    await expectRankedLikeFresh(index, shelf);
  });

  it('says so when the disk is full, and goes on', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    class IndexOnFullDisk extends OramaPaperIndex {
      override save(): Promise<void> {
        return Promise.reject(full);
      }
    }
    const { log, lines } = createLog();
    const { index, saved } = await openIndex({
      createIndex: () => new IndexOnFullDisk(hashingEmbedder),
      source: {
        fingerprint: async () => 'shelf',
        async *papers() {
          yield* shelf;
        },
      },
      snapshots: createSnapshotStore({
        file: inFolder(NAME),
        fingerprint: async () => ({}),
        now: Date.now,
        log,
      }),
      now: slowClock(),
    });
    await saved;

    expect(lines).toEqual([
      'No snapshot of the index is kept, the next start builds it again: ' +
        `Cannot write ${inFolder(NAME)}: the disk is full.`,
    ]);
    await expectRankedLikeFresh(index, shelf);
  });

  it('passes on what is wrong with the corpus', async () => {
    const broken = new UserError('papers.jsonl:2: title is empty');
    const opening = openIndex({
      createIndex: () => new OramaPaperIndex(hashingEmbedder),
      source: {
        fingerprint: async () => 'broken',
        async *papers() {
          yield shelf[0]!;
          throw broken;
        },
      },
      snapshots: createSnapshotStore({
        file: inFolder(NAME),
        fingerprint: async () => ({}),
        now: Date.now,
      }),
      now: () => 0,
    });

    await expect(opening).rejects.toThrow(broken);
  });

  it('trusts no name of a corpus that changed while it was read', async () => {
    let reads = 0;
    const open = (papers: readonly Paper[]) =>
      openIndex({
        createIndex: () => new OramaPaperIndex(hashingEmbedder),
        source: {
          fingerprint: async () => `corpus ${Math.min(2, ++reads)}`,
          async *papers() {
            yield* papers;
          },
        },
        snapshots: createSnapshotStore({
          file: inFolder(NAME),
          fingerprint: async () => ({}),
          now: Date.now,
        }),
        now: slowClock(),
      });
    const first = await open(shelf);
    await first.saved;
    reads = 0;

    const { index, saved } = await open(few);
    await saved;

    await expectRankedLikeFresh(index, few);
  });
});
