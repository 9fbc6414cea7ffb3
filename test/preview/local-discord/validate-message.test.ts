import { type APIMessage, ComponentType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { validateMessage } from '../../../src/preview/local-discord/validate-message.ts';
import { fc } from '../../fast-check.ts';
import {
  button,
  chars,
  emojis,
  type LimitCase,
  layout,
  refused,
  row,
  text,
  times,
  V2,
  withRow,
} from './message-parts.ts';
import { refusals } from './refusals.ts';

describe('validateMessage', () => {
  it.each<LimitCase>([
    [
      'content',
      { content: chars(2000) },
      { content: chars(2001) },
      'content[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'content in code points',
      { content: emojis(2000) },
      { content: emojis(2001) },
      'content[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'content without outer white space',
      { content: `  ${chars(2000)}\n` },
      { content: '  \n' },
      '50006',
    ],
    [
      'a nonce',
      { content: 'a', nonce: chars(25) },
      { content: 'a', nonce: chars(26) },
      'nonce[NONCE_TYPE_TOO_LONG]',
    ],
    [
      'a nonce of another type',
      { content: 'a', nonce: 7 },
      { content: 'a', nonce: true },
      'nonce[NONCE_TYPE_INVALID_TYPE]',
    ],
    [
      'what may be mentioned',
      { content: 'a', allowed_mentions: { parse: ['users'], roles: ['1'] } },
      { content: 'a', allowed_mentions: { parse: ['users'], users: ['1'] } },
      'allowed_mentions[MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE]',
    ],
    [
      'an unknown kind of mention',
      { content: 'a', allowed_mentions: { parse: [] } },
      { content: 'a', allowed_mentions: { parse: ['all'] } },
      'allowed_mentions.parse.0[BASE_TYPE_CHOICES]',
    ],
    [
      'mentioned people',
      { content: 'a', allowed_mentions: { users: times(100, String) } },
      { content: 'a', allowed_mentions: { users: times(101, String) } },
      'allowed_mentions.users[BASE_TYPE_MAX_LENGTH]',
    ],
    ['something to show', { content: 'a' }, {}, '50006'],
    ['components alone', withRow(button()), { components: [row(button())] }, '50006'],
    ['text as a number', { content: 'a' }, { content: 5 }, 'content[STRING_TYPE_CONVERT]'],
  ])('keeps Discord’s limit for %s', (_, atTheLimit, beyond, refusal) => {
    expect(refused(atTheLimit)).toEqual([]);
    expect(refused(beyond)).toEqual([refusal]);
  });

  it('names every bad field at once', () => {
    const body = { content: chars(2001), embeds: [{ title: chars(257) }, { title: 'a' }, {}] };

    expect(refused(body)).toEqual([
      'content[BASE_TYPE_MAX_LENGTH]',
      'embeds.0.title[BASE_TYPE_MAX_LENGTH]',
      'embeds.2.description[BASE_TYPE_REQUIRED]',
    ]);
  });

  it('refuses a component that shows a file which is not there', () => {
    const body = layout({ type: ComponentType.File, file: { url: 'attachment://a.bib' } });

    expect(refusals(() => validateMessage(body, { uploads: ['a.bib'] }))).toEqual([]);
    expect(refused(body)).toEqual([
      'components.0.file.url[UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND]',
    ]);
  });

  it('refuses nonsense in Discord’s way, or takes it', () => {
    const field = fc.constantFrom('content', 'embeds', 'components', 'flags', 'nonce', 'poll');
    const nonsense = fc.dictionary(field, fc.oneof(fc.jsonValue(), fc.constant(V2)));

    fc.assert(
      fc.property(fc.oneof(nonsense, fc.jsonValue()), (body) => {
        for (const refusal of refused(body)) expect(refusal).toMatch(/\[[A-Z\d_]+\]$|^50006$/);
      }),
    );
  });

  describe('of an edit', () => {
    const current = { content: 'a', embeds: [], attachments: [], flags: 0 } as object as APIMessage;
    const laidOut = { ...current, content: '', flags: V2, components: [text('a')] } as APIMessage;

    it.each<[what: string, current: APIMessage, body: object, refusals: string[]]>([
      ['a field is left out', current, { embeds: [{ title: 'b' }] }, []],
      ['everything is taken away', current, { content: '' }, ['50006']],
      ['null empties the content', current, { content: null }, ['50006']],
      ['it becomes a layout', { ...current, content: '' }, layout(text('b')), []],
      [
        'it becomes a layout and keeps its content',
        current,
        layout(text('b')),
        ['content[MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2]'],
      ],
      [
        'null clears the content for a layout',
        current,
        { ...layout(text('b')), content: null },
        [],
      ],
      [
        'a layout loses its flag',
        laidOut,
        { flags: 0 },
        ['flags[MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG]'],
      ],
      [
        'a layout gets content',
        laidOut,
        { content: 'b' },
        ['content[MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2]'],
      ],
      [
        'a layout is sent without its flag',
        laidOut,
        { components: [text('b')] },
        ['components.0[UNION_TYPE_CHOICES]'],
      ],
    ])('decides when %s', (_, before, body, expected) => {
      expect(refusals(() => validateMessage(body, { current: before }))).toEqual(expected);
    });
  });
});
