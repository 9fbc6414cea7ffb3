import { describe, expect, it } from 'vitest';
import {
  authorNames,
  byline,
  linkLine,
  paperLinks,
  plainByline,
  readableDate,
} from '../../../src/discord/cards/paper-lines.ts';
import { paperWith } from '../../sample-papers.ts';

describe('readableDate', () => {
  it.each([
    ['2023-05-17', '17 May 2023'],
    ['2023-05-07', '7 May 2023'],
    ['2024-11', 'Nov 2024'],
    ['2023', '2023'],
    ['in press', 'in press'],
  ])('writes %s as %s', (publishedAt, date) => {
    expect(readableDate(publishedAt)).toBe(date);
  });
});

describe('authorNames', () => {
  const names = ['Ada Lovelace', 'Grace Hopper', 'Emmy Noether', 'Marie Curie'];

  it.each([
    {
      when: 'all are wanted',
      authors: names.slice(0, 3),
      shown: 'Ada Lovelace, Grace Hopper, Emmy Noether',
    },
    {
      when: 'there are more',
      authors: names,
      shown: 'Ada Lovelace, Grace Hopper, Emmy Noether + 1 more',
    },
    { when: 'there is one', authors: names.slice(0, 1), shown: 'Ada Lovelace' },
    { when: 'none is known', authors: [], shown: '' },
    { when: 'a name cannot be seen', authors: ['\u200b', 'Ada'], shown: 'Ada' },
  ])('names the first authors when $when', ({ authors, shown }) => {
    expect(authorNames(authors, { maxNames: 3, maxChars: 100 })).toBe(shown);
  });

  it('names fewer when there is no room', () => {
    expect(authorNames(names, { maxNames: 3, maxChars: 30 })).toBe('Ada Lovelace + 3 more');
  });
});

describe('byline', () => {
  it('leaves out what is not known', () => {
    expect(byline({ ...paperWith({ id: '1' }), authors: [] }, 100)).toBe('-# 17 May 2023 · cs.LG');
  });
});

describe('plainByline', () => {
  it('needs no markdown', () => {
    const paper = paperWith({ id: '1', authors: ['A_B', 'C'] });

    expect(plainByline(paper)).toBe('A_B et al. · 2023');
  });
});

describe('paperLinks', () => {
  it.each([
    ['https://arxiv.org/abs/1', 'arXiv'],
    ['https://www.arxiv.org/abs/1', 'arXiv'],
    ['https://aclanthology.org/2024.acl-long.1', 'ACL Anthology'],
    ['https://notarxiv.org/abs/1', 'Abstract'],
  ])('calls %s %s', (abstract, label) => {
    expect(paperLinks(paperWith({ id: '1', links: { abstract } }))).toEqual([
      { label, url: abstract },
    ]);
  });

  it('has no link that is not one of the web', () => {
    const links = { abstract: 'javascript:alert(1)', pdf: 'ftp://a.b/c' };

    expect(paperLinks(paperWith({ id: '1', links }))).toEqual([]);
  });
});

describe('linkLine', () => {
  it('leaves out what does not fit', () => {
    const paper = paperWith({ id: '2305.10314' });

    expect(linkLine(paper, 50)).toBe('-# [arXiv](https://arxiv.org/abs/2305.10314)');
  });
});
