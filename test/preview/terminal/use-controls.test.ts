import { describe, expect, it } from 'vitest';
import type { InteractionOutcome } from '../../../src/preview/local-discord/outcomes.ts';
import type { Control, Menu } from '../../../src/preview/terminal/controls.ts';
import { useControls } from '../../../src/preview/terminal/use-controls.ts';

const one = { customId: 'one', minValues: 1, maxValues: 1 };
const many = { customId: 'many', minValues: 2, maxValues: 3 };
function entry(value: string, menu: Menu): Control {
  return { kind: 'entry', label: `Entry ${value}`, value, menu, isDisabled: false };
}

const controls: Control[] = [
  { kind: 'button', label: 'Previous', customId: 'previous', isDisabled: true },
  { kind: 'button', label: 'Next', customId: 'next', isDisabled: false },
  { kind: 'link', label: 'PDF', href: 'https://x.example/pdf', isDisabled: false },
  entry('a', one),
  entry('b', one),
  ...['c', 'd', 'e', 'f'].map((value) => entry(value, many)),
];

const outcome: InteractionOutcome = { kind: 'failed', reason: '' };

function use(numbers: readonly number[], current = { messageId: '7', controls }) {
  const done: object[] = [];
  const act = async (use: object) => {
    done.push(use);
    return outcome;
  };
  const wanted = useControls(numbers, current, { press: act, select: act }, '11');
  return { wanted, done };
}

describe('useControls', () => {
  it('presses a button', async () => {
    const { wanted, done } = use([2]);

    if (wanted.kind === 'interaction') await wanted.start();

    expect(wanted).toMatchObject({ deed: 'pressed “Next”' });
    expect(done).toEqual([{ user: '11', messageId: '7', customId: 'next' }]);
  });

  it.each([
    { numbers: [5], customId: 'one', values: ['b'], deed: 'chose “Entry b”' },
    { numbers: [8, 6], customId: 'many', values: ['e', 'c'], deed: 'chose “Entry e”, “Entry c”' },
  ])('chooses $numbers', async ({ numbers, customId, values, deed }) => {
    const { wanted, done } = use(numbers);

    if (wanted.kind === 'interaction') await wanted.start();

    expect(wanted).toMatchObject({ deed });
    expect(done).toEqual([{ user: '11', messageId: '7', customId, values }]);
  });

  it('shows where a link leads', () => {
    expect(use([3]).wanted).toEqual({
      kind: 'sentence',
      text: 'PDF: https://x.example/pdf',
      isRefusal: false,
    });
  });

  it.each([
    { numbers: [1], text: '“Previous” cannot be used just now.' },
    { numbers: [10], text: 'There is no 10 here; numbers go up to 9.' },
    { numbers: [0], text: 'There is no 0 here; numbers go up to 9.' },
    { numbers: [2, 3], text: 'One button at a time, please.' },
    { numbers: [4, 2], text: 'Those numbers are not of one menu.' },
    { numbers: [4, 6], text: 'Those numbers are not of one menu.' },
    { numbers: [4, 5], text: 'This menu takes one entry.' },
    { numbers: [6], text: 'This menu takes at least 2 entries.' },
    { numbers: [6, 7, 8, 9], text: 'This menu takes at most 3 entries.' },
  ])('refuses $numbers: $text', ({ numbers, text }) => {
    expect(use(numbers).wanted).toEqual({ kind: 'sentence', text, isRefusal: true });
  });

  it('says so when there is nothing to press', () => {
    const { wanted } = use([1], { messageId: '7', controls: [] });

    expect(wanted).toMatchObject({ text: 'There is nothing to press under the last message.' });
  });
});
