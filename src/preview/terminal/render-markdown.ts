import stringWidth from 'string-width';
import { type Canvas, KEPT_SPACE, wrap, wrapBehind, wrapCode } from './drawing.ts';
import { formatTimestamp } from './format-timestamp.ts';
import type { Inline, InlineStyle } from './parse-inline.ts';
import { type Block, parseMarkdown } from './parse-markdown.ts';
import { stripControls } from './strip-controls.ts';
import type { Role } from './theme.ts';

const ROLES: Readonly<Record<InlineStyle, readonly Role[]>> = {
  bold: ['bold'],
  italic: ['italic'],
  underline: ['underline'],
  strikethrough: ['strikethrough'],
  // Whoever reads in a terminal cannot click a spoiler open.
  spoiler: [],
};

/** Draws a text in Discord's markdown as lines that fit the canvas. */
export function renderMarkdown(source: string, canvas: Canvas): string[] {
  const lines: string[] = [];
  for (const block of parseMarkdown(stripControls(source))) {
    const isTight = lines.length === 0 || lines.at(-1) === '';
    if (block.type === 'heading' && !isTight) lines.push('');
    lines.push(...renderBlock(block, canvas));
  }
  return lines;
}

function renderBlock(block: Block, canvas: Canvas): string[] {
  const { theme, columns } = canvas;
  switch (block.type) {
    case 'blank':
      return [''];
    case 'paragraph':
      return wrap(paint(block.children, canvas), columns);
    case 'heading': {
      const roles: Role[] = block.level === 1 ? ['heading', 'underline'] : ['heading'];
      return wrap(paint(block.children, canvas, roles), columns);
    }
    case 'subtext':
      return wrap(paint(block.children, canvas, ['faint']), columns);
    case 'item': {
      const indent = `${'  '.repeat(block.depth)}${block.marker} `;
      return wrapBehind(indent, paint(block.children, canvas), columns);
    }
    case 'code':
      return wrapCode(theme.paint(block.text, 'code'), columns);
    case 'quote': {
      const bar = theme.paint('│', 'faint');
      const inside = { ...canvas, columns: columns - 2 };
      return block.children
        .flatMap((child) => renderBlock(child, inside))
        .map((line) => (line === '' ? bar : `${bar} ${line}`));
    }
  }
}

/**
 * Colours pieces of text. Styles are carried down to the leaves and each leaf opens and closes its
 * own: nested escape codes would end each other (bold and faint share one closing code).
 */
function paint(pieces: readonly Inline[], canvas: Canvas, roles: readonly Role[] = []): string {
  return pieces.map((piece) => paintPiece(piece, canvas, roles)).join('');
}

function paintPiece(piece: Inline, canvas: Canvas, roles: readonly Role[]): string {
  const { theme, names, nowMs } = canvas;
  switch (piece.type) {
    case 'text':
      return theme.paint(piece.text, ...roles);
    case 'code':
      return theme.paint(piece.text, 'code', ...roles);
    case 'styled':
      return paint(piece.children, canvas, [...roles, ...ROLES[piece.style]]);
    case 'link':
      return link(piece.href, paint(piece.children, canvas, ['link', ...roles]), canvas);
    case 'mention': {
      const sign = piece.of === 'channel' ? '#' : '@';
      return theme.paint(`${sign}${names[piece.of](piece.id) ?? 'unknown'}`, 'mention', ...roles);
    }
    case 'command':
      return theme.paint(`/${piece.path}`, 'mention', ...roles);
    case 'timestamp':
      return theme.paint(formatTimestamp(piece.seconds, piece.style, nowMs), ...roles);
  }
}

/** A link: words to click on, or words and, where it is called for, the address behind them. */
export function link(
  href: string,
  words: string,
  { theme, columns, showsAddress }: Canvas,
): string {
  if (theme.hasHyperlinks) return theme.link(words, href);
  const isItsOwnAddress = words.includes(href);
  if (!showsAddress(href) || isItsOwnAddress) return words;
  // An address stays beside its word, except where it would then be broken itself.
  const lastWord = words.slice(words.lastIndexOf(' ') + 1);
  const fits = stringWidth(`${lastWord} <${href}>`) <= columns;
  return `${words}${fits ? KEPT_SPACE : ' '}<${href}>`;
}
