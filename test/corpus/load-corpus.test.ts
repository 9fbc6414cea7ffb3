import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import type { Paper } from '../../src/corpus/paper.ts';
import { UserError } from '../../src/user-error.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const path = useTemporaryFolder();

const paper: Paper = {
  id: '2305.10314',
  title: 'LeTI',
  abstract: 'We learn from text.',
  authors: ['Xingyao Wang'],
  publishedAt: '2023-05-17',
  primaryCategory: 'cs.CL',
  venue: 'NAACL',
  source: 'hf-papers-page',
  links: { abstract: 'https://arxiv.org/abs/2305.10314', pdf: 'https://arxiv.org/pdf/2305.10314' },
};

function write(name: string, ...lines: (object | string)[]): string {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  const bytes = Buffer.from(text.map((line) => `${line}\n`).join(''));
  writeFileSync(path(name), name.endsWith('.gz') ? gzipSync(bytes) : bytes);
  return path(name);
}

async function load(file: string): Promise<Paper[]> {
  const papers: Paper[] = [];
  for await (const loaded of loadCorpus(file)) papers.push(loaded);
  return papers;
}

/** What is wrong with a file, without the folder it is in. */
async function problemsOf(file: string): Promise<string[]> {
  const error = await load(file).catch((thrown: unknown) => thrown);
  if (!(error instanceof UserError)) throw new Error('no UserError', { cause: error });
  return error.message.replaceAll(path('x').slice(0, -1), '').split('\n');
}

describe('loadCorpus', () => {
  it.each(['papers.jsonl', 'papers.jsonl.gz'])(
    'reads %s in the order of its lines',
    async (name) => {
      const second = { ...paper, id: 'hep-th/9901001' };

      expect(await load(write(name, paper, second))).toEqual([paper, second]);
    },
  );

  it('reads a byte order mark, Windows line ends, blank lines and a last line without end', async () => {
    const line = JSON.stringify(paper);
    writeFileSync(path('papers.jsonl'), `\uFEFF${line}\r\n\r\n  \n${line.replace('2305', '2306')}`);

    expect(await load(path('papers.jsonl'))).toMatchObject([paper, { id: '2306.10314' }]);
  });

  it('passes over keys that it does not know and keys that are null', async () => {
    const line = { ...paper, venue: null, primaryCategory: null, upvotes: 12 };

    const [loaded] = await load(write('papers.jsonl', line));

    const { venue, primaryCategory, ...rest } = paper;
    expect(loaded).toEqual(rest);
  });

  it('keeps TeX and white space as they came', async () => {
    const text = { ...paper, title: ' $O(n)$ \\emph{x}', abstract: 'a\n  b ' };

    expect(await load(write('papers.jsonl', text))).toEqual([text]);
  });

  it('reads the plain shape of dumps of papers', async () => {
    const dump = {
      id: 'W89-0247',
      title: 'Parsing',
      abstract: 'We parse.',
      authors: ['N. Budhiraja'],
    };
    const more = { year: 1989, venue: 'IWPT', url: 'https://aclanthology.org/W89-0247/' };

    expect(await load(write('acl.jsonl.gz', { ...dump, ...more }))).toEqual([
      {
        ...dump,
        publishedAt: '1989',
        venue: 'IWPT',
        source: 'acl',
        links: { abstract: 'https://aclanthology.org/W89-0247/' },
      },
    ]);
  });

  it('reads the shape of retrieval benchmarks, with a link that leads nowhere', async () => {
    const file = write('docs.jsonl', { id: '4983', title: 'Bones', text: '' });

    expect(await load(file)).toEqual([
      {
        id: '4983',
        title: 'Bones',
        abstract: '',
        authors: [],
        source: 'docs',
        links: { abstract: 'urn:papercord:4983' },
      },
    ]);
  });

  it('reports every bad line at once, and nothing but those', async () => {
    const file = write(
      'papers.jsonl',
      paper,
      { ...paper, id: 'a', title: '  ' },
      '{"id": "b", "title',
      { ...paper, id: 'c', abstract: undefined },
      { ...paper, id: '2305.10314' },
      { ...paper, id: 'd', publishedAt: '2023-02-30', authors: ['A', ''] },
      { ...paper, id: 'e', links: { abstract: 'javascript:alert(1)', pdf: 'x' } },
      '[]',
      { id: 5, title: 'T', text: 'x' },
      { ...paper, id: 'a b', source: undefined },
      { id: 'f', title: 'T', abstract: '', year: 20231 },
      { ...paper, id: 'g', links: undefined },
    );

    expect(await problemsOf(file)).toEqual([
      'papers.jsonl:2: title is empty',
      expect.stringMatching(/^papers.jsonl:3: is not valid JSON \(/),
      'papers.jsonl:4: abstract is missing',
      'papers.jsonl:5: id 2305.10314 stands already on line 1',
      'papers.jsonl:6: authors.1 is empty',
      'papers.jsonl:6: publishedAt is not a date such as 2023-05-17, 2023-05 or 2023',
      'papers.jsonl:7: links.abstract is not a web address',
      'papers.jsonl:7: links.pdf is not a web address',
      'papers.jsonl:8: is not a JSON object',
      'papers.jsonl:9: id is not a text',
      'papers.jsonl:10: id has a space in it',
      'papers.jsonl:10: source is missing',
      'papers.jsonl:11: abstract is empty',
      'papers.jsonl:11: year is not a date such as 2023-05-17, 2023-05 or 2023',
      'papers.jsonl:12: links is missing',
    ]);
  });

  it('shows the first 50 problems and counts the others', async () => {
    const problems = await problemsOf(write('papers.jsonl', ...Array(1_000).fill('{}')));

    expect(problems).toHaveLength(51);
    expect(problems.at(-1)).toBe('… and 2950 more problems');
  });

  it('names the line where a compressed file is cut off', async () => {
    const lines = Array.from({ length: 500 }, (_, n) => JSON.stringify({ ...paper, id: `${n}` }));
    const whole = gzipSync(lines.join('\n'));
    writeFileSync(path('cut.jsonl.gz'), whole.subarray(0, whole.length / 2));
    writeFileSync(path('no.jsonl.gz'), 'no gzip');

    expect(await problemsOf(path('cut.jsonl.gz'))).toEqual([
      expect.stringMatching(/^cut.jsonl.gz:\d+: the compressed file is cut off here$/),
    ]);
    expect(await problemsOf(path('no.jsonl.gz'))).toEqual([
      'no.jsonl.gz:1: the compressed file is damaged, or is no gzip file',
    ]);
  });

  it('names lines that are not UTF-8, and a file that is UTF-16', async () => {
    const line = JSON.stringify({ ...paper, title: 'Café' });
    writeFileSync(path('a.jsonl'), Buffer.from(`${JSON.stringify(paper)}\n${line}\n`, 'latin1'));
    writeFileSync(path('b.jsonl'), Buffer.from(`\uFEFF${line}\n`, 'utf16le'));

    expect(await problemsOf(path('a.jsonl'))).toEqual(['a.jsonl:2: is not valid UTF-8']);
    expect(await problemsOf(path('b.jsonl'))).toEqual([
      'b.jsonl:1: is UTF-16; save the file as UTF-8',
    ]);
  });

  it('refuses a line of many megabytes without holding it, and reads on', async () => {
    writeFileSync(path('papers.jsonl'), `${'x'.repeat(9_000_000)}\n{}\n`);

    expect((await problemsOf(path('papers.jsonl'))).slice(0, 2)).toEqual([
      'papers.jsonl:1: line is longer than 4 MiB',
      'papers.jsonl:2: id is missing',
    ]);
  });

  it('says why a file cannot be read', async () => {
    writeFileSync(path('empty.jsonl'), '\n\n');

    expect(await problemsOf(path('no.jsonl'))).toEqual([
      'Cannot read no.jsonl: there is no such file or folder.',
    ]);
    expect(await problemsOf(path('.'))).toEqual([expect.stringContaining('it is a folder')]);
    expect(await problemsOf(path('empty.jsonl'))).toEqual(['empty.jsonl: there is no paper in it']);
  });

  it('yields papers before it has read the whole file', async () => {
    const file = write('papers.jsonl', paper, '{}');

    const { value } = await loadCorpus(file).next();

    expect(value).toEqual(paper);
  });
});
