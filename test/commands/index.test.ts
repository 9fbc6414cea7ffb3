import { expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';

it('lists what one does first at the top, and help last', () => {
  const names = commands.map(({ name }) => name);
  expect(names.slice(0, 2)).toEqual(['search', 'ask']);
  expect(names.at(-1)).toBe('help');
});

it('gives every button and menu to one command only', () => {
  const actions = commands.flatMap(({ presses = {} }) => Object.keys(presses));

  expect(new Set(actions).size).toBe(actions.length);
});

it('shows in its examples only options that there are', () => {
  for (const { name, options, examples } of commands) {
    const known = options.map((option) => option.name);
    for (const example of examples) {
      expect(example.startsWith(`/paper ${name}`)).toBe(true);
      const used = [...example.matchAll(/ (\w+):(?!\/)/g)].map(([, option]) => option);
      expect(known).toEqual(expect.arrayContaining(used));
    }
  }
});
