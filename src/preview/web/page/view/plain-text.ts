import type { MarkdownNode, ShownMessage } from '../../protocol.ts';
import { mentionText, type Named } from './markdown.ts';

/** What a message says, without its formatting; of an embed alone, its title. */
export function plainText({ message, texts }: ShownMessage, place: Named): string {
  const [embed] = message.embeds;
  const text = message.content || embed?.title || embed?.description || '';
  return flatten(texts[text] ?? [], place).trim();
}

function flatten(nodes: readonly MarkdownNode[], place: Named): string {
  return nodes.map((node) => textOf(node, place)).join('');
}

/** They end a line without saying so. */
const BLOCKS: ReadonlySet<string> = new Set(['heading', 'blockQuote', 'codeBlock', 'footnote']);

function textOf(node: MarkdownNode, place: Named): string {
  const { type, content, items = [] } = node;
  if (type === 'br') return '\n';
  const mentioned = mentionText(node, place);
  if (mentioned !== undefined) return mentioned;
  const end = BLOCKS.has(type) ? '\n' : '';
  if (typeof content === 'string') return content + end;
  return (
    flatten(content ?? [], place) + end + items.map((item) => `${flatten(item, place)}\n`).join('')
  );
}
