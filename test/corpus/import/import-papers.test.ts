import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { importPapers } from '../../../src/corpus/import/import-papers.ts';
import { UserError } from '../../../src/user-error.ts';
import { fc } from '../../fast-check.ts';
import { useTemporaryFolder } from '../temporary-folder.ts';

const path = useTemporaryFolder();
const OLD = 'the old corpus\n';

const furniture = ['new', '', 'Get trending papers in your email inbox!', '', 'Mar 11', ''];
const letters = ['Alpha', 'Beta', 'Gamma'] as const;
const page = [...furniture, ...letters.flatMap((name) => [title(name), '', abstract(name), ''])];

function title(name: string): string {
  return `${name}: How Models Learn`;
}

function abstract(name: string): string {
  return `We study ${name} models at length. ${'They learn well from text. '.repeat(12).trim()}`;
}

function link(name: string, n: number, changes: object = {}): object {
  return {
    n,
    title: title(name),
    arxivId: `2305.0000${n}`,
    authors: ['Ada Lovelace'],
    publishedAt: '2023-05-17',
    primaryCategory: null,
    ...changes,
  };
}

const links = letters.map((name, at) => link(name, at + 1));

beforeEach(() => writeFileSync(path('out.jsonl'), OLD));

/** Imports the texts; returns the new corpus, or what is wrong, without the folder's name. */
async function importTexts(
  pageText: string | Buffer,
  linksText: string | Buffer = linesOf(links),
): Promise<{ corpus?: string; problems?: string[] }> {
  writeFileSync(path('page.txt'), pageText);
  writeFileSync(path('links.jsonl'), linksText);
  const files = { page: path('page.txt'), links: path('links.jsonl'), out: path('out.jsonl') };
  try {
    await importPapers(files);
    return { corpus: readFileSync(path('out.jsonl'), 'utf8') };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(readFileSync(path('out.jsonl'), 'utf8')).toBe(OLD);
    const folder = path('x').slice(0, -1);
    return { problems: error.message.replaceAll(folder, '').split('\n') };
  }
}

function linesOf(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

function pageOf(...lines: (string | readonly string[])[]): string {
  return `${lines.flat().join('\n')}\n`;
}

const wanted = linesOf(
  letters.map((name, at) => ({
    id: `2305.0000${at + 1}`,
    title: title(name),
    abstract: abstract(name),
    authors: ['Ada Lovelace'],
    publishedAt: '2023-05-17',
    source: 'hf-papers-page',
    links: {
      abstract: `https://arxiv.org/abs/2305.0000${at + 1}`,
      pdf: `https://arxiv.org/pdf/2305.0000${at + 1}`,
      huggingFace: `https://huggingface.co/papers/2305.0000${at + 1}`,
    },
  })),
);

describe('importPapers', () => {
  it('writes a paper a line, its keys always in the same order', async () => {
    expect(await importTexts(pageOf(page))).toEqual({ corpus: wanted });
  });

  const papers = page.slice(furniture.length);
  const mid = furniture.length + 4;
  it.each([
    ['has no furniture', pageOf(papers)],
    ['has other furniture', pageOf('Daily Papers', 'Log in', '', 'The best of this week.', papers)],
    ['ends in a footer', pageOf(page, 'Previous', '', 'Next', 'TOS', '', '© Hugging Face, Inc.')],
    ['shows dates between papers', pageOf(page.slice(0, mid), 'Mar 10', '', page.slice(mid))],
    [
      'shows the same label under each paper',
      pageOf(page.map((line) => (line.startsWith('We') ? `${line}\n\nUpvote\n\n12` : line))),
    ],
    ['has Windows line ends', page.join('\r\n')],
    ['has line ends of old Macs', page.join('\r')],
    ['begins with a byte order mark', `\uFEFF${pageOf(papers)}`],
    ['has white space at the ends of lines', page.map((line) => `${line} \t`).join('\n')],
    ['has many blank lines', page.join('\n\n\n')],
    ['has no blank line after a title', pageOf(page).replaceAll('Learn\n\n', 'Learn\n')],
    ['wraps its abstracts', pageOf(page).replaceAll('. They', '.\nThey')],
  ])('reads a page that %s', async (_, text) => {
    expect(await importTexts(text)).toEqual({ corpus: wanted });
  });

  it('keeps an abstract as it came, with its TeX, quotes and inner spaces', async () => {
    const text = "An $O(n)$  ``abstract'' with “quotes” \\& \\lambda, and one — dash.";
    const { corpus = '' } = await importTexts(
      pageOf(title('Alpha'), '', text),
      linesOf([links[0]!]),
    );

    expect(JSON.parse(corpus).abstract).toBe(text);
  });

  it('leaves out what is not known of a paper', async () => {
    const record = link('Alpha', 1, { publishedAt: null, arxivId: 'hep-th/9901001', authors: [] });
    const { corpus = '' } = await importTexts(pageOf(page.slice(0, 10)), linesOf([record]));

    expect(JSON.parse(corpus)).toMatchObject({ id: 'hep-th/9901001', authors: [] });
    expect(corpus).not.toMatch(/publishedAt|primaryCategory|null/);
  });

  describe('refuses a page, and leaves the old corpus, when', () => {
    const at = (name: string) => page.indexOf(title(name)) + 1;
    const without = (line: string) => pageOf(page.map((other) => (other === line ? '' : other)));
    it.each([
      [
        'an abstract is missing',
        without(abstract('Beta')),
        [`page.txt:${at('Beta')}: the abstract of “${title('Beta')}” is missing`],
      ],
      [
        'the last abstract is missing',
        pageOf(without(abstract('Gamma')).trimEnd(), '', 'Previous'),
        [`page.txt:${at('Gamma')}: the abstract of “${title('Gamma')}” is missing`],
      ],
      [
        'a date stands in the place of an abstract',
        pageOf(page).replace(abstract('Beta'), 'Mar 10'),
        [`page.txt:${at('Beta')}: the abstract of “${title('Beta')}” is missing`],
      ],
      [
        'a title is empty',
        without(title('Beta')),
        [
          expect.stringContaining(`page.txt:${at('Beta') + 2}: this text has no title: “We study`),
          `links.jsonl:2: “${title('Beta')}” is not on the page page.txt`,
        ],
      ],
      [
        'the first title is empty',
        without(title('Alpha')),
        [
          expect.stringContaining(`page.txt:${at('Alpha') + 2}: this text has no title: “We study`),
          `links.jsonl:1: “${title('Alpha')}” is not on the page page.txt`,
        ],
      ],
      [
        'a paper is repeated',
        pageOf(page, title('Alpha'), '', abstract('Alpha')),
        [
          `page.txt:${page.length + 1}: “${title('Alpha')}” is repeated; it stands on line ${at('Alpha')}`,
        ],
      ],
      [
        'two papers have one abstract',
        pageOf(page).replace(abstract('Gamma'), abstract('Alpha')),
        [
          `page.txt:${at('Gamma')}: the abstract of “${title('Gamma')}” is that of “${title('Alpha')}” on line ${at('Alpha')}`,
        ],
      ],
      [
        'it shows a paper that the links file lacks',
        pageOf(page.slice(0, mid), title('Delta'), '', abstract('Delta'), '', page.slice(mid)),
        [`page.txt:${mid + 1}: “${title('Delta')}” is not in the links file`],
      ],
      [
        'it begins with a paper that the links file lacks',
        pageOf('Subscribe', '', title('Delta'), '', abstract('Delta'), '', page),
        [`page.txt:3: “${title('Delta')}” is not in the links file`],
      ],
      [
        'it ends with a paper that the links file lacks',
        pageOf(page, title('Delta'), '', 'We study Delta.'),
        [`page.txt:${page.length + 1}: “${title('Delta')}” is not in the links file`],
      ],
      [
        'an abstract comes in two pieces',
        pageOf(page).replace(`${abstract('Beta')}\n`, `${abstract('Beta')}\n\nWe go on.\n`),
        [`page.txt:${at('Beta') + 4}: this text has no title: “We go on.”`],
      ],
      [
        'something unknown stands between papers',
        pageOf(page).replace(`${abstract('Beta')}\n`, `${abstract('Beta')}\n\nA mystery\n`),
        [
          `page.txt:${at('Beta') + 4}: “A mystery” is neither an abstract nor a title of the links file`,
        ],
      ],
      ['it is another page', 'Hello.\n', ['page.txt: no title of links.jsonl stands on this page']],
      ['it is empty', '', ['page.txt: no title of links.jsonl stands on this page']],
      [
        'it is UTF-16',
        Buffer.from(`\uFEFF${pageOf(page)}`, 'utf16le'),
        ['page.txt:1: is UTF-16; save the file as UTF-8'],
      ],
      [
        'it is Latin-1',
        Buffer.from(pageOf(page).replace('Beta models', 'Bêta models'), 'latin1'),
        [`page.txt:${at('Beta') + 2}: is not valid UTF-8 (under “${title('Beta')}”)`],
      ],
      [
        'its UTF-8 was read as Latin-1 once',
        Buffer.from(pageOf(page).replace('Beta models', 'Bêta models')).toString('latin1'),
        [expect.stringMatching(/^page.txt:13: holds “Ãª”: UTF-8 .* \(under “Beta: /)],
      ],
      [
        'a character was lost in it',
        pageOf(page).replace('Beta models', 'B\uFFFDta models'),
        [expect.stringMatching(/^page.txt:13: holds U\+FFFD.* \(under “Beta: /)],
      ],
    ])('%s', async (_, text, problems) => {
      expect(await importTexts(text)).toEqual({ problems });
    });
  });

  describe('refuses a links file, and leaves the old corpus, when', () => {
    const [alpha, beta, gamma] = letters;
    it.each([
      [
        'it lacks a paper',
        [link(alpha, 1), link(gamma, 2)],
        ['page.txt:11: “Beta: How Models Learn” is not in the links file'],
      ],
      [
        'it has one more',
        [...links, link('Delta', 4)],
        ['links.jsonl:4: “Delta: How Models Learn” is not on the page page.txt'],
      ],
      [
        'it is in another order',
        [link(beta, 1), link(alpha, 2), link(gamma, 3)],
        [
          'links.jsonl:2: “Alpha: How Models Learn” is not in the order of the page: line 7 of page.txt',
        ],
      ],
      [
        'a title differs',
        [link(alpha, 1), link(beta, 2, { title: 'beta: how models learn' }), link(gamma, 3)],
        [
          'page.txt:11: “Beta: How Models Learn” is not in the links file',
          'links.jsonl:2: “beta: how models learn” is not on the page page.txt',
        ],
      ],
      [
        'an id is repeated',
        [link(alpha, 1), link(beta, 2, { arxivId: '2305.00001' }), link(gamma, 3)],
        ['links.jsonl:2: repeats the id of line 1: “Beta: How Models Learn” (2305.00001)'],
      ],
      [
        'a title is repeated',
        [...links, link('ALPHA', 4)],
        [
          'links.jsonl:4: repeats the title of line 1: “ALPHA: How Models Learn” (2305.00004)',
          'links.jsonl:4: “ALPHA: How Models Learn” is not on the page page.txt',
        ],
      ],
      [
        'a title is empty',
        [link(alpha, 1), link(beta, 2, { title: ' ' }), link(gamma, 3)],
        [
          'links.jsonl:2: title is empty',
          'page.txt:11: “Beta: How Models Learn” is not in the links file',
        ],
      ],
      [
        'numbers are left out',
        [link(alpha, 1), link(beta, 3, { arxivId: '2305.00002' }), link(gamma, 4)],
        ['links.jsonl:2: n is 3, but should be 2: “Beta: How Models Learn”'],
      ],
      ['it is empty', [], ['links.jsonl: there is no paper in it']],
      ['it is one list', [links], ['links.jsonl:1: is not an object']],
    ])('%s', async (_, records, problems) => {
      expect(await importTexts(pageOf(page), linesOf(records))).toEqual({ problems });
    });

    it.each([
      [{ arxivId: undefined }, 'arxivId is missing'],
      [{ arxivId: '2305.00002v2' }, 'arxivId is no arXiv id without version, such as 2305.10314'],
      [{ arxivId: '2313.00002' }, 'arxivId is no arXiv id without version, such as 2305.10314'],
      [{ arxivId: '2305.0002' }, 'arxivId is no arXiv id without version, such as 2305.10314'],
      [{ authors: undefined }, 'authors is missing'],
      [{ authors: 'Ada' }, 'authors is not a list'],
      [{ authors: ['Ada', ''] }, 'authors.1 is empty'],
      [{ publishedAt: '2023-13' }, 'publishedAt is not a date such as 2023-05-17, 2023-05 or 2023'],
      [{ publishedAt: 'May' }, 'publishedAt is not a date such as 2023-05-17, 2023-05 or 2023'],
      [{ primaryCategory: 'CS CL' }, 'primaryCategory is no arXiv category, such as cs.CL'],
    ])('a record says %j', async (changes, problem) => {
      const records = [links[0]!, link('Beta', 2, changes), links[2]!];

      expect(await importTexts(pageOf(page), linesOf(records))).toEqual({
        problems: [`links.jsonl:2: ${problem}: “Beta: How Models Learn”`],
      });
    });

    it('a line is no JSON', async () => {
      const lines = linesOf(links).replace('"n":2', '"n":');

      expect(await importTexts(pageOf(page), lines)).toEqual({
        problems: [
          expect.stringMatching(/^links.jsonl:2: is not valid JSON \(/),
          'page.txt:11: “Beta: How Models Learn” is not in the links file',
        ],
      });
    });
  });

  it('tells what is wrong in both files at once', async () => {
    const records = [link('Alpha', 1, { publishedAt: 'May' }), links[1]!, links[2]!];
    const text = pageOf(page).replace(abstract('Gamma'), '');

    expect(await importTexts(text, linesOf(records))).toEqual({
      problems: [
        expect.stringContaining('links.jsonl:1: publishedAt'),
        'page.txt:15: the abstract of “Gamma: How Models Learn” is missing',
      ],
    });
  });

  it('notices every line that is taken from the papers of a page', async () => {
    const lines = fc.constantFrom(...page.keys()).filter((at) => at >= 6 && page[at] !== '');
    await fc.assert(
      fc.asyncProperty(lines, fc.constantFrom('', '  ', 'Mar 10'), async (at, instead) => {
        const { problems } = await importTexts(pageOf(page.with(at, instead)));

        expect(problems).not.toHaveLength(0);
      }),
      { numRuns: 30 },
    );
  });

  describe('writing', () => {
    const input = () => ({ page: path('page.txt'), links: path('links.jsonl') });
    beforeEach(async () => {
      await importTexts(pageOf(page));
    });

    it('leaves no other file behind', () => {
      expect(readdirSync(path('.')).sort()).toEqual(['links.jsonl', 'out.jsonl', 'page.txt']);
    });

    it('follows a link instead of replacing it', async () => {
      symlinkSync(path('out.jsonl'), path('link.jsonl'));
      writeFileSync(path('out.jsonl'), OLD);

      await importPapers({ ...input(), out: path('link.jsonl') });

      expect(lstatSync(path('link.jsonl')).isSymbolicLink()).toBe(true);
      expect(readFileSync(path('out.jsonl'), 'utf8')).toBe(wanted);
    });

    it('says why it cannot write, and cleans up', async () => {
      mkdirSync(path('folder'));

      await expect(importPapers({ ...input(), out: path('no/out.jsonl') })).rejects.toThrow(
        /^Cannot write .*no.out\.jsonl: there is no such file or folder\.$/,
      );
      await expect(importPapers({ ...input(), out: path('folder') })).rejects.toThrow(
        /^Cannot write .*folder: it is a folder\.$/,
      );
      expect(readdirSync(path('.')).filter((name) => name.includes('tmp'))).toEqual([]);
    });

    it('refuses to write over what it reads', async () => {
      await expect(importPapers({ ...input(), out: path('page.txt') })).rejects.toThrow(
        'is read by this import',
      );
    });
  });
});
