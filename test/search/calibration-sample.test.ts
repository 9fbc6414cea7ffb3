import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/corpus/paper.ts';
import { drawSample } from '../../src/search/calibration-sample.ts';
import { paperWith } from '../sample-papers.ts';

const papers = Array.from({ length: 600 }, (_, i) =>
  paperWith({ id: `p${i}`, title: `Plan ${i}`, abstract: `We plan ${i}. Robots follow.` }),
);

describe('drawSample', () => {
  it('depends on which papers there are, not on their order', async () => {
    const sample = await drawSample(papers);

    expect(sample).toHaveLength(256);
    expect(await drawSample(papers.toReversed())).toEqual(sample);
  });

  it('goes on from papers that were drawn before', async () => {
    const before = await drawSample(papers.slice(0, 400));

    expect(await drawSample(papers.slice(400), before)).toEqual(await drawSample(papers));
  });

  it('takes a paper in title and abstract', async () => {
    expect(await partsOf({ title: 'On $\\pi$', abstract: 'We bake. It works.' })).toEqual([
      'On π',
      'We bake. It works.',
    ]);
  });

  it('takes off a title that the abstract begins with', async () => {
    const title = 'Robots: A Survey';

    expect(await partsOf({ title, abstract: 'ROBOTS – a survey. We ask robots.' })).toEqual([
      title,
      'we ask robots',
    ]);
  });

  it('takes the first sentence for a title where there is none', async () => {
    expect(await partsOf({ title: '', abstract: 'Robots bake. We ask why. It works.' })).toEqual([
      'Robots bake.',
      'We ask why. It works.',
    ]);
  });

  it('takes a title without words for none', async () => {
    expect(await partsOf({ title: '???', abstract: 'Robots bake. We ask why.' })).toEqual([
      'Robots bake.',
      'We ask why.',
    ]);
  });

  it.each([
    ['an abstract', { title: 'Robots', abstract: '' }],
    ['words in its abstract', { title: 'Robots', abstract: ' … ' }],
    ['an abstract but its title', { title: 'Robots', abstract: 'Robots.' }],
    ['a title or a second sentence', { title: '', abstract: 'Robots bake.' }],
  ])('leaves out a paper without %s', async (_, paper) => {
    expect(await partsOf(paper)).toEqual([]);
  });
});

async function partsOf(paper: Pick<Paper, 'title' | 'abstract'>): Promise<string[]> {
  const sample = await drawSample([paperWith({ id: 'p', ...paper })]);
  return sample.flatMap(({ title, rest }) => [title, rest]);
}
