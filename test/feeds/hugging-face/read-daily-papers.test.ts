import { describe, expect, it } from 'vitest';
import { readDailyPapers } from '../../../src/feeds/hugging-face/read-daily-papers.ts';
import { webDocument } from '../web-document.ts';

const read = (list: unknown) =>
  readDailyPapers(
    webDocument(typeof list === 'string' ? list : JSON.stringify(list)),
    'hf-daily-papers',
  );

const whole = {
  paper: {
    id: '2611.00001',
    title: 'A Paper on\n  Things',
    summary: 'We study\nthings.',
    authors: [{ name: 'Ann A' }, { name: 'Ben B', hidden: true }, { name: 'Carol C' }],
    publishedAt: '2026-11-19T00:00:00.000Z',
    submittedOnDailyAt: '2026-11-20T00:00:00.000Z',
    githubRepo: 'https://github.com/lab/things',
    projectPage: 'https://things.example/',
    upvotes: 3,
  },
  title: 'Another title',
  publishedAt: '2026-11-18T20:00:00.000Z',
  thumbnail: 'https://cdn.example/t.png',
};

describe('readDailyPapers', () => {
  it('makes a paper of an item', () => {
    expect(read([whole])).toEqual({
      papers: [
        {
          paper: {
            id: '2611.00001',
            title: 'A Paper on Things',
            abstract: 'We study things.',
            authors: ['Ann A', 'Carol C'],
            publishedAt: '2026-11-19',
            source: 'hf-daily-papers',
            links: {
              abstract: 'https://arxiv.org/abs/2611.00001',
              pdf: 'https://arxiv.org/pdf/2611.00001',
              huggingFace: 'https://huggingface.co/papers/2611.00001',
              code: 'https://github.com/lab/things',
              project: 'https://things.example/',
            },
          },
          announcement: 'new',
          announcedAt: Date.parse('2026-11-20'),
        },
      ],
      bad: [],
      entries: 1,
      isCutOff: false,
    });
  });

  it('finds in the item what its paper lacks', () => {
    const { papers } = read([
      {
        paper: { id: '2611.00001', upvotes: 3 },
        title: 'A Paper',
        summary: 'We study things.',
        authors: [{ name: 'Ann A' }],
        publishedAt: '2026-11-18T20:00:00.000Z',
        submittedOnDailyAt: '2026-11-20T00:00:00.000Z',
        githubRepo: 'https://github.com/lab/things',
      },
    ]);

    expect(papers).toMatchObject([
      {
        paper: {
          title: 'A Paper',
          abstract: 'We study things.',
          authors: ['Ann A'],
          publishedAt: '2026-11-18',
          links: { code: 'https://github.com/lab/things' },
        },
        announcedAt: Date.parse('2026-11-20'),
      },
    ]);
  });

  it('does with an id and a title, and drops what makes no sense', () => {
    const { papers, bad } = read([
      {
        paper: {
          id: '2611.00001',
          authors: 'Ann A',
          githubRepo: 'lab/things',
          projectPage: 'javascript:alert(1)',
          publishedAt: 1_700_000_000,
        },
        title: 'A Paper',
      },
    ]);

    expect(bad).toEqual([]);
    expect(papers[0]?.paper).toMatchObject({ title: 'A Paper', abstract: '', authors: [] });
    expect(papers[0]?.paper.links).not.toHaveProperty('code');
    expect(papers[0]?.paper.links).not.toHaveProperty('project');
  });

  it('reads HTML in a summary', () => {
    const item = { paper: { ...whole.paper, summary: '<p>With <i>markup</i> &amp; more</p>' } };

    expect(read([item]).papers[0]?.paper.abstract).toBe('With markup & more');
  });

  it('counts an item that makes no paper, and reads the others', () => {
    expect(
      read([null, {}, { paper: { id: 'not-one' } }, { paper: { id: '2611.00002' } }, whole]),
    ).toMatchObject({
      papers: [{ paper: { id: '2611.00001' } }],
      bad: [
        { entry: 'an item of the list', reason: 'paper is missing' },
        { entry: 'an item of the list', reason: 'paper is missing' },
        { entry: 'not-one', reason: 'no arXiv id' },
        { entry: 'https://arxiv.org/abs/2611.00002', reason: 'title is missing' },
      ],
      entries: 5,
    });
  });

  it.each([
    ['', 'it is empty'],
    ['<html>Busy</html>', 'it is a web page, not a list of papers'],
    ['Busy', 'it is no JSON, not a list of papers'],
    ['{"error":"no"}', 'it is JSON, but no list of papers'],
  ])('refuses %j', (content, reason) => {
    expect(() => read(content)).toThrow(reason);
  });
});
