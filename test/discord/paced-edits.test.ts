import { describe, expect, it } from 'vitest';
import { createPacedEdits } from '../../src/discord/paced-edits.ts';

/** Longer than any test: a second edit within it would be one too many. */
const AGES_MS = 1_000_000;

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe('paced edits', () => {
  it('show the latest once there is a message to edit, then wait', async () => {
    const shown: string[] = [];
    const edits = createPacedEdits<string>(async (text) => shown.push(text), AGES_MS);

    edits.show('one');
    edits.show('two');
    const before = [...shown];
    edits.open();
    edits.show('three');
    await edits.settle();

    expect(before).toEqual([]);
    expect(shown).toEqual(['two']);
  });

  it('show what came meanwhile when the time is over', async () => {
    const shown: string[] = [];
    const third = deferred();
    const edits = createPacedEdits<string>(async (text) => {
      shown.push(text);
      if (text === 'first') {
        edits.show('second');
        edits.show('third');
      } else {
        third.resolve();
      }
    }, 0);
    edits.open();

    edits.show('first');
    await third.promise;
    await edits.settle();

    expect(shown).toEqual(['first', 'third']);
  });

  it('are over only when the last one has arrived, and none follows', async () => {
    const arrived = deferred();
    const shown: string[] = [];
    const edits = createPacedEdits<string>(async (text) => {
      await arrived.promise;
      shown.push(text);
    }, AGES_MS);
    edits.open();
    edits.show('one');

    const settled = edits.settle().then(() => shown.push('settled'));
    edits.show('too late');
    arrived.resolve();
    await settled;

    expect(shown).toEqual(['one', 'settled']);
  });

  it('pass over an edit that fails', async () => {
    const shown: string[] = [];
    const second = deferred();
    const edits = createPacedEdits<string>(async (text) => {
      if (text === 'one') {
        edits.show('two');
        throw new Error('On fire');
      }
      shown.push(text);
      second.resolve();
    }, 0);
    edits.open();

    edits.show('one');
    await second.promise;
    await edits.settle();

    expect(shown).toEqual(['two']);
  });

  it('never show anything where nobody wants to see it before the end', async () => {
    const shown: string[] = [];
    const edits = createPacedEdits<string>(async (text) => shown.push(text), Infinity);
    edits.open();

    edits.show('one');
    await edits.settle();

    expect(shown).toEqual([]);
  });
});
