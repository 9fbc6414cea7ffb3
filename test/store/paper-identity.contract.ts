import { describe, expect, it } from 'vitest';
import type { FoundPaper } from '../../src/store/paper-store.ts';
import { foundPaper, RECORDING } from './samples.ts';
import type { StoresUnderTest } from './store-under-test.ts';

const TITLE = 'Attention is all you need';
const preprint = { id: '1706.03762', title: TITLE, authors: ['Ashish Vaswani', 'Noam Shazeer'] };
const page = (url: string) => ({ abstract: url });

/** Which records are of one paper. */
export function describePaperIdentity({ open }: StoresUnderTest): void {
  describe('the identity of papers', () => {
    it.each<[string, FoundPaper, FoundPaper]>([
      [
        'an arXiv id in a link of one',
        foundPaper(preprint),
        foundPaper({
          id: 'feed:9',
          title: 'On attention',
          links: page('https://arxiv.org/abs/1706.03762v5'),
        }),
      ],
      [
        'an arXiv id in the form of a DOI',
        foundPaper(preprint),
        foundPaper(
          { id: 'feed:9', links: page('https://a.b') },
          { doi: '10.48550/arXiv.1706.03762' },
        ),
      ],
      [
        'a DOI, in whatever form',
        foundPaper({ id: 'feed:1', links: page('https://doi.org/10.1000%2FAbC') }),
        foundPaper({ id: 'doi:10.1000/abc', title: 'Another', links: page('https://a.b') }),
      ],
      [
        'title and first author, written differently',
        foundPaper({ ...preprint, links: page('https://arxiv.org/abs/1706.03762') }),
        foundPaper({
          id: 'feed:9',
          title: ' “Attention”  Is All You Néed ',
          authors: ['Vaswani, A.'],
          links: page('https://a.b/9'),
        }),
      ],
    ])('takes two records for one paper by %s', async (_by, first, second) => {
      const { papers } = await open();
      await papers.record([first], RECORDING);

      const [recorded] = await papers.record([second], RECORDING);

      expect(recorded?.paper.id).toBe(first.paper.id);
      expect(await papers.count()).toBe(1);
    });

    it.each<[string, FoundPaper, FoundPaper]>([
      [
        'their arXiv ids differ, whatever else they share',
        foundPaper(preprint, { doi: '10.1000/x' }),
        foundPaper({ ...preprint, id: '2401.00001' }, { doi: '10.1000/x' }),
      ],
      [
        'their DOIs differ',
        foundPaper(
          { ...preprint, id: 'feed:1', links: page('https://a.b/1') },
          { doi: '10.1000/x' },
        ),
        foundPaper(
          { ...preprint, id: 'feed:2', links: page('https://a.b/2') },
          { doi: '10.1000/y' },
        ),
      ],
      [
        'their title says too little',
        foundPaper({ id: 'feed:1', title: 'Editorial', links: page('https://a.b/1') }),
        foundPaper({ id: 'feed:2', title: 'Editorial', links: page('https://a.b/2') }),
      ],
      [
        'somebody else wrote the other',
        foundPaper({ id: 'feed:1', title: TITLE, links: page('https://a.b/1') }),
        foundPaper({
          id: 'feed:2',
          title: TITLE,
          authors: ['Grace Hopper'],
          links: page('https://a.b/2'),
        }),
      ],
      [
        'nobody is known to have written them',
        foundPaper({ id: 'feed:1', title: TITLE, authors: [], links: page('https://a.b/1') }),
        foundPaper({ id: 'feed:2', title: TITLE, authors: [], links: page('https://a.b/2') }),
      ],
    ])('takes two records for two papers when %s', async (_why, first, second) => {
      const { papers } = await open();

      const recorded = await papers.record([first, second], RECORDING);

      expect(recorded.map(({ outcome }) => outcome)).toEqual(['new', 'new']);
      expect(await papers.count()).toBe(2);
    });

    it('leaves two papers two when a third record says that they are one', async () => {
      const { papers } = await open();
      const first = foundPaper({ id: '1706.03762' });
      const second = foundPaper({ id: 'feed:2', title: 'Another', links: page('https://a.b/2') });
      const both = foundPaper({
        id: 'feed:2',
        title: 'Another',
        links: page('https://arxiv.org/abs/1706.03762'),
      });

      await papers.record([first, second, both], RECORDING);

      expect(await papers.count()).toBe(2);
    });
  });
}
