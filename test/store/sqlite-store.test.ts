import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { UserError } from '../../src/user-error.ts';
import { useTemporaryFolder } from '../corpus/temporary-folder.ts';
import { collect, foundPaper, RECORDING } from './samples.ts';
import { describeStore } from './store.contract.ts';
import { useSqliteStores } from './use-sqlite-stores.ts';
import { startWriter } from './writer-process.ts';

describeStore('the store in a file', useSqliteStores);

describe('the store in a file, of which there is one process', () => {
  const { open, dataDir } = useSqliteStores();

  it('says so to a second process, and is free as soon as the first was killed', async () => {
    const first = startWriter(dataDir(), 0);
    await first.said(1);

    const refused = await open().catch((error: unknown) => error);
    await first.kill();
    const store = await open();

    expect(refused).toBeInstanceOf(UserError);
    expect((refused as UserError).message).toContain(
      `${join(dataDir(), 'papercord.db')} is in use by another process of the bot.`,
    );
    expect(await store.subscriptions.count()).toEqual({ active: 1, paused: 0 });
  });

  it('says so to a second one in the same process, and is free once the first is closed', async () => {
    const first = await open();
    await expect(open()).rejects.toThrow(UserError);

    await first.close();

    expect(await (await open()).papers.count()).toBe(0);
  });

  it('has all that was acknowledged, and nothing by halves, after being killed while writing', async () => {
    const acknowledged: number[] = [];
    for (const batches of [1, 7, 20]) {
      const writer = startWriter(dataDir(), (acknowledged.at(-1) ?? -2) + 2);
      await writer.said(1 + batches);
      acknowledged.push(...(await writer.kill()).slice(1).map(Number));
    }

    const store = await open();
    const papers = (await collect(store.papers.read())).flat();
    const sizes = new Map<number, number>();
    for (const { paper } of papers) {
      const batch = Number(paper.id.split('-')[0]);
      sizes.set(batch, (sizes.get(batch) ?? 0) + 1);
    }
    expect(acknowledged.filter((batch) => sizes.get(batch) !== 3)).toEqual([]);
    expect([...sizes].filter(([, size]) => size !== 3)).toEqual([]);
    expect(sizes.size - acknowledged.length).toBeLessThanOrEqual(3);
    expect(await store.outbox.counts()).toEqual({ waiting: papers.length, dead: 0 });
    expect(await store.papers.unmatched(10_000)).toHaveLength(papers.length);
  });
});

describe('the store in a file, read only', () => {
  const { open, dataDir } = useSqliteStores();
  const look = () => openStore({ dataDir: dataDir() }, { isReadOnly: true });

  it('shows what a bot writes that runs at the same time, and writes nothing', async () => {
    const { papers } = await open();
    await papers.record([foundPaper({ id: 'a' })], RECORDING);
    const reader = await look();

    await papers.record([foundPaper({ id: 'b' })], RECORDING);

    expect(await reader.papers.count()).toBe(2);
    await expect(reader.papers.silence(['a'])).rejects.toThrow(/readonly/);
    await reader.close();
  });

  it('says that there is nothing before the first start', async () => {
    await expect(look()).rejects.toThrow(/There is no database yet: .*papercord\.db/);
  });
});

describe('the store in a file that cannot be used', () => {
  const inFolder = useTemporaryFolder();
  const open = () => openStore({ dataDir: inFolder('data') });

  it('names the folder when it is none', async () => {
    writeFileSync(inFolder('data'), 'a file');

    await expect(open()).rejects.toThrow(UserError);
    await expect(open()).rejects.toThrow(/data\/papercord\.db cannot be used.*DATA_DIR/);
  });

  it('names the file when it is no database, leaves it as it is, and blocks nothing', async () => {
    const file = inFolder('data/papercord.db');
    mkdirSync(inFolder('data'));
    writeFileSync(file, 'my notes on papers, which are no database at all'.repeat(40));

    await expect(open()).rejects.toThrow(UserError);
    await expect(open()).rejects.toThrow(/papercord\.db cannot be used.*not a database/);
  });
});
