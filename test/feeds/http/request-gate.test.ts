import { describe, expect, it } from 'vitest';
import { createPoliteClient } from '../../../src/feeds/http/polite-client.ts';
import { createRequestGate } from '../../../src/feeds/http/request-gate.ts';

/** A gate on a clock that moves only while the gate waits. */
function gateOnFakeClock() {
  let clock = 0;
  const gate = createRequestGate({
    pauseMs: 3_000,
    now: () => clock,
    wait: async (ms) => {
      clock += ms;
    },
  });
  const log: string[] = [];
  const pass = (name: string, { isUrgent = false, signal = new AbortController().signal } = {}) =>
    gate.pass(
      async () => {
        log.push(`${name} at ${clock}`);
        return name;
      },
      { signal, isUrgent },
    );
  return { pass, log, gate };
}

describe('createRequestGate', () => {
  it('lets the first in at once and the others one by one, with a pause between', async () => {
    const { pass, log } = gateOnFakeClock();

    expect(await Promise.all([pass('a'), pass('b'), pass('c')])).toEqual(['a', 'b', 'c']);
    expect(log).toEqual(['a at 0', 'b at 3000', 'c at 6000']);
  });

  it('never lets a second one in while the first is inside', async () => {
    const { gate, log, pass } = gateOnFakeClock();
    let leave = () => {};
    let inside: Promise<void> | undefined;
    await new Promise<void>((entered) => {
      inside = gate.pass(
        () =>
          new Promise<void>((resolve) => {
            leave = resolve;
            entered();
          }),
        { signal: new AbortController().signal, isUrgent: false },
      );
    });
    const second = pass('b');

    expect(log).toEqual([]);
    leave();
    await Promise.all([inside, second]);
    expect(log).toEqual(['b at 3000']);
  });

  it('lets those go first for whom somebody waits', async () => {
    const { pass, log } = gateOnFakeClock();

    await Promise.all([pass('a'), pass('b'), pass('c', { isUrgent: true })]);

    expect(log.map((line) => line.charAt(0))).toEqual(['a', 'c', 'b']);
  });

  it('goes on after a task that failed', async () => {
    const { gate, pass } = gateOnFakeClock();
    const signal = new AbortController().signal;

    await expect(
      gate.pass(() => Promise.reject(new Error('no')), { signal, isUrgent: false }),
    ).rejects.toThrow('no');
    expect(await pass('b')).toBe('b');
  });

  it('forgets whoever has given up waiting', async () => {
    const { pass, log } = gateOnFakeClock();
    const impatient = new AbortController();

    const first = pass('a');
    const second = pass('b', { signal: impatient.signal });
    const third = pass('c');
    impatient.abort(new Error('too long'));

    await expect(second).rejects.toThrow('too long');
    await Promise.all([first, third]);
    expect(log).toEqual(['a at 0', 'c at 3000']);
  });
});

describe('createPoliteClient', () => {
  it('says in words that a turn did not come in time', async () => {
    const { gate } = gateOnFakeClock();
    const client = createPoliteClient({ get: () => new Promise(() => {}) }, gate);
    const stop = new AbortController();
    const request = (signal: AbortSignal) => client.get({ url: 'https://arxiv.org', signal });

    void request(new AbortController().signal);
    const second = request(stop.signal);
    stop.abort();

    await expect(second).rejects.toThrow('its turn did not come in time');
  });
});
