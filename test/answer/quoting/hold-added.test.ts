import { describe, expect, it } from 'vitest';
import { holdsAdded } from '../../../src/answer/quoting/hold-added.ts';
import { paperWith } from '../../sample-papers.ts';

const paper = paperWith({
  id: '1',
  title: 'On robots',
  abstract: 'Models that control arms.',
});
const index = { idf: (term: string) => (term === 'model' ? 0.1 : 3) };

describe('holdsAdded', () => {
  it.each([
    ['and for a robot?', true],
    ['and for robot arms?', true],
    ['what about yeast?', false],
    ['and yeast models?', false],
    ['but why?', true],
  ])('of “%s” finds it %s that the paper holds what is added', (added, holds) => {
    expect(holdsAdded(added, index)(paper)).toBe(holds);
  });
});
