import { expect, it } from 'vitest';
import { createTokenBudget } from '../../../src/answer/language-model/token-budget.ts';

const EVENING = Date.parse('2024-05-01T23:59:59Z');
const MIDNIGHT = Date.parse('2024-05-02T00:00:00Z');

it('sets tokens aside as long as there are any', () => {
  const budget = createTokenBudget(100, () => EVENING);

  expect(budget.reserve('guild', 60)).toBeDefined();
  expect(budget.reserve('guild', 60)).toBeUndefined();
  expect(budget.reserve('guild', 40)).toBeDefined();
});

it('gives back what was not used', () => {
  const budget = createTokenBudget(100, () => EVENING);

  budget.reserve('guild', 100)!.settle(30);

  expect(budget.reserve('guild', 71)).toBeUndefined();
  expect(budget.reserve('guild', 70)).toBeDefined();
});

it('keeps payers apart, and has one purse for those without a name', () => {
  const budget = createTokenBudget(100, () => EVENING);
  budget.reserve('guild', 100);
  budget.reserve(undefined, 100);

  expect(budget.reserve('other guild', 100)).toBeDefined();
  expect(budget.reserve(undefined, 1)).toBeUndefined();
});

it('begins afresh at midnight UTC, and does not charge the new day for the old', () => {
  let now = EVENING;
  const budget = createTokenBudget(100, () => now);
  const yesterday = budget.reserve('guild', 100)!;

  now = MIDNIGHT;
  const today = budget.reserve('guild', 50);
  yesterday.settle(100);

  expect(today).toBeDefined();
  expect(budget.reserve('guild', 50)).toBeDefined();
});

it('has no end when it is infinite', () => {
  const budget = createTokenBudget(Number.POSITIVE_INFINITY, () => EVENING);

  expect(budget.reserve('guild', 1e12)).toBeDefined();
});
