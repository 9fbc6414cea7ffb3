import { expect, it } from 'vitest';
import { namesIn, wordsOf } from '../../../src/answer/language-model/names.ts';

it.each([
  ['LeTI beats GPT-4 on MBPP.', ['leti', 'gpt', 'mbpp']],
  ['The DPOs of iPhone users', ['dpo', 'iphone']],
  ['Das Modell lernt aus Rückmeldungen.', []],
  ['Self-Play with LLMs in AI', []],
])('finds in %j the names %j', (text, names) => {
  expect(namesIn(text)).toEqual(names);
});

it('knows a name in any case, in the plural, and inside of TeX', () => {
  const words = wordsOf(['We use the leti method, PPOs and \\textsc{ImageNet}.']);

  expect(namesIn('LeTI, PPO, ImageNet').every((name) => words.has(name))).toBe(true);
});
