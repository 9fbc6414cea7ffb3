import { describe, expect, it } from 'vitest';
import { readAnnouncements } from '../../../src/feeds/arxiv/read-announcements.ts';
import { webDocument } from '../web-document.ts';
import { arxivList } from './arxiv-documents.ts';

const read = (content: string) => readAnnouncements(webDocument(content), 'arxiv');

describe('readAnnouncements', () => {
  it('makes a paper of a new one, dated by the day of the list', () => {
    const list = arxivList([
      {
        id: '2611.00001v1',
        title: 'Scaling $\\alpha$ &lt;s&gt; Tokens',
        abstract: 'If $p&lt;q$ &amp; more.\n  On two lines.',
        creator: 'J\\"org M\\"uller (ETH, Z\\"urich), Ben B',
        categories: ['cs.CL', 'cs.LG'],
      },
    ]);

    expect(read(list)).toEqual({
      papers: [
        {
          paper: {
            id: '2611.00001',
            title: 'Scaling $\\alpha$ <s> Tokens',
            abstract: 'If $p<q$ & more. On two lines.',
            authors: ['Jörg Müller', 'Ben B'],
            publishedAt: '2026-11-23',
            primaryCategory: 'cs.CL',
            categories: ['cs.CL', 'cs.LG'],
            source: 'arxiv',
            links: {
              abstract: 'https://arxiv.org/abs/2611.00001',
              pdf: 'https://arxiv.org/pdf/2611.00001',
            },
          },
          announcement: 'new',
          announcedAt: Date.parse('2026-11-23T05:00:00Z'),
          version: 1,
        },
      ],
      bad: [],
      entries: 1,
      isCutOff: false,
    });
  });

  it.each([
    ['cross', '2609.00001v1', 'cross-list', 1, '2026-09'],
    ['replace', '2401.00001v3', 'replacement', 3, '2024-01'],
    ['replace-cross', 'hep-th/9901001v2', 'replacement-cross-list', 2, '1999-01'],
    ['absonly', '2401.00001v1', 'replacement', 1, '2024-01'],
  ])(
    'tells %s from new; the day of the list is not that of the paper',
    (type, id, announcement, version, publishedAt) => {
      expect(read(arxivList([{ id, type }])).papers).toMatchObject([
        { paper: { publishedAt }, announcement, version },
      ]);
    },
  );

  it('goes by the version where a list does not say how it announces', () => {
    const list = arxivList([{ id: '2611.00001v1' }, { id: '2611.00002v2' }]).replace(
      /arXiv:\S+ Announce Type: new \nAbstract: /g,
      '',
    );

    expect(read(list).papers).toMatchObject([
      { announcement: 'new', paper: { abstract: 'We study things.' } },
      { announcement: 'replacement', version: 2 },
    ]);
  });

  it('reads the same list as Atom', () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><entry>
      <id>oai:arXiv.org:2611.00001v1</id><title>A Paper</title>
      <link href="https://arxiv.org/abs/2611.00001" rel="alternate" type="text/html"/>
      <summary>arXiv:2611.00001v1 Announce Type: cross \nAbstract: We study things.</summary>
      <category term="cs.CV"/><published>2026-11-23T00:00:00-05:00</published>
      <dc:creator>Ann A, Ben B</dc:creator></entry></feed>`;

    expect(read(atom).papers).toMatchObject([
      {
        paper: { id: '2611.00001', authors: ['Ann A', 'Ben B'], primaryCategory: 'cs.CV' },
        announcement: 'cross-list',
        version: 1,
      },
    ]);
  });

  it('counts an entry without an id, and reads the others', () => {
    const list = arxivList([{ id: 'nonsense' }, { id: '2611.00001v1' }]);

    expect(read(list)).toMatchObject({
      papers: [{ paper: { id: '2611.00001' } }],
      bad: [{ entry: 'A Paper on Things', reason: 'no arXiv id' }],
    });
  });

  it('refuses the list of a category that arXiv does not know', () => {
    expect(() =>
      read(
        '<rss version="2.0"><channel><title>Feed error for query: cs.XX</title></channel></rss>',
      ),
    ).toThrow('is the category right?');
  });
});
