import { describe, expect, it } from 'vitest';
import {
  customIdsIn,
  markOf,
  readCustomIds,
  stateRoom,
  writeCustomIds,
} from '../../src/discord/custom-id.ts';
import { countChars } from '../../src/discord/limits.ts';
import { isRememberable, type MessageState, stateLimits } from '../../src/discord/message-state.ts';
import { fc } from '../fast-check.ts';

const SEARCH_ACTIONS = ['open', 'previous', 'page', 'next', 'similar'] as const;
const RANDOM_ACTIONS = ['another', 'similar'] as const;

function text(maxLength: number) {
  return fc
    .string({ unit: 'grapheme', minLength: 1, maxLength })
    .filter((value) => countChars(value) <= maxLength);
}

const searchState: fc.Arbitrary<MessageState> = fc.record(
  {
    paperId: text(stateLimits.paperIdChars).filter(isRememberable),
    query: text(stateLimits.queryChars),
    filters: fc
      .record(
        {
          year: fc.integer({ min: 1900, max: 2100 }),
          category: fc.constantFrom('cs.CL', 'cond-mat.mtrl-sci', 'cs'),
          author: text(stateLimits.authorChars).filter((name) => !/[%|]/.test(name)),
        },
        { requiredKeys: [] },
      )
      .filter((filters) => Object.keys(filters).length > 0),
    offset: fc.nat(stateLimits.offset),
  },
  { requiredKeys: [] },
);

describe('custom ids', () => {
  it('carry every state of a search through the components of its page', () => {
    fc.assert(
      fc.property(searchState, fc.constantFrom(...SEARCH_ACTIONS), (state, action) => {
        const ids = writeCustomIds(SEARCH_ACTIONS, state);

        const all = SEARCH_ACTIONS.map((each) => ids[each]);
        for (const id of all) expect(countChars(id)).toBeLessThanOrEqual(100);
        expect(new Set(all).size).toBe(all.length);
        expect(readCustomIds(ids[action], all)).toEqual({ action, state });
      }),
    );
  });

  it('carry the question and all the papers of an answer', () => {
    const actions = ['more', 'useful'] as const;
    const paperIds = ['2305.10314', 'hep-th/9901001', 'acl:2024.acl-long.1'];
    const state = { paperId: '2305.10314', paperIds, query: 'Why | how?' };

    const ids = writeCustomIds(actions, state);

    expect(readCustomIds(ids.useful, [ids.more, ids.useful])).toEqual({ action: 'useful', state });
  });

  it('carry a mark beside any state, in one of the places where a message has custom ids', () => {
    const mark = fc.stringMatching(/^[\w-]{1,25}$/);
    const state = fc.record({ paperId: text(stateLimits.paperIdChars).filter(isRememberable) });
    fc.assert(
      fc.property(state, mark, (paper, nonce) => {
        const ids = Object.values(writeCustomIds(['open', 'similar', 'ask'], paper, nonce));

        for (const id of ids) expect(countChars(id)).toBeLessThanOrEqual(100);
        expect(markOf(ids)).toBe(nonce);
        expect(readCustomIds(ids[0] ?? '', ids)).toEqual({ action: 'open', state: paper });
      }),
    );
  });

  it('have no mark unless one was given', () => {
    fc.assert(
      fc.property(searchState, (state) => {
        expect(markOf(Object.values(writeCustomIds(SEARCH_ACTIONS, state)))).toBeUndefined();
      }),
    );
    expect(markOf([])).toBeUndefined();
    expect(markOf(['vote:yes.no'])).toBeUndefined();
  });

  it('say beforehand how much they hold', () => {
    const actions = ['more', 'useful'] as const;
    // Five fields that are empty, and the lines between them.
    const room = stateRoom(actions) - '|||||'.length;

    expect(() => writeCustomIds(actions, { query: 'x'.repeat(room) })).not.toThrow();
    expect(() => writeCustomIds(actions, { query: 'x'.repeat(room + 1) })).toThrow(RangeError);
  });

  it('have room for the longest search there can be', () => {
    const state = {
      paperId: 'x'.repeat(stateLimits.paperIdChars),
      query: '😀'.repeat(stateLimits.queryChars),
      filters: {
        year: 2024,
        category: 'c'.repeat(stateLimits.categoryChars),
        author: 'ü'.repeat(stateLimits.authorChars),
      },
      offset: stateLimits.offset,
    };

    const ids = writeCustomIds(SEARCH_ACTIONS, state);

    expect(readCustomIds(ids.next, Object.values(ids))?.state).toEqual(state);
  });

  it('have room for the longest topic of a random paper', () => {
    const state = {
      paperId: 'x'.repeat(stateLimits.paperIdChars),
      query: 'y'.repeat(stateLimits.topicChars),
    };

    const ids = writeCustomIds(RANDOM_ACTIONS, state);

    expect(readCustomIds(ids.another, Object.values(ids))?.state).toEqual(state);
  });

  it('refuse a state that does not fit, rather than losing some of it', () => {
    expect(() => writeCustomIds(RANDOM_ACTIONS, { query: 'y'.repeat(300) })).toThrow(RangeError);
  });

  it.each([
    { what: 'of another bot', pressed: 'vote:yes', all: ['vote:yes'] },
    { what: 'of another version', pressed: '0:next:|||||dpo.', all: ['0:next:|||||dpo.'] },
    { what: 'that are not of this message', pressed: '1:next:|||||a.', all: ['1:open:|||||a.'] },
    {
      what: 'with a foreign one among them',
      pressed: '1:next:|||||a.',
      all: ['1:next:|||||a.', 'x'],
    },
    { what: 'with a state cut short', pressed: '1:next:||.', all: ['1:next:||.'] },
    { what: 'with letters for numbers', pressed: '1:next:|x||||a.', all: ['1:next:|x||||a.'] },
  ])('are not understood when they are ids $what', ({ pressed, all }) => {
    expect(readCustomIds(pressed, all)).toBeUndefined();
  });

  it('are never made of an id by accident', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (id) => {
        expect(() => readCustomIds(id, [id])).not.toThrow();
      }),
    );
  });
});

describe('customIdsIn', () => {
  it('finds them in the order in which they stand, however deep', () => {
    const ids = customIdsIn([
      {
        type: 17,
        components: [
          { type: 1, components: [{ type: 3, custom_id: 'a' }] },
          { type: 9, components: [{ type: 10 }], accessory: { type: 2, custom_id: 'b' } },
          { type: 1, components: [{ type: 2 }, { type: 2, custom_id: 'c' }] },
        ],
      },
    ]);

    expect(ids).toEqual(['a', 'b', 'c']);
  });
});

describe('a message whose state is kept elsewhere', () => {
  it('remembers the key of it', () => {
    const ids = writeCustomIds(['follow', 'nofollow'], { key: '3f09ab' });

    expect(readCustomIds(ids.nofollow, Object.values(ids))).toEqual({
      action: 'nofollow',
      state: { key: '3f09ab' },
    });
  });
});
