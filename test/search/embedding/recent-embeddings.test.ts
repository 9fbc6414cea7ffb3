import { expect, it } from 'vitest';
import { RecentEmbeddings } from '../../../src/search/embedding/recent-embeddings.ts';

const embedding = Float32Array.of(1);

it('forgets the text that was not asked for the longest', async () => {
  const recent = new RecentEmbeddings(2);
  await recent.add(new Map([['a', embedding]]));
  await recent.add(new Map([['b', embedding]]));

  await recent.get(['a']);
  await recent.add(new Map([['c', embedding]]));

  const found = await recent.get(['a', 'b', 'c']);
  expect([...found.keys()]).toEqual(['a', 'c']);
});
