import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../corpus/temporary-folder.ts';

const path = useTemporaryFolder();
const root = fileURLToPath(new URL('../../', import.meta.url));
const script = fileURLToPath(new URL('../../data/model/prepare.ts', import.meta.url));

/** Runs the command as its README says, on corpora that are written first. */
function prepare(corpora: Readonly<Record<string, readonly object[]>>, ...options: string[]) {
  const files = Object.entries(corpora).map(([name, records]) => {
    const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
    writeFileSync(path(name), name.endsWith('.gz') ? gzipSync(text) : text);
    return path(name);
  });
  const args = ['--import', 'tsx', script, ...files, ...options];
  return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
}

/** The papers that the numbers in a folder stand for, each sentence as its words. */
function readPapers(folder: string): string[][] {
  const words = readFileSync(join(folder, 'words.txt'), 'utf8').trimEnd().split('\n');
  const [ids, sentences, papers] = ['word-ids', 'sentence-starts', 'paper-starts'].map((name) => {
    const bytes = readFileSync(join(folder, `${name}.i32`));
    return Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readInt32LE(i * 4));
  }) as [number[], number[], number[]];
  const texts = sentences
    .slice(1)
    .map((end, i) => ids.slice(sentences[i], end).map((id) => words[id]));
  return papers.slice(1).map((end, i) => texts.slice(papers[i], end).map((text) => text.join(' ')));
}

const cats = { id: 'a', title: 'On Cats', abstract: 'Cats purr. They sleep vs. dogs.' };
const dogs = { id: 'b', title: 'On Dogs', abstract: 'Dogs do not purr.' };

describe('prepare.ts', () => {
  it('numbers the words of the titles and sentences of all corpora, in order', () => {
    const { status, stdout } = prepare(
      { 'cats.jsonl': [cats], 'dogs.jsonl.gz': [dogs] },
      ...['--out', path('out'), '--min-count', '1'],
    );

    expect(stdout).toBe(`Wrote 2 papers with 9 words to ${path('out')}.\n`);
    expect(status).toBe(0);
    expect(readPapers(path('out'))).toEqual([
      ['on cats', 'cats purr', 'they sleep vs dogs'],
      ['on dogs', 'dogs do not purr'],
    ]);
  });

  it('leaves rare words out and puts frequent words first', () => {
    prepare({ 'all.jsonl': [cats, dogs] }, '--out', path('out'), '--min-count', '2');

    expect(readFileSync(path('out/words.txt'), 'utf8')).toBe('dogs\ncats\non\npurr\n');
    expect(readPapers(path('out'))).toEqual([
      ['on cats', 'cats purr', 'dogs'],
      ['on dogs', 'dogs purr'],
    ]);
  });

  it('splits words as search does, with accents that are written in TeX', () => {
    const paper = { id: 'c', title: "Self-play by R\\'enyi", abstract: 'A $\\lambda$-return.' };

    prepare({ 'tex.jsonl': [paper] }, '--out', path('out'), '--min-count', '1');

    expect(readPapers(path('out'))).toEqual([
      ['self play selfplay by renyi', 'a λ return λreturn'],
    ]);
  });

  it('names a bad line and writes nothing', () => {
    const { status, stderr } = prepare(
      { 'bad.jsonl': [cats, { ...dogs, title: '' }] },
      ...['--out', path('out')],
    );

    expect(stderr).toContain('bad.jsonl:2: title is empty');
    expect(status).toBe(1);
    expect(existsSync(path('out'))).toBe(false);
  });

  it('says so when no word is frequent enough', () => {
    const { status, stderr } = prepare({ 'few.jsonl': [dogs] }, '--out', path('out'));

    expect(stderr).toBe('No word is seen 4 times.\n');
    expect(status).toBe(1);
  });

  it('ends with exit code 2 when it is used wrongly', () => {
    const { status, stderr } = prepare({ 'dogs.jsonl': [dogs] }, '--min-count', 'few');

    expect(stderr).toContain('Give a whole number from 1.');
    expect(status).toBe(2);
  });
});
