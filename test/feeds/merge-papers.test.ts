import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/corpus/paper.ts';
import { mergePapers } from '../../src/feeds/merge-papers.ts';
import { arbitraryPaper } from '../arbitrary-paper.ts';
import { fc } from '../fast-check.ts';

const poor: Paper = {
  id: '2611.00001',
  title: 'A Paper',
  abstract: '',
  authors: [],
  source: 'hf-daily-papers',
  links: {
    abstract: 'https://arxiv.org/abs/2611.00001',
    huggingFace: 'https://huggingface.co/papers/2611.00001',
    code: 'https://github.com/lab/things',
  },
};

const rich: Paper = {
  id: '2611.00001',
  title: 'A Paper on Things',
  abstract: 'We study things.',
  authors: ['Ann A', 'Ben B'],
  publishedAt: '2026-11-20',
  primaryCategory: 'cs.CL',
  categories: ['cs.CL', 'cs.LG'],
  venue: 'Things 1',
  source: 'arxiv',
  links: {
    abstract: 'https://arxiv.org/abs/2611.00001',
    pdf: 'https://arxiv.org/pdf/2611.00001',
  },
};

const both: Paper = {
  ...rich,
  links: { ...poor.links, ...rich.links },
};

describe('mergePapers', () => {
  it('completes a poorer record by a richer one, whichever came first', () => {
    expect(mergePapers({ paper: poor }, { paper: rich, version: 1 })).toEqual(both);
    expect(mergePapers({ paper: rich, version: 1 }, { paper: poor })).toEqual(both);
  });

  it('takes title and abstract of the newer version, whichever came first', () => {
    const revised = { ...rich, title: 'A Revised Paper', abstract: 'We study more things.' };

    expect(mergePapers({ paper: rich, version: 1 }, { paper: revised, version: 2 })).toEqual(
      revised,
    );
    expect(mergePapers({ paper: revised, version: 2 }, { paper: rich, version: 1 })).toEqual(
      revised,
    );
  });

  it('takes the later of two records of one source', () => {
    const corrected = { ...rich, title: 'A Corrected Paper' };

    expect(mergePapers({ paper: rich, version: 1 }, { paper: corrected, version: 1 })).toEqual(
      corrected,
    );
  });

  it('does not let a blog rename a paper that arXiv knows', () => {
    const post = { ...poor, title: 'We are excited!', abstract: 'Read on.', source: 'lab.example' };

    expect(mergePapers({ paper: rich }, { paper: post })).toMatchObject({
      title: 'A Paper on Things',
      abstract: 'We study things.',
    });
  });

  it.each([
    ['2026', '2026-11-20', '2026-11-20'],
    ['2026-11-23', '2026-11-20', '2026-11-20'],
    ['2026-11', undefined, '2026-11'],
  ])('dates a paper of %s and %s by %s', (a, b, publishedAt) => {
    const dated = (date: string | undefined): Paper => {
      const { publishedAt: _, ...undated } = rich;
      return date === undefined ? undated : { ...undated, publishedAt: date };
    };

    expect(mergePapers({ paper: dated(a) }, { paper: dated(b) }).publishedAt).toBe(publishedAt);
    expect(mergePapers({ paper: dated(b) }, { paper: dated(a) }).publishedAt).toBe(publishedAt);
  });

  it('keeps the id and a page that can be opened', () => {
    const held = { ...rich, id: 'doi:10.1000/182', links: { abstract: 'urn:papercord:x' } };

    expect(mergePapers({ paper: held }, { paper: { ...poor, source: 'hf-x' } })).toMatchObject({
      id: 'doi:10.1000/182',
      links: { abstract: 'https://arxiv.org/abs/2611.00001' },
    });
  });

  it('changes nothing when a record comes again', () => {
    fc.assert(
      fc.property(arbitraryPaper, (paper) => {
        expect(mergePapers({ paper }, { paper })).toEqual(paper);
      }),
    );
  });

  it('loses nothing that either record knows', () => {
    fc.assert(
      fc.property(arbitraryPaper, arbitraryPaper, (a, b) => {
        const merged = mergePapers({ paper: a }, { paper: b });

        expect(merged.id).toBe(a.id);
        expect(merged.abstract === '').toBe(a.abstract === '' && b.abstract === '');
        expect(merged.authors.length === 0).toBe(a.authors.length === 0 && b.authors.length === 0);
        expect(Object.keys(merged.links)).toEqual(
          expect.arrayContaining([...Object.keys(a.links), ...Object.keys(b.links)]),
        );
      }),
    );
  });
});
