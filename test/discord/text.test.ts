import { describe, expect, it } from 'vitest';
import { escapeLine, escapeText, maskedLink, quote, toLine } from '../../src/discord/text.ts';
import { fc } from '../fast-check.ts';

describe('escapeText', () => {
  it.each([
    ['emphasis', '*a* _b_ **c**', '\\*a\\* \\_b\\_ \\*\\*c\\*\\*'],
    ['code', '`a` ```b```', '\\`a\\` \\`\\`\\`b\\`\\`\\`'],
    ['strikethrough and spoilers', '~~a~~ ||b||', '\\~\\~a\\~\\~ \\|\\|b\\|\\|'],
    ['a masked link', '[text](https://x.y)', '\\[text\\](https\\://x.y)'],
    ['a mention of a person', '<@123>', '\\<@123>'],
    [
      'a channel, a command, a time, an emoji',
      '<#1></a:2><t:3><:e:4>',
      '\\<#1>\\</a:2>\\<t:3>\\<\\:e:4>',
    ],
    ['a ping', '@everyone and @here', '\\@everyone and \\@here'],
    ['a bare link', 'see https://a.b/c', 'see https\\://a.b/c'],
    ['the name of an emoji', ':smile:', '\\:smile:'],
    ['a heading', '# Big', '\\# Big'],
    ['small text', '-# tiny', '\\-# tiny'],
    ['a list', '- one', '\\- one'],
    ['a numbered list', '1. one', '1\\. one'],
    ['a quotation', '> said', '\\> said'],
    ['a backslash', 'a\\*', 'a\\\\\\*'],
  ])('disarms %s', (_, text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });

  it.each(['pass@1', '~5%', 'p > 0.5', 'C# and F#', 'GPT-4: a study', 'a|b', '(a) 3.5 - 4'])(
    'leaves %s as it is',
    (text) => {
      expect(escapeText(text)).toBe(text);
    },
  );

  it('makes one line of several', () => {
    expect(escapeText('a\n# b')).toBe('a # b');
  });

  it('loses nothing, and leaves nothing that means something to Discord', () => {
    const fragment = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('*', '_', '`', '~~', '||', '[', '](', '<@1>', '@everyone', 'https://', '\\'),
      fc.constantFrom('# ', '-# ', '- ', '1. ', '> ', ':a:', ' '),
    );
    fc.assert(
      fc.property(fc.array(fragment), (fragments) => {
        const line = toLine(fragments.join(''));

        const escaped = escapeText(line);

        expect(escaped.replace(/\\([^\p{L}\p{N}\s])/gu, '$1')).toBe(line);
        const active = escaped.replace(/\\./gsu, '\ue000');
        expect(active).not.toMatch(/[*_`[\]<]|~~|\|\||@(everyone|here)|:\/\/|:[\w+-]+:/u);
        expect(active).not.toMatch(/^\s*(#{1,3}\s|-#|[-+*]\s|\d+[.)]\s|>)/u);
      }),
    );
  });
});

describe('toLine', () => {
  it('takes out what reorders or hides the text around it', () => {
    expect(toLine(' a\u202eb\u2066 \n\t c\u0000 ')).toBe('ab c');
  });

  it('keeps joined emoji together', () => {
    expect(toLine('👩‍👩‍👧')).toBe('👩‍👩‍👧');
  });

  it.each(['', ' \n ', '\u200b\u200d', '\u202e'])(
    'is empty when nothing can be seen in %j',
    (text) => {
      expect(toLine(text)).toBe('');
    },
  );
});

describe('escapeLine', () => {
  it('counts the backslashes in the room', () => {
    expect(escapeLine('*'.repeat(50), 11)).toBe('\\*\\*\\*\\*\\*…');
  });
});

describe('maskedLink', () => {
  it('puts an address behind a text', () => {
    expect(maskedLink('Paper', 'https://arxiv.org/abs/2305.10314')).toBe(
      '[Paper](https://arxiv.org/abs/2305.10314)',
    );
  });

  it('replaces brackets, which Discord counts in spite of a backslash', () => {
    expect(maskedLink(escapeText('[PDF] a ] b'), 'https://a.b/')).toBe(
      '[［PDF］ a ］ b](https://a.b/)',
    );
  });

  it('keeps a text that looks like an address from undoing the link', () => {
    expect(maskedLink(escapeText('https://x.y'), 'https://a.b/')).toBe(
      '[https：//x.y](https://a.b/)',
    );
  });

  it('closes no link early', () => {
    expect(maskedLink('a', 'https://a.b/c_(d)*')).toBe('[a](https://a.b/c_%28d%29%2A)');
  });

  it.each(['javascript:alert(1)', 'not a link', undefined, `https://a.b/${'x'.repeat(300)}`])(
    'leaves the text alone for %s',
    (url) => {
      expect(maskedLink('a', url)).toBe('a');
    },
  );
});

describe('quote', () => {
  it('repeats a long text only in part', () => {
    expect(quote(`why ${'so '.repeat(200)}`).length).toBeLessThan(125);
  });
});
