import { describe, expect, it } from 'vitest';
import { readWebFeed } from '../../../src/feeds/documents/read-web-feed.ts';
import { webDocument } from '../web-document.ts';

const read = (content: string | Uint8Array, options?: Parameters<typeof webDocument>[1]) =>
  readWebFeed(webDocument(content, options), 'lab.example');

const rss = (items: string, channel = '') =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><channel><title>Lab</title>${channel}${items}</channel></rss>`;
const item = (title: string, link: string, more = '') =>
  `<item><title>${title}</title><link>${link}</link>${more}</item>`;
const atom = (entries: string, attributes = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}><title>Lab</title>${entries}</feed>`;

describe('readWebFeed', () => {
  it('makes a paper of an entry of RSS', () => {
    const { papers, bad } = read(
      rss(
        item(
          'Models &amp; <![CDATA[<em>minds</em>]]>',
          'https://lab.example/minds?utm_source=rss',
          '<description>&lt;p&gt;What they &lt;b&gt;share&lt;/b&gt;.&lt;/p&gt;</description><dc:creator>Ann A, Ben B</dc:creator><pubDate>Mon, 23 Nov 2026 09:00:00 +0100</pubDate>',
        ),
      ),
    );

    expect(bad).toEqual([]);
    expect(papers).toEqual([
      {
        paper: {
          id: expect.stringMatching(/^feed:[0-9a-f]{16}$/),
          title: 'Models & minds',
          abstract: 'What they share.',
          authors: ['Ann A', 'Ben B'],
          publishedAt: '2026-11-23',
          source: 'lab.example',
          links: { abstract: 'https://lab.example/minds?utm_source=rss' },
        },
        announcement: 'new',
        announcedAt: Date.parse('2026-11-23T08:00:00Z'),
      },
    ]);
  });

  it('passes over an entry whose markup is damaged, and reads the others', () => {
    const { papers, bad, entries } = read(
      rss(
        item('Before', 'https://lab.example/1') +
          item('If x < y & z', 'https://lab.example/2') +
          item('After', 'https://lab.example/3'),
      ),
    );

    expect(papers.map(({ paper }) => paper.title)).toEqual(['Before', 'After']);
    expect(bad).toEqual([
      { entry: 'entry 2 of 3', reason: expect.stringMatching(/^its XML is damaged \(/) },
    ]);
    expect(entries).toBe(2);
  });

  it('makes a paper of an entry of Atom, whose page is the alternate one', () => {
    const { papers } = read(
      atom(
        `<entry><id>tag:1</id><title type="html">A &amp;lt;b&amp;gt; c</title>
         <link rel="self" href="https://lab.example/1.atom"/>
         <link rel="enclosure" href="https://lab.example/1.mp3"/>
         <link rel="alternate" type="text/html" href="/posts/1"/>
         <author><name>Ann A</name><email>ann@lab.example</email></author>
         <updated>2026-11-22T10:00:00Z</updated>
         <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Long <i>text</i></p></div></content></entry>`,
      ),
    );

    expect(papers[0]?.paper).toMatchObject({
      title: 'A <b> c',
      abstract: 'Long text',
      authors: ['Ann A'],
      publishedAt: '2026-11-22',
      links: { abstract: 'https://lab.example/posts/1' },
    });
  });

  it('makes a paper of an item of RDF', () => {
    const { papers } = read(
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
       <channel rdf:about="https://journal.example/"><title>Journal</title></channel>
       <item rdf:about="https://journal.example/a"><title>On birds</title><dc:creator>Ann A</dc:creator><dc:creator>Ben B</dc:creator><dc:date>2026-11-20</dc:date><dc:identifier>doi:10.1000/Birds.1</dc:identifier></item></rdf:RDF>`,
    );

    expect(papers).toMatchObject([
      {
        paper: {
          id: 'doi:10.1000/birds.1',
          authors: ['Ann A', 'Ben B'],
          publishedAt: '2026-11-20',
          links: { abstract: 'https://journal.example/a' },
        },
        doi: '10.1000/birds.1',
      },
    ]);
  });

  it.each([
    ['https://arxiv.org/abs/2611.00001v2', '2611.00001'],
    ['https://huggingface.co/papers/2611.00001', '2611.00001'],
    ['https://aclanthology.org/2024.acl-long.1/', 'acl:2024.acl-long.1'],
    ['https://doi.org/10.1000/182', 'doi:10.1000/182'],
  ])('knows a paper by what its page %s says', (link, id) => {
    expect(read(rss(item('A paper', link))).papers[0]?.paper.id).toBe(id);
  });

  it('gives one page one id, whichever newsletter led there', () => {
    const [a, b] = [
      'https://lab.example/p?id=1&amp;utm_medium=mail',
      'https://lab.example/p?id=1',
    ].map((link) => read(rss(item('A post', link))).papers[0]?.paper.id);

    expect(a).toBe(b);
  });

  it('does not swallow entries that share a page or a guid but not their titles', () => {
    const guid = '<guid isPermaLink="false">changes</guid>';
    const { papers } = read(
      rss(
        item('Version 2', 'https://lab.example/changes', guid) +
          item('Version 1', 'https://lab.example/changes', guid) +
          item('Version 1', 'https://lab.example/changes', guid),
      ),
    );

    expect(papers.map(({ paper }) => paper.title)).toEqual(['Version 2', 'Version 1', 'Version 1']);
    expect(new Set(papers.map(({ paper }) => paper.id)).size).toBe(2);
  });

  it('tells entries apart that all lead to the home page, one at a time', () => {
    const idOf = (title: string) =>
      read(rss(item(title, 'https://lab.example/'), '<link>https://lab.example/</link>')).papers[0]
        ?.paper.id;

    expect(idOf('First')).not.toBe(idOf('Second'));
    expect(idOf('First')).toBe(idOf('First'));
  });

  it.each([
    [
      'xml:base of the entry',
      atom('<entry xml:base="https://other.example/x/"><title>T</title><link href="p"/></entry>'),
      'https://other.example/x/p',
    ],
    [
      'xml:base of the feed',
      atom('<entry><title>T</title><link href="p"/></entry>', 'xml:base="/blog/"'),
      'https://lab.example/blog/p',
    ],
    ['the address of the feed', rss(item('T', '../p')), 'https://lab.example/p'],
  ])('makes a relative link whole by %s', (_by, feed, link) => {
    const url = 'https://lab.example/news/feed.xml';

    expect(read(feed, { url }).papers[0]?.paper.links.abstract).toBe(link);
  });

  it('takes a guid for the page where there is no link, unless the feed forbids it', () => {
    const { papers, bad } = read(
      rss(
        '<item><title>A</title><guid>https://lab.example/a</guid></item><item><title>B</title><guid isPermaLink="false">https://lab.example/b</guid></item>',
      ),
    );

    expect(papers.map(({ paper }) => paper.links.abstract)).toEqual(['https://lab.example/a']);
    expect(bad).toEqual([{ entry: 'B', reason: 'link is missing' }]);
  });

  it('counts an entry that makes no paper, says why, and reads the others', () => {
    const { papers, bad, entries } = read(
      rss(
        `<item><description>No title</description><link>https://lab.example/1</link></item>${item(
          'Fine',
          'https://lab.example/2',
        )}${item('Script', 'javascript:alert(1)')}${item('x'.repeat(1_001), 'https://lab.example/3')}`,
      ),
    );

    expect(papers.map(({ paper }) => paper.title)).toEqual(['Fine']);
    expect(bad).toEqual([
      { entry: 'https://lab.example/1', reason: 'title is missing' },
      { entry: 'Script', reason: 'link is missing' },
      { entry: 'x'.repeat(100), reason: 'title is longer than 1000 characters' },
    ]);
    expect(entries).toBe(4);
  });

  it('does without a date, authors and a text', () => {
    expect(read(rss(item('Bare', 'https://lab.example/bare'))).papers).toMatchObject([
      { paper: { title: 'Bare', abstract: '', authors: [] }, announcement: 'new' },
    ]);
  });

  it('does not take a repeated title for an abstract, nor a whole article', () => {
    const long = 'A sentence of some length. '.repeat(500);
    const { papers } = read(
      rss(
        item('Same', 'https://lab.example/1', '<description>Same</description>') +
          item('Long', 'https://lab.example/2', `<content:encoded>${long}</content:encoded>`),
      ),
    );

    expect(papers[0]?.paper.abstract).toBe('');
    expect(papers[1]?.paper.abstract).toMatch(/^A sentence.* length\. …$/);
    expect(papers[1]?.paper.abstract.length).toBeLessThanOrEqual(3_002);
  });

  it('reads a document that breaks off up to its last whole entry', () => {
    const whole = rss(item('One', 'https://lab.example/1') + item('Two', 'https://lab.example/2'));

    const { papers, bad } = read(whole.slice(0, whole.indexOf('Two') + 1));

    expect(papers.map(({ paper }) => paper.title)).toEqual(['One']);
    expect(bad).toEqual([
      { entry: 'the end of the document', reason: 'it is cut off in the middle' },
    ]);
  });

  it('reads nothing in an empty feed, and finds nothing wrong with it', () => {
    expect(read(rss(''))).toMatchObject({ papers: [], bad: [], entries: 0 });
    expect(read('<rss version="2.0"></rss>')).toMatchObject({ papers: [], bad: [], entries: 0 });
  });

  it('says so when there is nothing in any entry', () => {
    expect(read(atom('<entry><author></author></entry>')).bad).toEqual([
      { entry: 'its entries', reason: 'there is nothing in them' },
    ]);
  });

  it.each([
    ['', 'it is empty'],
    ['<!doctype html><html><body>Not found</body></html>', 'it is a web page, not a feed'],
    ['<opml version="2.0"/>', 'it is no RSS, Atom or RDF feed: its first element is “opml”'],
    [rss(item('A <b', 'https://lab.example/')), /its XML is damaged/],
  ])('refuses %j', (content, reason) => {
    expect(() => read(content)).toThrow(reason);
  });

  it('does not expand entities that a document declares', () => {
    const bomb = `<!DOCTYPE rss [<!ENTITY a "${'ha'.repeat(1_000)}"><!ENTITY b "${'&a;'.repeat(1_000)}">]>`;

    const { papers } = read(bomb + rss(item('&b; ha', 'https://lab.example/1')));

    expect(papers[0]?.paper.title).toBe('&b; ha');
  });

  it('reads the encoding that the server or the document names', () => {
    const latin1 = Buffer.from(
      `<?xml version="1.0" encoding="ISO-8859-1"?>${rss(item('Élan', 'https://lab.example/1')).slice(21)}`,
      'latin1',
    );

    expect(read(latin1).papers[0]?.paper.title).toBe('Élan');
  });
});
