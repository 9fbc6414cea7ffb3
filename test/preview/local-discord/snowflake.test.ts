import { expect, it } from 'vitest';
import { createSnowflakes } from '../../../src/preview/local-discord/snowflake.ts';
import { fc } from '../../fast-check.ts';

it('makes ids of 17 to 19 digits that grow, whatever the clock does', () => {
  const times = fc.array(fc.integer({ min: 0, max: Date.UTC(2090, 0) }), {
    minLength: 2,
    maxLength: 50,
  });

  fc.assert(
    fc.property(times, (readings) => {
      const clock = readings.values();
      const nextId = createSnowflakes(() => clock.next().value ?? 0);

      const ids = readings.map(() => nextId());

      for (const id of ids) expect(id).toMatch(/^\d{17,19}$/);
      expect(ids).toEqual([...new Set(ids)].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)));
    }),
  );
});
