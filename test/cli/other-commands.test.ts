import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../src/config.ts';
import type { Judgement } from '../../src/search/evaluation/judge.ts';
import { useTemporaryFolder } from '../corpus/temporary-folder.ts';
import { lipo, runCli } from './run-cli.ts';

const path = useTemporaryFolder();

const card = `LiPO-λ
Ann A, Ben B, Cas C, Dan D, Eve E
2402.01878 · 2024-02-02 · cs.CL

Aligning models with O(n) feedback.

https://arxiv.org/abs/2402.01878
https://arxiv.org/pdf/2402.01878
`;

describe('show', () => {
  it('shows the whole paper, its TeX in Unicode', async () => {
    expect(await runCli(['show', '2402.01878'])).toMatchObject({ code: 0, stdout: card });
  });

  it('writes the paper as JSON with --json', async () => {
    const { stdout } = await runCli(['show', '2402.01878', '--json']);

    expect(JSON.parse(stdout)).toMatchObject({
      id: '2402.01878',
      title: 'LiPO-λ',
      abstract: 'Aligning models with O(n) feedback.',
      authors: ['Ann A', 'Ben B', 'Cas C', 'Dan D', 'Eve E'],
      url: 'https://arxiv.org/abs/2402.01878',
    });
  });

  it('fetches a paper that the corpus does not hold from arXiv', async () => {
    const arxiv = [{ ...lipo, id: '2611.00001', title: 'A New Paper' }];

    expect((await runCli(['show', '2611.00001'], { arxiv })).stdout).toMatch(/^A New Paper\n/);
  });

  it('says so when arXiv does not give it either', async () => {
    expect(await runCli(['show', '2611.00002'])).toMatchObject({
      code: 1,
      stderr: 'No paper here has the id, link or title “2611.00002”, and arXiv gave none.\n',
    });
  });
});

describe('random', () => {
  it('shows a paper, of a topic if one is given', async () => {
    expect((await runCli(['random'])).stdout).toBe(card);
    expect((await runCli(['random', 'align'])).stdout).toBe(card);
    expect(JSON.parse((await runCli(['random', '--json'])).stdout)).toMatchObject({
      id: '2402.01878',
    });
  });

  it('says on standard error which part of the topic it did not understand', async () => {
    expect(await runCli(['random', 'align', 'year:soon'])).toMatchObject({
      stdout: card,
      stderr: 'Not understood: “year:soon”; searched as plain words.\n',
    });
  });

  it('says so when no paper matches the topic', async () => {
    expect(await runCli(['random', 'zebra'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'No paper matches “zebra”. Try other words.\n',
    });
  });
});

describe('import', () => {
  const seed = ['data/seed/hf-papers-page.txt', '--links', 'data/seed/links.jsonl'].map((name) =>
    name.startsWith('data') ? resolve(PROJECT_ROOT, name) : name,
  );

  it('writes the corpus and says how many papers it holds', async () => {
    const { code, stdout, opened } = await runCli(['import', ...seed, '--out', path('o.jsonl')]);

    expect(stdout).toBe(`Wrote 84 papers to ${path('o.jsonl')}.\n`);
    expect(readFileSync(path('o.jsonl'), 'utf8').split('\n')).toHaveLength(85);
    expect({ code, opened }).toEqual({ code: 0, opened: [] });
  });

  it('tells what is wrong on standard error, and fails', async () => {
    writeFileSync(path('page.txt'), 'nothing\n');

    const args = [path('page.txt'), ...seed.slice(1), '--out', path('o.jsonl')];
    const { code, stdout, stderr } = await runCli(['import', ...args]);

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/page\.txt: no title of .*links\.jsonl stands on this page\n$/);
  });
});

describe('eval', () => {
  it('measures all engines over the own corpus unless told', async () => {
    const { code, stdout, evaluated } = await runCli(['eval', 'bench']);

    expect(evaluated).toEqual([
      {
        folder: resolve('bench'),
        corpusFile: resolve(PROJECT_ROOT, 'data/papers.jsonl'),
        engines: ['hybrid', 'text', 'vector', 'orama-default'],
        json: false,
        warn: expect.any(Function),
        write: expect.any(Function),
      },
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'measured\n' });
  });

  it('measures the engines that are named, each once, over another corpus', async () => {
    const engines = ['--engine', 'text', '--engine', 'vector', '--engine', 'text'];

    const { evaluated } = await runCli(['eval', ...engines, 'f', '--corpus', 'c.jsonl', '--json']);

    expect(evaluated).toMatchObject([
      { engines: ['text', 'vector'], corpusFile: resolve('c.jsonl'), json: true },
    ]);
  });

  it('measures the parts of the ranking with --ablation, folder by folder', async () => {
    const { evaluated, stdout } = await runCli(['eval', 'a', 'b', '--ablation']);

    expect(evaluated).toMatchObject([
      { folder: resolve('a'), engines: 'parts' },
      { folder: resolve('b'), engines: 'parts' },
    ]);
    expect(stdout).toBe('a: measured\n\nb: measured\n');
  });

  it('searches the papers that are named behind a folder, and else the common ones', async () => {
    const { evaluated, stdout } = await runCli(['eval', 'a', 'b=own=1.jsonl', '--corpus', 'c.gz']);

    expect(evaluated).toMatchObject([
      { folder: resolve('a'), corpusFile: resolve('c.gz') },
      { folder: resolve('b'), corpusFile: resolve('own=1.jsonl') },
    ]);
    expect(stdout).toBe('a: measured\n\nb: measured\n');
  });

  it('says at the end whether the ranking keeps what it promises', async () => {
    const judgements = new Map([
      ['hybrid', judgement(0.71)],
      ['text', judgement(0.72)],
    ]);

    const { stdout } = await runCli(['eval', 'sets/scifact'], { judgements });

    expect(stdout).toBe(
      'measured\n\n' +
        'met     scifact, nDCG@10               0.710 (at least 0.700)\n' +
        'missed  scifact, nDCG@10 beside BM25F  0.710 (at least 0.720)\n',
    );
  });

  it('keeps promises out of JSON', async () => {
    const judgements = new Map([['hybrid', judgement(0.71)]]);

    const { stdout } = await runCli(['eval', 'sets/scifact', '--json'], { judgements });

    expect(stdout).toBe('measured\n');
  });

  it('takes no engines with --ablation', async () => {
    const { code, stderr } = await runCli(['eval', 'a', '--ablation', '--engine', 'text']);

    expect(stderr).toContain('so name none');
    expect(code).toBe(2);
  });
});

function judgement(ndcg10: number): Judgement {
  const quality = { queries: 1, ndcg10, recall10: 1, recall100: 1, mrr10: 1 };
  return { ...quality, p50Ms: 1, p99Ms: 1, byKind: {} };
}
