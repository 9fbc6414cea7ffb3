import { expect, it } from 'vitest';
import { createSlots } from '../../../src/answer/language-model/slots.ts';

const patient = new AbortController().signal;

it('lets as many in as there are slots, the others in the order in which they came', async () => {
  const slots = createSlots(2);
  const order: string[] = [];
  const enter = async (name: string) => {
    const giveBack = await slots.take(patient);
    order.push(name);
    return giveBack;
  };
  const [first, , third] = [enter('a'), enter('b'), enter('c'), enter('d')];

  (await first)();
  await third;

  expect(order).toEqual(['a', 'b', 'c']);
});

it('lets nobody in who gave up waiting', async () => {
  const slots = createSlots(1);
  const giveBack = await slots.take(patient);
  const impatient = new AbortController();
  const given = slots.take(impatient.signal);
  const next = slots.take(patient);

  impatient.abort(new Error('gone'));
  giveBack();

  await expect(given).rejects.toThrow('gone');
  await expect(next).resolves.toBeTypeOf('function');
});
