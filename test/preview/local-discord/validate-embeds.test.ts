import { describe, expect, it } from 'vitest';
import { chars, embed, emojis, field, type LimitCase, refused, times } from './message-parts.ts';

describe('the embeds of a message', () => {
  it.each<LimitCase>([
    [
      'embeds',
      { embeds: times(10, () => ({ title: 'a' })) },
      { embeds: times(11, () => ({ title: 'a' })) },
      'embeds[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'an embed title',
      embed({ title: chars(256) }),
      embed({ title: chars(257) }),
      'embeds.0.title[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'an embed description',
      embed({ description: emojis(4096) }),
      embed({ description: emojis(4097) }),
      'embeds.0.description[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'embed fields',
      embed({ fields: times(25, () => field()) }),
      embed({ fields: times(26, () => field()) }),
      'embeds.0.fields[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'a field name',
      embed({ fields: [field({ name: chars(256) })] }),
      embed({ fields: [field({ name: chars(257) })] }),
      'embeds.0.fields.0.name[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'a field value',
      embed({ fields: [field({ value: chars(1024) })] }),
      embed({ fields: [field({ value: chars(1025) })] }),
      'embeds.0.fields.0.value[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'an empty field value',
      embed({ fields: [field({ value: '.' })] }),
      embed({ fields: [field({ value: ' ' })] }),
      'embeds.0.fields.0.value[BASE_TYPE_REQUIRED]',
    ],
    [
      'an embed footer',
      embed({ footer: { text: chars(2048) } }),
      embed({ footer: { text: chars(2049) } }),
      'embeds.0.footer.text[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'an embed author',
      embed({ author: { name: chars(256) } }),
      embed({ author: { name: chars(257) } }),
      'embeds.0.author.name[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'the texts of all embeds',
      { embeds: [{ description: chars(4000) }, { description: chars(2000) }] },
      { embeds: [{ description: chars(4000) }, { description: chars(1999), title: 'ab' }] },
      'embeds[MAX_EMBED_SIZE_EXCEEDED]',
    ],
    [
      'an embed that shows nothing',
      { embeds: [{ image: { url: 'https://example.org/a.png' } }] },
      { embeds: [{ color: 3 }] },
      'embeds.0.description[BASE_TYPE_REQUIRED]',
    ],
    [
      'an embed color',
      embed({ color: 0xffffff }),
      embed({ color: 0x1000000 }),
      'embeds.0.color[NUMBER_TYPE_MAX]',
    ],
    [
      'an embed link',
      embed({ url: 'https://arxiv.org/abs/2305.10314' }),
      embed({ url: 'ftp://arxiv.org' }),
      'embeds.0.url[URL_TYPE_INVALID_SCHEME]',
    ],
    [
      'an embed time',
      embed({ timestamp: '2026-01-02T03:04:05Z' }),
      embed({ timestamp: 'soon' }),
      'embeds.0.timestamp[DATE_TIME_TYPE_PARSE]',
    ],
  ])('keeps Discord’s limit for %s', (_, atTheLimit, beyond, refusal) => {
    expect(refused(atTheLimit)).toEqual([]);
    expect(refused(beyond)).toEqual([refusal]);
  });
});
