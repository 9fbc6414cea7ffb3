import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../src/preview/web/read-markdown.ts';

describe('readMarkdown', () => {
  it('reads a number within bold words or a heading as a number, and not as a list', () => {
    expect(readMarkdown('**1. Title**')).toEqual([
      { type: 'strong', content: [{ type: 'text', content: '1. Title' }] },
    ]);
    expect(readMarkdown('### 4. Title')).toMatchObject([
      { type: 'heading', level: 3, content: [{ type: 'text', content: '4. Title' }] },
    ]);
  });

  it('reads small print right below a quote', () => {
    expect(readMarkdown('> a quote\n-# its source')).toMatchObject([
      { type: 'blockQuote', content: [{ type: 'text', content: 'a quote' }] },
      { type: 'footnote', content: [{ type: 'text', content: 'its source' }] },
    ]);
  });

  it('reads the mention of a subcommand', () => {
    expect(readMarkdown('</paper search:123456789012345678>')).toMatchObject([
      { type: 'discordSlash', name: 'paper search' },
    ]);
  });

  it.each([{ text: '<script>alert(1)</script>' }, { text: '&lt;b&gt;' }])(
    'leaves HTML the text that it is: $text',
    ({ text }) => {
      expect(readMarkdown(text)).toEqual([{ type: 'text', content: text }]);
    },
  );

  it('still reads a list where a line starts with one', () => {
    expect(readMarkdown('two:\n- a\n- b')).toMatchObject([
      { type: 'text', content: 'two:' },
      { type: 'br' },
      { type: 'list', items: [[{ content: 'a' }], [{ content: 'b' }]] },
    ]);
  });

  it.each([
    { text: '[words](https://example.org/a)', target: 'https://example.org/a' },
    { text: '[words](<https://example.org/a>)', target: 'https://example.org/a' },
    { text: '[words](https://example.org/a_(b) "A title")', target: 'https://example.org/a_(b)' },
  ])('reads the address of a link: $text', ({ text, target }) => {
    expect(readMarkdown(text)).toMatchObject([
      { type: 'link', content: [{ type: 'text', content: 'words' }], target },
    ]);
  });

  it('reads brackets and formatting within the words of a link', () => {
    expect(readMarkdown('[[3] of **many**](https://example.org)')).toMatchObject([
      { type: 'link', content: [{ content: '[3] of ' }, { type: 'strong' }] },
    ]);
  });

  it('reads a link whose words are another address as it is typed, as Discord does', () => {
    const links = readMarkdown('[https://example.org](https://example.com)').filter(
      ({ type }) => type === 'link',
    );

    expect(links).toEqual([]);
  });

  it.each([
    { what: 'brackets', text: `${'['.repeat(1_000)}${']('.repeat(500)}` },
    { what: 'beginnings of links', text: '[a]('.repeat(500) },
    { what: 'parentheses', text: `[a](${'('.repeat(1_000)}${')'.repeat(996)}` },
  ])('is through with nothing but $what', ({ text }) => {
    expect(JSON.stringify(readMarkdown(text))).toContain('[');
  });
});
