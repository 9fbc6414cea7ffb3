export type InlineStyle = 'bold' | 'italic' | 'underline' | 'strikethrough' | 'spoiler';

/** A piece of a line of Discord's markdown. */
export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'styled'; readonly style: InlineStyle; readonly children: readonly Inline[] }
  | { readonly type: 'link'; readonly href: string; readonly children: readonly Inline[] }
  | { readonly type: 'mention'; readonly of: 'user' | 'role' | 'channel'; readonly id: string }
  | { readonly type: 'command'; readonly path: string }
  | { readonly type: 'timestamp'; readonly seconds: number; readonly style: string };

interface Rule {
  /** Sticky: it is tried at one place only. */
  readonly pattern: RegExp;
  readonly build: (parts: readonly string[]) => Inline;
}

const ADDRESS = String.raw`https?:\/\/(?:[^\s<>()]|\([^\s<>()]*\))+`;

/** In the order in which Discord's client tries them. */
const RULES: readonly Rule[] = [
  { pattern: /\\([^0-9A-Za-z\s])/y, build: ([, text = '']) => ({ type: 'text', text }) },
  {
    pattern: /(`+)(?!`)(.*?[^`])\1(?!`)/sy,
    build: ([, , text = '']) => ({ type: 'code', text: text.trim() || text }),
  },
  { pattern: /<(https?:\/\/[^\s>]+)>/y, build: ([, href = '']) => linkTo(href) },
  {
    pattern: /<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/y,
    build: ([, seconds, style = 'f']) => ({ type: 'timestamp', seconds: Number(seconds), style }),
  },
  { pattern: /<@!?(\d+)>/y, build: ([, id = '']) => ({ type: 'mention', of: 'user', id }) },
  { pattern: /<@&(\d+)>/y, build: ([, id = '']) => ({ type: 'mention', of: 'role', id }) },
  { pattern: /<#(\d+)>/y, build: ([, id = '']) => ({ type: 'mention', of: 'channel', id }) },
  { pattern: /<\/([^:>\n]+):\d+>/y, build: ([, path = '']) => ({ type: 'command', path }) },
  { pattern: /<a?(:\w+:)\d+>/y, build: ([, text = '']) => ({ type: 'text', text }) },
  {
    pattern: new RegExp(
      String.raw`\[((?:\\.|[^[\]\\]|\[(?:\\.|[^[\]\\])*\])+)\]\(\s*(?:<(https?:\/\/[^\s>]+)>|(${ADDRESS}))(?:\s+"[^"]*")?\s*\)`,
      'sy',
    ),
    build: ([, label = '', bracketed, bare = '']) => ({
      type: 'link',
      href: bracketed ?? bare,
      children: parseInline(label),
    }),
  },
  {
    pattern: new RegExp(String.raw`${ADDRESS}(?<![.,:;"'\]*_~|])`, 'y'),
    build: ([href = '']) => linkTo(href),
  },
  { pattern: /\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/sy, build: styled('bold') },
  { pattern: /__((?:\\.|[^\\])+?)__(?!_)/sy, build: styled('underline') },
  { pattern: /~~((?:\\.|[^\\])+?)~~/sy, build: styled('strikethrough') },
  { pattern: /\|\|((?:\\.|[^\\])+?)\|\|/sy, build: styled('spoiler') },
  {
    pattern: /(?<![\p{L}\p{N}])_((?:__|\\.|[^\\_])+?)_(?![\p{L}\p{N}_])/suy,
    build: styled('italic'),
  },
  {
    pattern: /\*(?=\S)((?:\*\*|\\.|[^*\\])*?(?:\*\*|\\.|[^*\\\s]))\*(?!\*)/sy,
    build: styled('italic'),
  },
];

/** Runs in which no rule can start, so that plain text is passed over at once. */
const PLAIN = /[^\\`<[h*_~|]+/y;

/** Reads Discord's markdown within lines; whatever is no markdown is text. */
export function parseInline(source: string): readonly Inline[] {
  const pieces: Inline[] = [];
  let at = 0;
  while (at < source.length) {
    const { piece, length } = pieceAt(source, at);
    const last = pieces.at(-1);
    if (piece.type === 'text' && last?.type === 'text') {
      pieces[pieces.length - 1] = { type: 'text', text: last.text + piece.text };
    } else {
      pieces.push(piece);
    }
    at += length;
  }
  return pieces;
}

function pieceAt(source: string, at: number): { piece: Inline; length: number } {
  const plain = matchAt(PLAIN, source, at);
  if (plain) return { piece: { type: 'text', text: plain[0] }, length: plain[0].length };
  for (const { pattern, build } of RULES) {
    const match = matchAt(pattern, source, at);
    if (match) return { piece: build(match), length: match[0].length };
  }
  return { piece: { type: 'text', text: source.charAt(at) }, length: 1 };
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

function linkTo(href: string): Inline {
  return { type: 'link', href, children: [{ type: 'text', text: href }] };
}

function styled(style: InlineStyle): Rule['build'] {
  return ([, inner = '']) => ({ type: 'styled', style, children: parseInline(inner) });
}
