import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../../src/config.ts';
import { readWordModel } from '../../../src/search/embedding/word-model.ts';
import { useTemporaryFolder } from '../../corpus/temporary-folder.ts';
import { wordModelFile } from './word-model-file.ts';

const inFolder = useTemporaryFolder();

const small = wordModelFile({
  plan: { numbers: [127, -127, 0], factor: 0.5 },
  planung: { numbers: [1, 2, 3], factor: 0.25 },
  größe: { numbers: [-1, 0, 1], factor: 2 },
});

async function read(bytes: Buffer) {
  await writeFile(inFolder('words.bin'), bytes);
  return readWordModel(inFolder('words.bin'));
}

describe('readWordModel', () => {
  it('reads words, factors and numbers', async () => {
    const model = await read(small);

    expect(model.dimensions).toBe(3);
    expect([...model.rows]).toEqual([
      ['plan', 0],
      ['planung', 1],
      ['größe', 2],
    ]);
    expect([...model.factors]).toEqual([0.5, 0.25, 2]);
    expect([...model.numbers]).toEqual([127, -127, 0, 1, 2, 3, -1, 0, 1]);
  });

  it('names a model by its file and its content', async () => {
    const first = await read(small);
    const again = await read(small);
    const other = await read(wordModelFile({ plan: { numbers: [1, 2, 3], factor: 1 } }));

    expect(first.name).toMatch(/^words\.bin:[0-9a-f]{8}$/);
    expect(again.name).toBe(first.name);
    expect(other.name).not.toBe(first.name);
  });

  it.each([
    ['is empty', Buffer.alloc(0), 'it does not begin with PCWM'],
    ['is another kind of file', Buffer.alloc(500, 'GGUF'), 'it does not begin with PCWM'],
    ['is of another version', withNumber(4, 2), 'its version is 2, not 1'],
    ['was cut off', small.subarray(0, -1), `it has ${small.length - 1} bytes, not ${small.length}`],
    ['was cut off early', small.subarray(0, 20), `it has 20 bytes, not ${small.length}`],
    ['is too long', Buffer.concat([small, small]), `not ${small.length}`],
    ['has fewer words than rows', withNumber(12, 4, 7), 'it names 3 words, not 4'],
  ])('refuses a file that %s', async (_, bytes, why) => {
    const reading = read(bytes);

    await expect(reading).rejects.toThrow(`${inFolder('words.bin')} is no model that this version`);
    await expect(reading).rejects.toThrow(why);
  });

  it('reads the model that comes with the project', async () => {
    const model = await readWordModel(join(PROJECT_ROOT, 'data/model/words.bin'));

    expect(model.rows.size).toBe(model.factors.length);
    expect(model.numbers.length).toBe(model.rows.size * model.dimensions);
    expect(model.rows.has('reinforcement')).toBe(true);
  });
});

/** The small model with another number in its header, and bytes behind it. */
function withNumber(offset: number, value: number, moreBytes = 0): Buffer {
  const bytes = Buffer.concat([small, Buffer.alloc(moreBytes)]);
  bytes.writeUInt32LE(value, offset);
  return bytes;
}
