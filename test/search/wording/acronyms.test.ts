import { describe, expect, it } from 'vitest';
import { Acronyms } from '../../../src/search/wording/acronyms.ts';
import { fc } from '../../fast-check.ts';

function learnedFrom(abstracts: readonly string[]): Acronyms {
  const acronyms = new Acronyms();
  for (const abstract of abstracts) acronyms.add(abstract);
  return acronyms;
}

const RL = 'Reinforcement learning (RL) works.';
const LANGUAGE_MODEL = 'A large language model (LLM) plans.';
const LANGUAGE_MODELS = 'Large language models (LLMs) plan.';
const LAUNDRY = 'Lengthy laundry machines (LLM) wash.';

describe('Acronyms', () => {
  it('knows what a short form stands for, in whatever number it is written', () => {
    const acronyms = learnedFrom([LANGUAGE_MODEL, LANGUAGE_MODELS, LANGUAGE_MODELS]);

    expect(acronyms.longForm('llm')).toEqual({ text: 'large language models', papers: 3 });
    expect(acronyms.shortForm(['larg', 'languag', 'model'])).toEqual({ text: 'llm', papers: 3 });
  });

  it('counts a definition once for each paper', () => {
    expect(learnedFrom([`${RL} ${RL}`]).longForm('rl')?.papers).toBe(1);
  });

  it('goes by what most papers mean, and says nothing when they do not agree', () => {
    const most = learnedFrom([LANGUAGE_MODELS, LANGUAGE_MODEL, LAUNDRY]);
    const half = learnedFrom([LANGUAGE_MODEL, LAUNDRY]);

    expect(most.longForm('llm')?.text).toMatch(/^large language model/);
    expect(half.longForm('llm')).toBeUndefined();
  });

  it('knows nothing of what no paper explains', () => {
    expect(learnedFrom([RL]).longForm('nlp')).toBeUndefined();
    expect(learnedFrom([RL]).shortForm(['reinforc'])).toBeUndefined();
  });

  it('forgets what is removed: it is as if learned from what is left', () => {
    const abstract = fc.constantFrom(RL, LANGUAGE_MODEL, LANGUAGE_MODELS, LAUNDRY, 'None.');
    fc.assert(
      fc.property(fc.array(abstract), fc.array(abstract), (kept, removed) => {
        const acronyms = learnedFrom([...removed, ...kept]);
        for (const each of removed) acronyms.remove(each);

        expect([...acronyms.lines()].sort()).toEqual([...learnedFrom(kept).lines()].sort());
      }),
    );
  });

  it('is the same after it was written down and read', () => {
    const acronyms = learnedFrom([RL, LANGUAGE_MODEL, LANGUAGE_MODELS]);
    const restored = new Acronyms();
    restored.restore(acronyms.lines());

    expect([...restored.lines()]).toEqual([...acronyms.lines()]);
    expect(restored.longForm('llm')).toEqual(acronyms.longForm('llm'));
  });
});
