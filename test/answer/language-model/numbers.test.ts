import { expect, it } from 'vitest';
import { numbersIn } from '../../../src/answer/language-model/numbers.ts';

it.each([
  ['a 7B model', 'a model of 7 billion', 'a model of 7,000,000,000'],
  ['an accuracy of .70', 'an accuracy of 0.7'],
  ['three benchmarks', '3 benchmarks', 'Three benchmarks'],
  ['10,000 samples', '10k samples', 'ten thousand samples', '10{,}000 samples'],
  ['2x faster', 'twice as fast', 'doubles the speed'],
  ['95%', '95\\%', '95 per cent'],
  ['a rate of $10^{-3}$', 'a rate of 10⁻³', 'a rate of 10^-3'],
  ['３ samples', '3 samples'],
  ['hundreds of tasks', 'a hundred tasks'],
  ['no number, but one idea', 'none'],
])('gives %j the numbers of the other ways to write it', (...ways) => {
  const [first, ...others] = ways.map((way) => [...numbersIn(way)].sort());

  for (const other of others) expect(other).toEqual(first);
});

it.each([
  ['7 million', '7 billion'],
  ['61%', '16%'],
  ['3.5 points', '3 points'],
  ['1,000 samples', '1,001 samples'],
  ['two models', 'three models'],
  ['٣ samples', '٤ samples'],
])('tells the numbers of %j and %j apart', (one, other) => {
  expect([...numbersIn(one)]).not.toEqual([...numbersIn(other)]);
});
