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
});
