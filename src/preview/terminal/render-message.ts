import { type APIAttachment, type APIMessage, MessageFlags } from 'discord-api-types/v10';
import type { Control } from './controls.ts';
import type { Directory } from './directory.ts';
import { type Canvas, wrap } from './drawing.ts';
import { renderComponents, type Sheet } from './render-components.ts';
import { renderEmbed } from './render-embed.ts';
import { link, renderMarkdown } from './render-markdown.ts';
import { stripToLine } from './strip-controls.ts';
import type { Theme } from './theme.ts';

/** A message as lines of text, and what can be used under it. */
export interface RenderedMessage {
  readonly lines: readonly string[];
  /** A control's number is its place here, from 1. */
  readonly controls: readonly Control[];
}

export interface RenderOptions {
  readonly theme: Theme;
  readonly columns: number;
  readonly directory: Directory;
  readonly nowMs: number;
}

/** Draws a message from what Discord's API says of it, and from that alone. */
export function renderMessage(message: APIMessage, options: RenderOptions): RenderedMessage {
  // An address is printed where the message has it last, so that a title stays short when its row
  // of links follows; the first drawing only counts the places.
  const places = new Map<string, number>();
  const count = (href: string, change: number) => {
    places.set(href, (places.get(href) ?? 0) + change);
    return places.get(href);
  };
  if (!options.theme.hasHyperlinks) {
    draw(message, options, (href) => count(href, 1) === 0);
  }
  return draw(message, options, (href) => count(href, -1) === 0);
}

function draw(
  message: APIMessage,
  { directory, ...options }: RenderOptions,
  showsAddress: Canvas['showsAddress'],
): RenderedMessage {
  const { theme, columns } = options;
  const sheet: Sheet = { ...options, names: directory, directory, showsAddress, controls: [] };
  const flags = message.flags ?? 0;
  const parts = [
    message.content === '' ? [] : renderMarkdown(message.content, sheet),
    ...message.embeds.map((embed) => renderEmbed(embed, sheet)),
    message.attachments.flatMap((attachment) => renderAttachment(attachment, sheet)),
    renderComponents(message.components ?? [], sheet),
    (flags & MessageFlags.Loading) === 0 ? [] : [theme.paint('Thinking…', 'faint')],
    (flags & MessageFlags.Ephemeral) === 0
      ? []
      : wrap(theme.paint('Only you can see this', 'faint'), columns),
  ].filter((lines) => lines.length > 0);
  return {
    lines: parts.flatMap((part, index) => (index === 0 ? part : ['', ...part])),
    controls: sheet.controls,
  };
}

function renderAttachment({ filename, size, url }: APIAttachment, sheet: Sheet): string[] {
  const words = `Attached: ${stripToLine(filename)} (${formatSize(size)})`;
  return wrap(link(stripToLine(url), words, sheet), sheet.columns);
}

function formatSize(bytes: number): string {
  return bytes < 1_000 ? `${bytes} B` : `${Math.round(bytes / 1_000)} kB`;
}
