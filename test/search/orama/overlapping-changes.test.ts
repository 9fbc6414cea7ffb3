import { open } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Paper } from '../../../src/corpus/paper.ts';
import type { Embedder } from '../../../src/search/embedding/embedder.ts';
import { nextTurn } from '../../../src/search/next-turn.ts';
import { OramaPaperIndex } from '../../../src/search/orama/orama-paper-index.ts';
import { readSnapshot } from '../../../src/search/snapshot/read-snapshot.ts';
import { writeSnapshot } from '../../../src/search/snapshot/write-snapshot.ts';
import { useTemporaryFolder } from '../../corpus/temporary-folder.ts';
import { paperWith } from '../../sample-papers.ts';
import { numbersEmbedder } from '../numbers-embedder.ts';

const inFolder = useTemporaryFolder();

/** A paper with a word of its own, which another version of it does not share. */
function paper(i: number, version = 0): Paper {
  const own = i + 1_000 * version;
  const kind = ['trees', 'graphs', 'robots'][i % 3];
  return paperWith({
    id: `p${i}`,
    title: `The ${kind} of ${own}`,
    abstract: `We plan ${own} and ${kind}.`,
  });
}

function papers(count: number, version = 0): Paper[] {
  return Array.from({ length: count }, (_, i) => paper(i, version));
}

async function indexOf(some: readonly Paper[], embedder = numbersEmbedder) {
  const index = new OramaPaperIndex(embedder);
  await index.upsert(some);
  return index;
}

/** Until the first of the papers that are being added is held. */
async function untilHeld(index: OramaPaperIndex, { id }: Paper): Promise<void> {
  while (index.get(id) === undefined) await nextTurn();
}

async function expectAsBuiltFresh(index: OramaPaperIndex): Promise<void> {
  const fresh = await indexOf([...index.papers()]);
  for (const query of ['trees 7', 'robots', 'graphs 1004']) {
    const request = { query, limit: 30, mode: 'hybrid' } as const;
    const [ours, theirs] = await Promise.all([index.search(request), fresh.search(request)]);
    expect(ours.hits).toEqual(theirs.hits);
  }
}

describe('an index with changes that overlap', () => {
  it('ranks by how much its own papers say that meaning counts', async () => {
    const query = { query: 'trees 7', limit: 30, mode: 'hybrid' } as const;
    const [one, other] = await Promise.all([indexOf(papers(320)), indexOf(papers(320, 3))]);
    const [{ hits }, { hits: others }] = await Promise.all([
      one.search(query),
      other.search(query),
    ]);

    // Otherwise the tests below could not fail.
    expect(hits.at(-1)?.score).not.toBe(others.at(-1)?.score);
  });

  it('holds what was added after all of it was asked to be removed', async () => {
    const index = await indexOf(papers(100));

    const changes = [index.remove(papers(100).map(({ id }) => id)), index.upsert([paper(90, 1)])];
    await Promise.all(changes);

    expect([...index.papers()]).toEqual([paper(90, 1)]);
  });

  it('removes the ids that it was asked to, whatever becomes of the list', async () => {
    const index = await indexOf(papers(100));
    const ids = papers(100).map(({ id }) => id);

    const removed = index.remove(ids);
    ids.length = 0;
    await removed;

    expect(index.size).toBe(0);
  });

  it('ranks as one built fresh after papers were replaced while others came', async () => {
    const index = new OramaPaperIndex(numbersEmbedder);

    const adding = index.upsert(papers(320));
    await untilHeld(index, paper(0));
    await Promise.all([adding, index.upsert(papers(30, 1))]);

    await expectAsBuiltFresh(index);
  });

  it('ranks as one built fresh after papers were removed while others came', async () => {
    const index = new OramaPaperIndex(numbersEmbedder);

    const some = papers(320).map((each, i) => (i < 60 ? paper(i, 1) : each));
    const adding = index.upsert(some);
    await untilHeld(index, paper(0));
    await Promise.all([adding, index.remove(papers(32).map(({ id }) => id))]);

    await expectAsBuiltFresh(index);
  });

  it('ranks as one built fresh after the embedder failed halfway', async () => {
    let asked = 0;
    const failing: Embedder = {
      ...numbersEmbedder,
      embed: async (texts) => {
        if (++asked === 2) throw new Error('The server is away.');
        return numbersEmbedder.embed(texts);
      },
    };
    const index = new OramaPaperIndex(failing);
    asked = -100;
    await index.upsert(papers(100));
    asked = 0;

    await expect(index.upsert(papers(100, 1))).rejects.toThrow('The server is away.');

    expect(index.get('p0')).toEqual(paper(0, 1));
    await expectAsBuiltFresh(index);
  });

  it('is opened from what was saved halfway as one built fresh', async () => {
    const index = await indexOf(papers(40));
    const handle = await open(inFolder('s'), 'w+');

    const adding = index.upsert(papers(320, 1));
    while (index.size < 100) await nextTurn();
    await index.save((sections) => writeSnapshot(handle, { fingerprint: {} }, sections));
    await adding;
    const copy = new OramaPaperIndex(numbersEmbedder);
    await copy.restore((await readSnapshot(handle)).sections);
    await handle.close();

    expect(copy.size).toBeLessThan(320);
    await expectAsBuiltFresh(copy);
  });
});
