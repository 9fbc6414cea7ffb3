import { expect, it } from 'vitest';
import { createLastShown } from '../../src/discord/last-shown.ts';

it('remembers the last paper of each channel', () => {
  const lastShown = createLastShown();

  lastShown.set('a', '1');
  lastShown.set('b', '2');
  lastShown.set('a', '3');

  expect([lastShown.get('a'), lastShown.get('b'), lastShown.get('c')]).toEqual([
    '3',
    '2',
    undefined,
  ]);
});

it('forgets the channel that was quiet longest', () => {
  const lastShown = createLastShown(2);

  lastShown.set('a', '1');
  lastShown.set('b', '2');
  lastShown.set('a', '3');
  lastShown.set('c', '4');

  expect([lastShown.get('a'), lastShown.get('b'), lastShown.get('c')]).toEqual([
    '3',
    undefined,
    '4',
  ]);
});
