import { expect, it } from 'vitest';
import { judgeThreshold } from './judge-thresholds.ts';

const topics = [
  {
    papers: [
      { score: 0.9, isRelevant: true },
      { score: 0.6, isRelevant: false },
      { score: 0.5, isRelevant: true },
    ],
  },
  { papers: [{ score: 0.2, isRelevant: true }] },
];

it.each([
  [0.1, { precision: 3 / 4, recall: 1, f1: 6 / 7, missed: 0 }],
  [0.5, { precision: 2 / 3, recall: 2 / 3, f1: 2 / 3, missed: 0.5 }],
  [0.95, { precision: 1, recall: 0, f1: 0, missed: 1 }],
])('judges what %d lets through', (threshold, { precision, recall, f1, missed }) => {
  const report = judgeThreshold(topics, threshold);

  expect(report.precision).toBeCloseTo(precision);
  expect(report.recall).toBeCloseTo(recall);
  expect(report.f1).toBeCloseTo(f1);
  expect(report.missed).toBe(missed);
});
