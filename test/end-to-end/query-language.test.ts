import { describe, expect, it } from 'vitest';
import { createPaperFinder } from '../../src/search/create-paper-finder.ts';
import { OramaPaperIndex } from '../../src/search/orama/orama-paper-index.ts';
import type { PaperFinder } from '../../src/search/paper-finder.ts';
import { samplePapers } from '../sample-papers.ts';
import { hashingEmbedder } from '../search/hashing-embedder.ts';
import { messageOf, startShow, textOf, updatedBy } from './stage.ts';

async function realFinder(): Promise<PaperFinder> {
  const index = new OramaPaperIndex(hashingEmbedder);
  await index.upsert(samplePapers);
  return createPaperFinder({ index, sentenceEmbedder: hashingEmbedder, random: () => 0 });
}

describe('/paper search', () => {
  it('understands phrases and exclusions', async () => {
    const stage = await startShow({ finder: await realFinder() });
    const query = '"language model" -study -preference';

    const { message } = messageOf(await stage.give('search', { query }));

    expect(textOf(message)).toMatch(/^\*\*1 paper\*\* for “"language model" -study -preference”/);
    expect(textOf(message)).toContain('LeTI');
  });

  it('lists papers of filters alone, newest first, page by page', async () => {
    const stage = await startShow({ finder: await realFinder() });

    const { message } = messageOf(await stage.give('search', { query: 'author:hopper' }));
    const second = updatedBy(await stage.press(message, 'Next ▶'));

    expect(textOf(message)).toMatch(/^\*\*10 papers\*\* for “author:hopper”/);
    expect(textOf(message)).toContain('Jan 2024');
    expect(textOf(second)).toContain('### 6. ');
    expect(textOf(second)).toContain('2022');
  });

  it('takes title, exclusions and a range of years as options, and remembers them', async () => {
    const stage = await startShow({ finder: await realFinder() });
    const values = {
      query: 'language',
      title: 'study',
      exclude: '"setting 1"',
      year: '2022..2023',
    };

    const { message } = messageOf(await stage.give('search', values));

    expect(textOf(message)).toMatch(
      /^\*\*5 papers\*\* for “language year:2022\.\.2023 title:study -"setting 1"”/,
    );
  });

  it('says which part it did not understand, found or not', async () => {
    const stage = await startShow({ finder: await realFinder() });

    const found = messageOf(await stage.give('search', { query: 'language year:soon' }));
    const none = messageOf(await stage.give('search', { query: 'author:nobody year:soon' }));

    const sentence = 'Not understood: `year:soon`; searched as plain words.';
    expect(textOf(found.message)).toContain(`-# ${sentence}`);
    expect(textOf(none.message)).toContain(sentence);
  });

  it('tells the one who asks which years there can be', async () => {
    const stage = await startShow();

    const { message } = messageOf(await stage.give('search', { query: 'a', year: 'soon' }));

    expect(textOf(message)).toContain('I don’t know the year “soon”.');
  });
});
