import { describe, expect, it } from 'vitest';
import { createCoolDown } from '../../../src/discord/asking/cool-down.ts';

describe('a cool-down', () => {
  const start = () => {
    const clock = { ms: 0 };
    return {
      clock,
      coolDown: createCoolDown(() => clock.ms, { burst: 2, windowMs: 1_000 }),
    };
  };

  it('lets a few through at once, then has the person wait for the first to be over', () => {
    const { clock, coolDown } = start();

    const waits = [0, 100, 300, 999, 1_000].map((ms) => {
      clock.ms = ms;
      return coolDown.take('max').waitMs;
    });

    expect(waits).toEqual([0, 0, 700, 1, 0]);
  });

  it('knows whom it has told already, until they may go on', () => {
    const { clock, coolDown } = start();
    const repeated = [0, 0, 1, 2, 1_001, 1_002, 1_003].map((ms) => {
      clock.ms = ms;
      return coolDown.take('max').isRepeated;
    });

    expect(repeated).toEqual([false, false, false, true, false, false, false]);
  });

  it('holds up nobody else', () => {
    const { coolDown } = start();
    coolDown.take('max');
    coolDown.take('max');

    expect(coolDown.take('max').waitMs).toBe(1_000);
    expect(coolDown.take('ada').waitMs).toBe(0);
  });
});
