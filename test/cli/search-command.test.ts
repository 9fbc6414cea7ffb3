import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../src/config.ts';
import { fakeFinder, lipo, runCli } from './run-cli.ts';

const hit = {
  id: '2402.01878',
  title: 'LiPO-λ',
  score: 1.5,
  url: 'https://arxiv.org/abs/2402.01878',
  snippet: 'Aligning models with O(n) feedback.',
};

describe('search', () => {
  it('shows rank, title, first authors, date, category, snippet and link', async () => {
    const { stdout, stderr, code } = await runCli(['search', 'ways', 'to', 'align']);

    expect(stdout).toBe(`1. LiPO-λ
   Ann A, Ben B, Cas C and 2 more · 2024-02-02 · cs.CL
   Aligning models with O(n) feedback.
   https://arxiv.org/abs/2402.01878

7 papers match.
`);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  });

  it('colours and wraps in a terminal, unless NO_COLOR is set', async () => {
    const inColor = await runCli(['search', 'align'], { terminalColumns: 30 });
    const plain = await runCli(['search', 'align'], {
      terminalColumns: 30,
      env: { NO_COLOR: '1' },
    });

    expect(inColor.stdout).toContain('1. \u001b[1mLiPO-λ\u001b[22m');
    expect(inColor.stdout).toContain('\u001b[1mAligning\u001b[22m');
    expect(plain.stdout).not.toContain('\u001b');
    expect(plain.stdout).toContain('   Ann A, Ben B, Cas C and 2\n   more · 2024-02-02 · cs.CL\n');
  });

  it('writes no control characters of a paper to the terminal', async () => {
    const title = 'Evil \u001b[2J\u0007title\nnext';
    const finder = {
      ...fakeFinder,
      async search() {
        const snippet = { text: 'a\u001b]0;x\u0007b', matches: [] };
        return {
          papers: [{ paper: { ...lipo, title }, score: 1, rank: 1, snippet }],
          total: 1,
          notUnderstood: [],
          corrections: [],
        };
      },
    };

    const { stdout } = await runCli(['search', 'align'], { finder });

    expect(stdout).toContain('1. Evil  [2J title next\n');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('writes one JSON object with --json', async () => {
    const { stdout } = await runCli(['search', 'align', '--json']);

    expect(JSON.parse(stdout)).toEqual({ query: 'align', total: 7, hits: [hit] });
    expect(stdout.trimEnd()).not.toContain('\n');
  });

  it('says so when nothing matches, and that filters may be why', async () => {
    const none = await runCli(['search', 'zebra']);
    const filtered = await runCli(['search', 'align', '--year', '1999']);
    const json = await runCli(['search', 'zebra', '--json']);

    expect(none).toMatchObject({ code: 0, stdout: 'No paper matches “zebra”. Try other words.\n' });
    expect(filtered.stdout).toBe('No paper matches “align”. Try fewer filters.\n');
    expect(JSON.parse(json.stdout)).toEqual({ query: 'zebra', total: 0, hits: [] });
  });

  it('says on standard error which part of the query it did not understand', async () => {
    const { stdout, stderr } = await runCli(['search', 'align year:soon', '--json']);

    expect(stderr).toBe('Not understood: “year:soon”; searched as plain words.\n');
    expect(JSON.parse(stdout)).toMatchObject({ query: 'align year:soon', total: 7 });
  });

  it('says which words it looked for in place of misspelt ones', async () => {
    const { stdout, stderr } = await runCli(['search', 'alignn', '--json']);

    expect(stderr).toBe('Showing results for “align” instead of “alignn”.\n');
    expect(JSON.parse(stdout)).toMatchObject({ corrections: [{ typed: 'alignn', used: 'align' }] });
  });

  it('passes on the limit and the filters', async () => {
    const requests: object[] = [];
    const finder = {
      ...fakeFinder,
      async search(request: object) {
        requests.push(request);
        return { papers: [], total: 0, notUnderstood: [], corrections: [] };
      },
    };
    const args = ['--year', '2024', '--category', 'cs', '--author', 'Rose Wang', '-n', '3'];

    await runCli(['search', 'align', ...args], { finder });

    expect(requests).toEqual([
      {
        query: 'align',
        filters: { year: 2024, category: 'cs', author: 'Rose Wang' },
        offset: 0,
        limit: 3,
      },
    ]);
  });

  it('passes on words of the title, excluded ones and several years, also with --batch', async () => {
    const asked: unknown[] = [];
    const finder = {
      ...fakeFinder,
      async search({ filters }: { filters?: object }) {
        asked.push(filters);
        return { papers: [], total: 0, notUnderstood: [], corrections: [] };
      },
    };
    const args = ['--title', 'agents', '--exclude', '"open web" survey', '--year', '2022..'];

    await runCli(['search', 'align', ...args], { finder });
    await runCli(['search', '--batch', ...args], { finder, stdin: '{"id":"a","text":"align"}' });

    const filters = {
      required: [
        [{ kind: 'years', from: 2022 }],
        [{ kind: 'word', word: 'agents', scope: 'title' }],
      ],
      excluded: [
        { kind: 'phrase', words: ['open', 'web'], scope: 'text' },
        { kind: 'word', word: 'survey', scope: 'text' },
      ],
    };
    expect(asked).toEqual([
      { ...filters, required: expect.arrayContaining(filters.required) },
      { ...filters, required: expect.arrayContaining(filters.required) },
    ]);
  });

  it('opens the corpus of the settings, or that of --corpus from the working folder', async () => {
    const byDefault = await runCli(['search', 'align']);
    const bySetting = await runCli(['search', 'align'], { env: { CORPUS_FILE: 'my.jsonl' } });
    const byOption = await runCli(['search', 'align', '--corpus', 'mine.jsonl']);

    expect(byDefault.opened[0]?.corpusFile).toBe(resolve(PROJECT_ROOT, 'data/papers.jsonl'));
    expect(bySetting.opened[0]?.corpusFile).toBe(resolve(PROJECT_ROOT, 'my.jsonl'));
    expect(byOption.opened[0]?.corpusFile).toBe(resolve('mine.jsonl'));
  });
});

describe('search --batch', () => {
  it('answers each query on a line of its own, in order', async () => {
    const stdin = '{"id":"q1","text":"align"}\n\n{"id":2,"text":"zebra","kind":"x"}\r\n';

    const { stdout, stderr, code } = await runCli(['search', '--batch'], { stdin });

    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { id: 'q1', hits: [hit] },
      { id: 2, hits: [] },
    ]);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  });

  it('names lines that are no query, answers the others, and fails in the end', async () => {
    const stdin = Buffer.concat([
      Buffer.from('{"id":"q1","text":"align"}\nno json\n{"id":"q3"}\n{"text":"x"}\n[]\n'),
      Buffer.from('{"id":"q6","text":"\xff"}\n', 'latin1'),
      Buffer.from('{"id":"q7","text":"align"}'),
    ]);

    const { stdout, stderr, code } = await runCli(['search', '--batch'], { stdin });

    const ids = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(ids).toEqual(['q1', 'q7']);
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^standard input:2: is not valid JSON \(/),
      'standard input:3: text is missing',
      'standard input:4: id is missing',
      'standard input:5: is not an object',
      'standard input:6: is not valid UTF-8',
      '5 lines of standard input could not be answered.',
    ]);
    expect(code).toBe(1);
  });

  it('answers a query before it reads the next one', async () => {
    const events: string[] = [];
    const finder = {
      ...fakeFinder,
      async search({ query }: { query: string }) {
        events.push(`search ${query}`);
        return { papers: [], total: 0, notUnderstood: [], corrections: [] };
      },
    };
    async function* stdin() {
      yield Buffer.from('{"id":"a","text":"one"}\n');
      events.push('read on');
      yield Buffer.from('{"id":"b","text":"two"}\n');
    }

    const { stdout } = await runCli(['search', '--batch'], { stdin: stdin(), finder });

    expect(events).toEqual(['search one', 'read on', 'search two']);
    expect(stdout).toBe('{"id":"a","hits":[]}\n{"id":"b","hits":[]}\n');
  });
});
