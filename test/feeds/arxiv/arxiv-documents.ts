/** A daily list as arXiv writes it; each item is given as `title`, `guid`, `type` and so on. */
export function arxivList(
  items: readonly {
    readonly id: string;
    readonly title?: string;
    readonly type?: string;
    readonly abstract?: string;
    readonly creator?: string;
    readonly categories?: readonly string[];
    readonly date?: string;
  }[],
): string {
  const entries = items.map(
    ({
      id,
      title = 'A Paper on Things',
      type = 'new',
      abstract = 'We study things.',
      creator = 'Ann A, Ben B',
      categories = ['cs.CL'],
      date = 'Mon, 23 Nov 2026 00:00:00 -0500',
    }) => `<item>
      <title>${title}</title>
      <link>https://arxiv.org/abs/${id.replace(/v\d+$/, '')}</link>
      <description>arXiv:${id} Announce Type: ${type} \nAbstract: ${abstract}</description>
      <guid isPermaLink="false">oai:arXiv.org:${id}</guid>
      ${categories.map((category) => `<category>${category}</category>`).join('')}
      <pubDate>${date}</pubDate>
      <arxiv:announce_type>${type}</arxiv:announce_type>
      <dc:creator>${creator}</dc:creator>
    </item>`,
  );
  return `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
  <channel>
    <title>cs.CL updates on arXiv.org</title>
    <link>http://rss.arxiv.org/rss/cs.CL</link>
    <skipDays><day>Sunday</day><day>Saturday</day></skipDays>
    ${entries.join('\n')}
  </channel>
</rss>`;
}

/** One record of a page of OAI-PMH in the format arXivRaw. */
export function arxivRecord({
  id,
  title = 'A Paper on Things',
  authors = 'Ann A, Ben B',
  categories = 'cs.CL',
  sizes = ['9kb'],
  versions = sizes.map(() => 'Fri, 20 Nov 2026 10:00:00 GMT'),
  type = 'D',
  more = '',
}: {
  readonly id: string;
  readonly sizes?: readonly string[];
  readonly versions?: readonly string[];
  /** arXiv's mark of the last version. */
  readonly type?: string;
  readonly title?: string;
  readonly authors?: string;
  readonly categories?: string;
  readonly more?: string;
}): string {
  const history = versions.map(
    (date, at) =>
      `<version version="v${at + 1}"><date>${date}</date><size>${sizes[at] ?? '9kb'}</size>${
        at === versions.length - 1 ? `<source_type>${type}</source_type>` : ''
      }</version>`,
  );
  return `<record><header><identifier>oai:arXiv.org:${id}</identifier><datestamp>2026-11-20</datestamp><setSpec>cs:cs:CL</setSpec></header>
    <metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>${id}</id><submitter>Ann A</submitter>${history.join('')}
    <title>${title}</title><authors>${authors}</authors><categories>${categories}</categories>${more}
    <abstract>  We study things.\n</abstract></arXivRaw></metadata></record>`;
}

/** A page of OAI-PMH; `content` goes beside or into the list of records. */
export function recordPage(records: string, { token = '', error = '' } = {}): string {
  const list = records === '' ? '' : `<ListRecords>${records}${token}</ListRecords>`;
  return `<?xml version='1.0' encoding='UTF-8'?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <responseDate>2026-11-23T05:40:00Z</responseDate>
  <request verb="ListRecords">http://oaipmh.arxiv.org/oai</request>${list}${error}</OAI-PMH>`;
}

/** An answer of the query interface, in the shape it has had since 2026 unless told otherwise. */
export function queryAnswer(
  entry: string,
  { declaration = "<?xml version='1.0' encoding='UTF-8'?>" } = {},
): string {
  return `${declaration}
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/xyz</id>
  <title>arXiv Query: id_list=2611.00001</title>
  <opensearch:totalResults>1</opensearch:totalResults>${entry}</feed>`;
}

export const queryEntry = `<entry>
    <id>http://arxiv.org/abs/2611.00001v2</id>
    <title>A Paper on
  Things</title>
    <updated>2026-11-22T17:59:49Z</updated>
    <published>2026-11-20T10:00:00Z</published>
    <summary>  We study $x &lt; y$ and other
things.
</summary>
    <author><name>J\\"org A</name></author>
    <author><name>Ben B</name></author>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
    <arxiv:primary_category term="cs.CL"/>
    <arxiv:doi>10.1000/Things.1</arxiv:doi>
    <arxiv:journal_ref>Journal of Things 1 (2026)</arxiv:journal_ref>
    <link href="https://arxiv.org/abs/2611.00001v2" rel="alternate" type="text/html"/>
  </entry>`;
