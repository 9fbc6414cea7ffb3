import { describe, expect, it } from 'vitest';
import { ChangeGate } from '../../../src/search/orama/change-gate.ts';

/** A gate, what happened behind it in order, and work that lasts until it is told to end. */
function createGate() {
  const gate = new ChangeGate();
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    log,
    end: async (name: string) => {
      ends.get(name)!();
      await settle();
    },
    hold: (name: string) =>
      gate.hold(async () => {
        log.push(`${name} begins`);
        await new Promise<void>((resolve) => ends.set(name, resolve));
        log.push(`${name} ends`);
      }),
    change: (name: string) => gate.change(() => log.push(name)),
    gate,
  };
}

/** Lets everything go on that need not wait. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('ChangeGate', () => {
  it('lets work go on side by side, and holds a change back until it is done', async () => {
    const { log, hold, change, end } = createGate();
    hold('a');
    hold('b');
    change('change');
    await settle();
    expect(log).toEqual(['a begins', 'b begins']);

    await end('b');
    expect(log).not.toContain('change');
    await end('a');

    expect(log.slice(2)).toEqual(['b ends', 'a ends', 'change']);
  });

  it('lets what comes after a change wait for it', async () => {
    const { log, hold, change, end } = createGate();
    hold('a');
    change('change');
    hold('b');
    await settle();

    await end('a');

    expect(log).toEqual(['a begins', 'a ends', 'change', 'b begins']);
  });

  it('makes changes one after another', async () => {
    const { log, change } = createGate();

    await Promise.all(['1', '2', '3'].map(change));

    expect(log).toEqual(['1', '2', '3']);
  });

  it('goes on after work and changes that fail, and tells those who asked for them', async () => {
    const { gate, log, change } = createGate();
    const refuse = () => {
      throw new Error('No.');
    };

    await expect(gate.hold(async () => refuse())).rejects.toThrow('No.');
    await expect(gate.change(refuse)).rejects.toThrow('No.');
    await change('change');

    expect(log).toEqual(['change']);
  });
});
