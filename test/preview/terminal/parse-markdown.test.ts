import { describe, expect, it } from 'vitest';
import type { Inline } from '../../../src/preview/terminal/parse-inline.ts';
import { type Block, parseMarkdown } from '../../../src/preview/terminal/parse-markdown.ts';
import { fc } from '../../fast-check.ts';

/** Writes a tree in one line: `heading3(bold(text))`. No name has a Q in it. */
function outline(node: Block | Inline): string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'code':
      return `code(${node.text})`;
    case 'blank':
      return 'blank';
    case 'mention':
      return `${node.of}(${node.id})`;
    case 'command':
      return `command(${node.path})`;
    case 'timestamp':
      return `time(${node.seconds} ${node.style})`;
    case 'styled':
      return `${node.style}(${node.children.map(outline).join('')})`;
    case 'link':
      return `link(${node.href} ${node.children.map(outline).join('')})`;
    case 'heading':
      return `heading${node.level}(${node.children.map(outline).join('')})`;
    case 'item':
      return `item${node.depth}(${node.marker} ${node.children.map(outline).join('')})`;
    case 'quote':
      return `quote(${node.children.map(outline).join(' ')})`;
    default:
      return `${node.type}(${node.children.map(outline).join('')})`;
  }
}

const outlines = (source: string) => parseMarkdown(source).map(outline);

describe('parseMarkdown', () => {
  it.each([
    {
      source: '**a** *b* _c_ __d__ ~~e~~ ||f||',
      inside: 'bold(a) italic(b) italic(c) underline(d) strikethrough(e) spoiler(f)',
    },
    { source: '***a*** **a *b* c**', inside: 'bold(italic(a)) bold(a italic(b) c)' },
    { source: 'snake_case_name 2 * 3 * 4', inside: 'snake_case_name 2 * 3 * 4' },
    { source: String.raw`\*a\* \[b](c) \_d\_`, inside: '*a* [b](c) _d_' },
    { source: '`**a**` ``b`c``', inside: 'code(**a**) code(b`c)' },
    { source: '[a **b**](https://x.y/z)', inside: 'link(https://x.y/z a bold(b))' },
    {
      source: '[a](<https://x.y/z>) [[1] b](https://x.y)',
      inside: 'link(https://x.y/z a) link(https://x.y [1] b)',
    },
    { source: '[a](https://x.y/z_(b))', inside: 'link(https://x.y/z_(b) a)' },
    { source: '[a](javascript:x) [b](/c)', inside: '[a](javascript:x) [b](/c)' },
    {
      source: 'See https://x.y/a_b_c. <https://q.r>',
      inside: 'See link(https://x.y/a_b_c https://x.y/a_b_c). link(https://q.r https://q.r)',
    },
    { source: '(https://x.y/z)', inside: '(link(https://x.y/z https://x.y/z))' },
    { source: '<@1> <@!2> <@&3> <#4>', inside: 'user(1) user(2) role(3) channel(4)' },
    {
      source: '</paper search:5> <:dpo:6> <t:7:R> <t:8>',
      inside: 'command(paper search) :dpo: time(7 R) time(8 f)',
    },
    { source: 'a < b > c ** d', inside: 'a < b > c ** d' },
  ])('reads $source', ({ source, inside }) => {
    expect(outlines(source)).toEqual([`paragraph(${inside})`]);
  });

  it.each([
    {
      what: 'headings',
      source: '# a\n## b\n### 1. c\n#### d\n#e',
      blocks: ['heading1(a)', 'heading2(b)', 'heading3(1. c)', 'paragraph(#### d\n#e)'],
    },
    {
      what: 'subtext',
      source: 'a\n-# b *c*\nd',
      blocks: ['paragraph(a)', 'subtext(b italic(c))', 'paragraph(d)'],
    },
    {
      what: 'subtext right after a quote',
      source: '> a\n-# b',
      blocks: ['quote(paragraph(a))', 'subtext(b)'],
    },
    {
      what: 'quotes',
      source: '> a\n> - b\nc',
      blocks: ['quote(paragraph(a) item0(• b))', 'paragraph(c)'],
    },
    {
      what: 'a quote to the end',
      source: 'a\n>>> b\n\nc',
      blocks: ['paragraph(a)', 'quote(paragraph(b) blank paragraph(c))'],
    },
    { what: 'a quote in a quote as text', source: '> > a', blocks: ['quote(paragraph(> a))'] },
    {
      what: 'lists',
      source: '- a\n  - b\n* c\n1. d',
      blocks: ['item0(• a)', 'item1(◦ b)', 'item0(• c)', 'item0(1. d)'],
    },
    {
      what: 'code',
      source: '```ts\nlet *a*\n\n- b\n```\nc',
      blocks: ['code(let *a*\n\n- b)', 'paragraph(c)'],
    },
    { what: 'code that is left open as text', source: '```ts\na', blocks: ['paragraph(```ts\na)'] },
    { what: 'empty lines', source: 'a\n\nb\n', blocks: ['paragraph(a)', 'blank', 'paragraph(b)'] },
    { what: 'bold over two lines', source: '**a\nb**', blocks: ['paragraph(bold(a\nb))'] },
    { what: 'nothing', source: '', blocks: [] },
  ])('reads $what', ({ source, blocks }) => {
    expect(outlines(source)).toEqual(blocks);
  });

  it('loses no letter, whatever signs stand around it', () => {
    const signs = ['*', '_', '[', ']', '(', ')', '<', '>', '~', '|', '\\', '#', '- ', '-# ', '\n'];
    const source = fc.array(fc.constantFrom('Q', ' ', ...signs)).map((parts) => parts.join(''));
    const countLetters = (text: string) => text.split('Q').length;
    fc.assert(
      fc.property(source, (text) => {
        expect(countLetters(outlines(text).join())).toBe(countLetters(text));
      }),
    );
  });

  it('reads a message full of open signs at once', () => {
    const startedAt = performance.now();

    for (const sign of ['*', '_ ', '**a', '[', '[a](', '||', '`', '> ', '<']) {
      parseMarkdown(sign.repeat(4_000 / sign.length));
    }

    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
