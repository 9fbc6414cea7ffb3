import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { bar, type Canvas, flow, wrap } from './drawing.ts';
import { formatTimestamp } from './format-timestamp.ts';
import { link, renderMarkdown } from './render-markdown.ts';
import { stripToLine } from './strip-controls.ts';

const FIELD_GAP = '   ';

/** Draws a classic embed; its pictures are left out. */
export function renderEmbed(embed: APIEmbed, canvas: Canvas): string[] {
  const inside = { ...canvas, columns: canvas.columns - 2 };
  const parts = [
    [...renderAuthor(embed, inside), ...renderTitle(embed, inside)],
    embed.description === undefined ? [] : renderMarkdown(embed.description, inside),
    renderFields(embed.fields ?? [], inside),
    renderFooter(embed, inside),
  ].filter((lines) => lines.length > 0);
  const lines = parts.flatMap((part, index) => (index === 0 ? part : ['', ...part]));
  return bar(lines, embed.color, canvas);
}

function renderAuthor({ author }: APIEmbed, canvas: Canvas): string[] {
  if (author === undefined) return [];
  const name = canvas.theme.paint(stripToLine(author.name), 'bold');
  return wrap(author.url ? link(stripToLine(author.url), name, canvas) : name, canvas.columns);
}

function renderTitle({ title, url }: APIEmbed, canvas: Canvas): string[] {
  if (title === undefined) return [];
  const { theme, columns } = canvas;
  const words = theme.paint(stripToLine(title), ...(url ? ['link' as const] : []), 'bold');
  return wrap(url ? link(stripToLine(url), words, canvas) : words, columns);
}

/** Fields one under the other; neighbours that are inline and short share a line. */
function renderFields(fields: readonly APIEmbedField[], canvas: Canvas): string[] {
  const lines: string[] = [];
  let beside: string[] = [];
  const endLine = () => {
    lines.push(...flow(beside, FIELD_GAP, canvas.columns));
    beside = [];
  };
  for (const { name, value, inline } of fields) {
    const heading = canvas.theme.paint(stripToLine(name), 'bold');
    const drawn = renderMarkdown(value, canvas);
    if (inline && drawn.length === 1) {
      beside.push(`${heading} ${drawn[0]}`);
    } else {
      endLine();
      lines.push(...wrap(heading, canvas.columns), ...drawn);
    }
  }
  endLine();
  return lines;
}

function renderFooter({ footer, timestamp }: APIEmbed, canvas: Canvas): string[] {
  const seconds = Date.parse(timestamp ?? '') / 1_000;
  const parts = [
    ...(footer ? [stripToLine(footer.text)] : []),
    ...(Number.isNaN(seconds) ? [] : [formatTimestamp(seconds, 'f', canvas.nowMs)]),
  ];
  const { theme, columns } = canvas;
  return parts.length === 0 ? [] : wrap(theme.paint(parts.join(' · '), 'faint'), columns);
}
