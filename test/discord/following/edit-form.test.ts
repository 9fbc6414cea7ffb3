import { ComponentType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { changedWish, editForm } from '../../../src/discord/following/edit-form.ts';
import { modalOf } from '../../../src/discord/form.ts';
import type { TargetChannel } from '../../../src/discord/guild-scene.ts';
import type { Wish } from '../../../src/store/subscription-store.ts';
import { fc } from '../../fast-check.ts';
import { wishFor } from '../../store/samples.ts';

const channel: TargetChannel = {
  id: '123456789012345678',
  kind: 'text',
  tags: [],
  requiresTag: false,
  botPermissions: 0n,
};
const sources = ['arxiv:cs.CL', 'hf-daily-papers', 'lab.example'].map((name) => ({
  name,
  title: name,
}));

/** What the form holds when it opens, as it is sent when nobody types anything. */
function fieldsOf(wish: Wish): Record<string, string> {
  const { components } = modalOf(editForm({ id: 1, wish }));
  return Object.fromEntries(
    components.flatMap((label) =>
      'component' in label && label.component.type === ComponentType.TextInput
        ? [[label.component.custom_id, label.component.value ?? '']]
        : [],
    ),
  );
}

const change = (wish: Wish, fields: Record<string, string> = {}) =>
  changedWish(wish, { ...fieldsOf(wish), ...fields }, { channel, sources });

describe('the form that changes a subscription', () => {
  it('keeps everything that nobody changes, however much it is', () => {
    const word = fc
      .stringMatching(/^[a-z][a-z ]{58}[a-z]{20}$/)
      .map((text) => text.replace(/ +/g, ' '));
    const many = fc.uniqueArray(word, { maxLength: 20, size: 'max' });
    const wishes = fc.record({
      topic: fc.constant('"reward model" author:Zhou -survey'),
      sources: fc.subarray(sources.map(({ name }) => name)),
      exclude: many,
      authors: many,
      categories: fc.subarray(['cs.CL', 'cs.LG', 'hep-th']),
      minScore: fc.constantFrom(0, 0.3, 1),
      when: fc.constantFrom<Wish['when']>(
        { kind: 'at-once' },
        { kind: 'weekly', weekday: 1, hour: 18, timeZone: 'Europe/Berlin' },
      ),
      mention: fc.constant('223456789012345678'),
      includesReplacements: fc.boolean(),
    });

    fc.assert(
      fc.property(wishes, (parts) => {
        const wish = wishFor(parts);

        expect(change(wish)).toEqual(wish);
      }),
    );
  });

  it('says so when the filters can be taken in two ways', () => {
    expect(() => change(wishFor(), { filters: 'arxiv:cs.CL / AC/DC / cs.CL' })).toThrow(
      'Sources, authors and categories stand in this order, with one “/” between each',
    );
  });
});
