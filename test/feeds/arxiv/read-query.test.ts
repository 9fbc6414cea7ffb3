import { describe, expect, it } from 'vitest';
import { readQueryAnswer } from '../../../src/feeds/arxiv/read-query.ts';
import { webDocument } from '../web-document.ts';
import { queryAnswer, queryEntry } from './arxiv-documents.ts';

const read = (content: string) => readQueryAnswer(webDocument(content), 'arxiv');

const before2026 = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/abc</id>${queryEntry
  .replaceAll(
    '<arxiv:primary_category',
    '<arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom"',
  )
  .replaceAll('<arxiv:doi>', '<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">')
  .replaceAll(
    '<arxiv:journal_ref>',
    '<arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">',
  )}</feed>`;

describe('readQueryAnswer', () => {
  it.each([
    ['since 2026', queryAnswer(queryEntry)],
    ['before 2026', before2026],
  ])('reads the shape that answers have had %s', (_when, answer) => {
    expect(read(answer).papers).toEqual([
      {
        paper: {
          id: '2611.00001',
          title: 'A Paper on Things',
          abstract: 'We study $x < y$ and other things.',
          authors: ['Jörg A', 'Ben B'],
          publishedAt: '2026-11-20',
          primaryCategory: 'cs.CL',
          categories: ['cs.CL', 'cs.LG'],
          venue: 'Journal of Things 1 (2026)',
          source: 'arxiv',
          links: {
            abstract: 'https://arxiv.org/abs/2611.00001',
            pdf: 'https://arxiv.org/pdf/2611.00001',
          },
        },
        announcement: 'new',
        announcedAt: Date.parse('2026-11-20T10:00:00Z'),
        version: 2,
        doi: '10.1000/things.1',
      },
    ]);
  });

  it('reads ids of before 2007', () => {
    const answer = queryAnswer(
      queryEntry
        .replaceAll('2611.00001v2', 'hep-th/9711200v3')
        .replace('2026-11-20T', '1997-11-27T'),
    );

    expect(read(answer).papers).toMatchObject([
      { paper: { id: 'hep-th/9711200', publishedAt: '1997-11-27' }, version: 3 },
    ]);
  });

  it('takes an entry called “Error” for what it is', () => {
    const answer = queryAnswer(`<entry>
      <id>http://arxiv.org/api/errors#incorrect_id_format_for_1706.0376</id><title>Error</title>
      <summary>incorrect id format for 1706.0376</summary><author><name>arXiv api core</name></author></entry>`);

    expect(read(answer)).toMatchObject({
      papers: [],
      bad: [{ entry: 'the query', reason: 'arXiv says: incorrect id format for 1706.0376' }],
    });
  });

  it('finds nothing in an answer without entries', () => {
    expect(read(queryAnswer(''))).toMatchObject({ papers: [], bad: [], entries: 0 });
  });
});
