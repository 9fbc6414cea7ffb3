import { describe, expect, it } from 'vitest';
import { isSameFeed } from '../../src/feeds/feed-address.ts';

describe('isSameFeed', () => {
  it.each([
    ['https://lab.example/feed.xml', 'http://LAB.example/feed.xml#top', true],
    ['https://lab.example/feed/', 'https://lab.example/feed', true],
    ['https://lab.example', 'https://lab.example/', true],
    ['https://lab.example/feed?of=cs', 'https://lab.example/feed?of=math', false],
    ['https://lab.example/feed', 'https://lab.example/Feed', false],
    ['https://lab.example/feed', 'https://lab.example:8443/feed', false],
    ['lab.example', 'lab.example', false],
    ['arxiv:cs.CL', 'arxiv:cs.CL', false],
    ['https://', 'https://', false],
  ])('of %s and %s is %s', (one, other, isSame) => {
    expect(isSameFeed(one, other)).toBe(isSame);
  });
});
