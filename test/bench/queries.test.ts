import { describe, expect, it } from 'vitest';
import { samplePapers } from '../sample-papers.ts';
import { drawQueries } from './queries.ts';

const questions = ['how do models reason', 'which data is best', 'what makes code correct'];

describe('drawQueries', () => {
  it('asks questions a quarter of the time, each of them in turn', () => {
    const queries = drawQueries(samplePapers, questions, 24);

    const asked = queries.filter((query) => questions.includes(query));
    expect(queries).toHaveLength(24);
    expect(asked.toSorted()).toEqual([...questions, ...questions].toSorted());
  });

  it('takes everything else word by word from the papers', () => {
    const text = samplePapers.map(({ title, abstract }) => `${title} ${abstract}`).join(' ');
    const known = new Set(text.split(/[^\p{L}\p{N}-]+/u));

    const queries = drawQueries(samplePapers, questions, 24);

    const drawn = queries.filter((query) => !questions.includes(query));
    const words = drawn.flatMap((query) => query.match(/[\p{L}\p{N}-]+/gu) ?? []);
    expect(words.filter((word) => !known.has(word))).toEqual([]);
    expect(drawn.every((query) => query.split(/\s+/).length <= 12)).toBe(true);
  });

  it('draws the same queries from the same papers', () => {
    const [first, second] = [1, 2].map(() => drawQueries(samplePapers, questions, 24));

    expect(first).toEqual(second);
  });
});
