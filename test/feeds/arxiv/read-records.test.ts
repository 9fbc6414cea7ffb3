import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../src/feeds/arxiv/read-records.ts';
import { webDocument } from '../web-document.ts';
import { arxivRecord, recordPage } from './arxiv-documents.ts';

const read = (content: string, category = 'cs.CL') =>
  readRecords(webDocument(content), { kind: 'arxiv', category });

describe('readRecords', () => {
  it('dates a paper by its first version', () => {
    const record = arxivRecord({
      id: '2611.00001',
      versions: ['Fri, 20 Nov 2026 10:00:00 GMT', 'Sun, 22 Nov 2026 10:00:00 GMT'],
      title: 'On &lt;s&gt; &amp; $\\alpha$\n  things',
      authors: "C. Bal\\'azs (Argonne, IL), E. L. Berger and C.-P. Yuan",
      categories: 'cs.CL cs.LG stat.ML',
      more: '<doi>10.1000/Things</doi><journal-ref>Things 1 (2026)</journal-ref><comments>9 pages</comments>',
    });

    expect(read(recordPage(record))).toEqual({
      papers: [
        {
          paper: {
            id: '2611.00001',
            title: 'On <s> & $\\alpha$ things',
            abstract: 'We study things.',
            authors: ['C. Balázs', 'E. L. Berger', 'C.-P. Yuan'],
            publishedAt: '2026-11-20',
            primaryCategory: 'cs.CL',
            categories: ['cs.CL', 'cs.LG', 'stat.ML'],
            venue: 'Things 1 (2026)',
            source: 'arxiv',
            links: {
              abstract: 'https://arxiv.org/abs/2611.00001',
              pdf: 'https://arxiv.org/pdf/2611.00001',
            },
          },
          announcement: 'replacement',
          announcedAt: Date.parse('2026-11-22T10:00:00Z'),
          version: 2,
          doi: '10.1000/things',
        },
      ],
      bad: [],
      entries: 1,
      isCutOff: false,
    });
  });

  it.each([
    ['cs.CL', 'cs.CL cs.LG', 'new'],
    ['cs', 'cs.CL', 'new'],
    ['cs.LG', 'cs.CL cs.LG', 'cross-list'],
    ['hep-th', 'hep-th', 'new'],
  ])('asked for %s, calls a paper of %s %s', (category, categories, announcement) => {
    const page = recordPage(arxivRecord({ id: '2611.00001', categories }));

    expect(read(page, category).papers).toMatchObject([{ announcement }]);
  });

  it('tells what was deleted, and counts what it cannot read', () => {
    const deleted =
      '<record><header status="deleted"><identifier>oai:arXiv.org:2611.00003</identifier></header></record>';
    const broken =
      '<record><header><identifier>oai:arXiv.org:2611.00004</identifier></header><metadata/></record>';

    expect(read(recordPage(deleted + broken + arxivRecord({ id: '2611.00001' })))).toMatchObject({
      papers: [{ paper: { id: '2611.00001' } }],
      withdrawn: ['2611.00003'],
      bad: [{ entry: 'oai:arXiv.org:2611.00004', reason: 'metadata is not an object' }],
      entries: 3,
    });
  });

  it.each([
    ['its last version is empty', { sizes: ['9kb', '0kb'] }],
    ['arXiv marks its last version', { sizes: ['9kb', '1kb'], type: 'I' }],
    ['its authors say so', { more: '<comments>This paper has been withdrawn: Lemma 2</comments>' }],
    ['its author says so', { more: '<comments>withdrawn by the author</comments>' }],
  ])('takes a paper for withdrawn when %s', (_when, record) => {
    const { papers, withdrawn } = read(recordPage(arxivRecord({ id: '2611.00001', ...record })));

    expect({ papers, withdrawn }).toEqual({ papers: [], withdrawn: ['2611.00001'] });
  });

  it.each([
    ['an earlier version was empty', { sizes: ['0kb', '9kb'] }],
    ['it replaces one', { more: '<comments>Replaces the withdrawn paper 2610.00001</comments>' }],
  ])('takes a paper for what it is when %s', (_when, record) => {
    const reading = read(recordPage(arxivRecord({ id: '2611.00001', ...record })));

    expect(reading).toMatchObject({ papers: [{ paper: { id: '2611.00001' } }] });
    expect(reading).not.toHaveProperty('withdrawn');
  });

  it.each([
    ['<resumptionToken>abc|1001</resumptionToken>', 'abc|1001'],
    ["<resumptionToken expires='2026-11-24T00:00:00Z'>abc</resumptionToken>", 'abc'],
    ['<resumptionToken cursor="0" completeListSize="5">abc</resumptionToken>', 'abc'],
    ['<resumptionToken/>', undefined],
    ["<resumptionToken expires='2026-11-24T00:00:00Z'></resumptionToken>", undefined],
    ['', undefined],
  ])('goes on by %s', (token, resumptionToken) => {
    expect(read(recordPage(arxivRecord({ id: '2611.00001' }), { token })).resumptionToken).toBe(
      resumptionToken,
    );
  });

  it.each([
    ['noRecordsMatch', 'Nothing found'],
    ['badResumptionToken', ''],
  ])('hands on the problem %s', (code, message) => {
    const error = `<error code="${code}">${message}</error>`;

    expect(read(recordPage('', { error })).problem).toEqual({ code, message });
  });

  it('refuses a page that is cut off: the next one would hide what is missing', () => {
    const page = recordPage(arxivRecord({ id: '2611.00001' }) + arxivRecord({ id: '2611.00002' }));

    expect(() => read(page.slice(0, -300))).toThrow(/its XML is damaged/);
  });

  it.each([
    ['<rss/>', 'it is no OAI-PMH: its first element is “rss”'],
    ['<html>Busy</html>', 'it is a web page'],
    ['<OAI-PMH>hello</OAI-PMH>', /it is no list of records/],
  ])('refuses %s', (content, reason) => {
    expect(() => read(content)).toThrow(reason);
  });
});
