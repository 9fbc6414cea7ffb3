import type { APIEmbed } from 'discord-api-types/v10';
import type { ShownModal } from '../local-discord/outcomes.ts';
import { emojiKey } from '../local-discord/reactions.ts';
import type { StoredMessage } from '../local-discord/world.ts';
import type { ShownMessage } from './protocol.ts';
import { readMarkdown } from './read-markdown.ts';

/** Parts of components and of forms that hold texts and other parts. */
interface Part {
  readonly content?: string;
  readonly components?: readonly Part[];
}

/** A message with its texts read, for the page. */
export function showMessage({ message, ephemeralTo, reactors }: StoredMessage): ShownMessage {
  const texts = [
    message.content,
    message.referenced_message?.content ?? '',
    ...message.embeds.flatMap(textsOfEmbed),
    ...textsOfParts((message.components ?? []) as readonly Part[]),
  ];
  return {
    message,
    isEphemeral: ephemeralTo !== undefined,
    texts: readAll(texts),
    reactedBy: (message.reactions ?? []).map(({ emoji }) => [
      ...(reactors.get(emojiKey(emoji)) ?? []),
    ]),
  };
}

export function textsOfModal({ components }: ShownModal): ShownMessage['texts'] {
  return readAll(textsOfParts(components as readonly Part[]));
}

function textsOfEmbed({ title, description, fields = [] }: APIEmbed): string[] {
  return [title, description, ...fields.flatMap(({ name, value }) => [name, value])].filter(
    (text) => text !== undefined,
  );
}

function textsOfParts(parts: readonly Part[]): string[] {
  return parts.flatMap(({ content, components = [] }) => [
    ...(typeof content === 'string' ? [content] : []),
    ...textsOfParts(components),
  ]);
}

function readAll(texts: readonly string[]): ShownMessage['texts'] {
  const wanted = texts.filter((text) => text !== '');
  return Object.fromEntries(wanted.map((text) => [text, readMarkdown(text)]));
}
