import type { APIEmbed } from 'discord-api-types/v10';
import { z } from 'zod';
import {
  complain,
  complaint,
  integer,
  lengthOf,
  list,
  REQUIRED,
  requiredTrimmed,
  trimmed,
  url,
} from './form.ts';

const MAX_EMBEDS = 10;
const MAX_TOTAL_CHARS = 6_000;
const MAX_URL_CHARS = 2_048;

const link = url(MAX_URL_CHARS, 'http', 'https');
const media = z.object({ url: url(MAX_URL_CHARS, 'http', 'https', 'attachment') });
const icon = url(MAX_URL_CHARS, 'http', 'https', 'attachment').exactOptional();

const timestamp = z.string().refine((value) => !Number.isNaN(Date.parse(value)), {
  error: ({ input }) =>
    complaint('DATE_TIME_TYPE_PARSE', `Could not parse ${input}. Should be ISO8601.`),
});

const embed = z
  .object({
    title: trimmed(256).exactOptional(),
    description: trimmed(4_096).exactOptional(),
    url: link.exactOptional(),
    timestamp: timestamp.exactOptional(),
    color: integer(0, 0xff_ff_ff).exactOptional(),
    footer: z.object({ text: requiredTrimmed(2_048), icon_url: icon }).exactOptional(),
    image: media.exactOptional(),
    thumbnail: media.exactOptional(),
    author: z
      .object({ name: requiredTrimmed(256), url: link.exactOptional(), icon_url: icon })
      .exactOptional(),
    fields: list(
      z.object({
        name: requiredTrimmed(256),
        value: requiredTrimmed(1_024),
        inline: z.boolean().exactOptional(),
      }),
      0,
      25,
    ).exactOptional(),
  })
  .refine(showsSomething, { path: ['description'], error: REQUIRED });

/** The embeds of a message. */
export const embeds = list(embed, 0, MAX_EMBEDS).superRefine((all, context) => {
  if (all.reduce((sum, each) => sum + textLength(each), 0) > MAX_TOTAL_CHARS) {
    const words = `Embed size exceeds maximum size of ${MAX_TOTAL_CHARS}`;
    complain(context, [], 'MAX_EMBED_SIZE_EXCEEDED', words);
  }
});

function showsSomething(embed: APIEmbed): boolean {
  return Boolean(
    embed.title ||
      embed.description ||
      embed.fields?.length ||
      embed.image ||
      embed.thumbnail ||
      embed.author ||
      embed.footer,
  );
}

/** What counts towards the total: title, description, fields, footer and author. */
function textLength({ title = '', description = '', fields = [], footer, author }: APIEmbed) {
  const texts = [title, description, footer?.text ?? '', author?.name ?? ''];
  for (const { name, value } of fields) texts.push(name, value);
  return texts.reduce((sum, each) => sum + lengthOf(each), 0);
}
