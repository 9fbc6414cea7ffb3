import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadHistory, saveHistory } from '../../../src/preview/terminal/history.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'papercord-history-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('history', () => {
  it('comes back newest first, from a file that reads oldest first', async () => {
    const file = join(folder, 'data', 'history');

    saveHistory(file, ['/paper random', '/paper search dpo']);

    expect(loadHistory(file)).toEqual(['/paper random', '/paper search dpo']);
    expect(await readFile(file, 'utf8')).toBe('/paper search dpo\n/paper random\n');
  });

  it('can be read by nobody else', async () => {
    const file = join(folder, 'history');

    saveHistory(file, ['/paper random']);

    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it('is empty where there is no file, and stands in nobody’s way where none can be', () => {
    expect(loadHistory(join(folder, 'none'))).toEqual([]);
    expect(() => saveHistory(folder, ['/paper random'])).not.toThrow();
  });
});
