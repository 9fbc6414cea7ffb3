import { type Inline, parseInline } from './parse-inline.ts';

/** A line or several of Discord's markdown that belong together. */
export type Block =
  | { readonly type: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly type: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | { readonly type: 'subtext'; readonly children: readonly Inline[] }
  | { readonly type: 'quote'; readonly children: readonly Block[] }
  | {
      readonly type: 'item';
      /** 0 for an item of the outermost list. */
      readonly depth: number;
      /** The number with its point, or a bullet. */
      readonly marker: string;
      readonly children: readonly Inline[];
    }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'blank' };

const FENCE = /^```(?:[\w+#.-]*\n)?(.*?)\n?```[ \t]*(?:\n|$)/s;
const QUOTE_TO_THE_END = /^>>> (.*)$/s;
const QUOTE_LINES = /^> .*(?:\n> .*)*(?:\n|$)/;
const HEADING = /^(#{1,3})\s+(.+)$/;
const SUBTEXT = /^-#\s+(.+)$/;
const ITEM = /^( *)([-*]|\d{1,9}\.)\s+(.+)$/;

/**
 * Reads the markdown of a Discord message. Discord's dialect goes by lines: a heading, a quote or
 * subtext ends where its line does, and every line break is kept.
 */
export function parseMarkdown(source: string): readonly Block[] {
  return parseBlocks(source, false);
}

/** Quotes do not nest in Discord: inside one, `>` is text. */
function parseBlocks(source: string, isQuoted: boolean): readonly Block[] {
  const blocks: Block[] = [];
  const paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length === 0) return;
    blocks.push({ type: 'paragraph', children: parseInline(paragraph.join('\n')) });
    paragraph.length = 0;
  };

  let rest = source;
  while (rest !== '') {
    const wide = wideBlock(rest, isQuoted);
    if (wide !== undefined) {
      endParagraph();
      blocks.push(wide.block);
      rest = rest.slice(wide.length);
      continue;
    }
    const [line = ''] = rest.split('\n', 1);
    const block = lineBlock(line);
    if (block === undefined) {
      paragraph.push(line);
    } else {
      endParagraph();
      blocks.push(block);
    }
    rest = rest.slice(line.length + 1);
  }
  endParagraph();
  return blocks;
}

/** A block at the start that may take several lines. */
function wideBlock(
  source: string,
  isQuoted: boolean,
): { block: Block; length: number } | undefined {
  const code = FENCE.exec(source);
  if (code) return { block: { type: 'code', text: code[1] ?? '' }, length: code[0].length };
  if (isQuoted) return undefined;
  const open = QUOTE_TO_THE_END.exec(source);
  if (open) return { block: quote(open[1] ?? ''), length: source.length };
  const quoted = QUOTE_LINES.exec(source)?.[0];
  if (quoted === undefined) return undefined;
  return { block: quote(quoted.replace(/^> /gm, '').replace(/\n$/, '')), length: quoted.length };
}

/** What a line is beside plain text. */
function lineBlock(line: string): Block | undefined {
  if (line.trim() === '') return { type: 'blank' };
  const heading = HEADING.exec(line);
  if (heading) {
    const [, { length: level } = '', text = ''] = heading;
    return { type: 'heading', level, children: parseInline(text) };
  }
  const subtext = SUBTEXT.exec(line);
  if (subtext) return { type: 'subtext', children: parseInline(subtext[1] ?? '') };
  const item = ITEM.exec(line);
  if (item) {
    const [, { length: indent } = '', sign = '', text = ''] = item;
    const marker = sign.length > 1 ? sign : indent >= 2 ? '◦' : '•';
    return { type: 'item', depth: Math.floor(indent / 2), marker, children: parseInline(text) };
  }
  return undefined;
}

function quote(source: string): Block {
  return { type: 'quote', children: parseBlocks(source, true) };
}
