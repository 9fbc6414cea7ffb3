import { AllowedMentionsTypes, type APIMessage, MessageFlags } from 'discord-api-types/v10';
import { z } from 'zod';
import { type FormError, invalidForm, nestErrors, refusal } from './api-error.ts';
import { MAX_FILES } from './file-limits.ts';
import {
  complain,
  complaint,
  integer,
  lengthOf,
  list,
  parseForm,
  snowflake,
  text,
  trimmed,
} from './form.ts';
import {
  type AnyComponent,
  layoutComponents,
  legacyComponents,
  walk,
} from './validate-components.ts';
import { embeds } from './validate-embeds.ts';

const MAX_NONCE_CHARS = 25;

const nonce = z.unknown().transform((value, context): string | number => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (typeof value === 'string' && lengthOf(value) <= MAX_NONCE_CHARS) return value;
  context.addIssue({
    code: 'custom',
    message:
      typeof value === 'string'
        ? complaint('NONCE_TYPE_TOO_LONG', `Must be ${MAX_NONCE_CHARS} or fewer characters long.`)
        : complaint('NONCE_TYPE_INVALID_TYPE', 'This field must be a string or integer.'),
  });
  return z.NEVER;
});

function distinct<Item extends z.ZodType>(item: Item) {
  return list(item, 0, 100).superRefine((items, context) => {
    for (const [index, each] of items.entries()) {
      if (items.indexOf(each) < index) {
        const words = 'The set already contains this value';
        complain(context, [index], 'SET_TYPE_ALREADY_CONTAINS_VALUE', words);
      }
    }
  });
}

const allowedMentions = z
  .object({
    parse: distinct(z.enum(AllowedMentionsTypes)).exactOptional(),
    users: distinct(snowflake).exactOptional(),
    roles: distinct(snowflake).exactOptional(),
    replied_user: z.boolean().exactOptional(),
  })
  .superRefine(({ parse = [], ...ids }, context) => {
    for (const type of [AllowedMentionsTypes.User, AllowedMentionsTypes.Role] as const) {
      if (parse.includes(type) && ids[type]?.length) {
        const words = `parse:["${type}"] and ${type}: [ids...] are mutually exclusive.`;
        complain(context, [], 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', words);
      }
    }
  });

const fields = {
  content: trimmed(2_000).exactOptional(),
  embeds: embeds.exactOptional(),
  flags: integer(0, 2 ** 31 - 1).exactOptional(),
  tts: z.boolean().exactOptional(),
  allowed_mentions: allowedMentions.exactOptional(),
  attachments: list(
    z.object({
      id: z.coerce.string(),
      filename: text(1, 1_024).exactOptional(),
      description: text(0, 1_024).exactOptional(),
    }),
    0,
    MAX_FILES,
  ).exactOptional(),
  message_reference: z
    .object({
      message_id: snowflake,
      channel_id: snowflake.exactOptional(),
      fail_if_not_exists: z.boolean().exactOptional(),
    })
    .exactOptional(),
  nonce: nonce.exactOptional(),
  enforce_nonce: z.boolean().exactOptional(),
  sticker_ids: list(snowflake, 0, 3).exactOptional(),
  poll: z.looseObject({}).exactOptional(),
};

const legacyMessage = z.object({ ...fields, components: legacyComponents.exactOptional() });
const layoutMessage = z.object({ ...fields, components: layoutComponents.exactOptional() });

/** What a bot may say in a message, checked. */
export type MessageForm = z.output<typeof legacyMessage> | z.output<typeof layoutMessage>;

/** What a form is checked against beside its own fields. */
interface MessageContext {
  /** The message being edited. */
  readonly current?: APIMessage;
  /** Names of the files that come with the form. */
  readonly uploads?: readonly string[];
}

/** In an edit `null` empties a field, where elsewhere it means that the field was left out. */
const EMPTIED = { content: '', embeds: [], components: [], attachments: [], poll: undefined };

/**
 * Checks the body of a message that is sent or edited, as Discord does.
 *
 * @throws {ApiError} `Invalid Form Body` or `Cannot send an empty message`
 */
export function validateMessage(body: unknown, context: MessageContext = {}): MessageForm {
  const given = Object.fromEntries(
    Object.entries(Object(body)).map(([key, value]) => [
      key,
      value === null && key in EMPTIED ? EMPTIED[key as keyof typeof EMPTIED] : value,
    ]),
  );
  const isLayout = hasLayoutFlag(Number(given.flags ?? 0));
  const form = parseForm(isLayout ? layoutMessage : legacyMessage, given);
  const wrong = [...conflicts(form, context), ...lostAttachments(form, context)];
  if (wrong.length > 0) throw invalidForm(nestErrors(wrong));
  if (isEmpty(form, context)) throw refusal('emptyMessage');
  return form;
}

/** Whether a message is laid out in Components V2. */
export function hasLayoutFlag(flags = 0): boolean {
  return (flags & MessageFlags.IsComponentsV2) !== 0;
}

type Complaint = FormError & { readonly path: readonly PropertyKey[] };

/** The fields of an ordinary message cannot stand in one that is laid out, nor the flag go away. */
function* conflicts(form: MessageForm, { current }: MessageContext): Generator<Complaint> {
  const wasLayout = hasLayoutFlag(current?.flags);
  if (wasLayout && form.flags !== undefined && !hasLayoutFlag(form.flags)) {
    yield {
      path: ['flags'],
      code: 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG',
      message: 'The IS_COMPONENTS_V2 flag cannot be removed from a message',
    };
  }
  if (!wasLayout && !hasLayoutFlag(form.flags)) return;
  const legacy = {
    content: form.content ?? current?.content,
    embeds: form.embeds ?? current?.embeds,
    sticker_ids: form.sticker_ids,
    poll: form.poll && [form.poll],
  };
  for (const [field, value] of Object.entries(legacy)) {
    if (!value?.length) continue;
    yield {
      path: [field],
      code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    };
  }
}

/** Every `attachment://` in a component names a file that the message has. */
function* lostAttachments(form: MessageForm, context: MessageContext): Generator<Complaint> {
  const kept = form.attachments?.map(({ id }) => id);
  const names = new Set(context.uploads);
  for (const { id, filename } of context.current?.attachments ?? []) {
    if (kept === undefined || kept.includes(id)) names.add(filename);
  }
  for (const [component, path] of walk(form.components ?? [], ['components'])) {
    for (const [url, where] of mediaOf(component)) {
      if (!url.startsWith('attachment://') || names.has(url.slice('attachment://'.length)))
        continue;
      yield {
        path: [...path, ...where],
        code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
        message: `The referenced attachment ${url} was not found`,
      };
    }
  }
}

function* mediaOf({ media, file, items }: AnyComponent): Generator<[string, PropertyKey[]]> {
  if (media !== undefined) yield [media.url, ['media', 'url']];
  if (file !== undefined) yield [file.url, ['file', 'url']];
  for (const [index, item] of (items ?? []).entries()) {
    yield [item.media.url, ['items', index, 'media', 'url']];
  }
}

function isEmpty(form: MessageForm, { current, uploads = [] }: MessageContext): boolean {
  if (hasLayoutFlag((form.flags ?? 0) | (current?.flags ?? 0))) {
    return (form.components ?? current?.components ?? []).length === 0;
  }
  const shown = [
    form.content ?? current?.content ?? '',
    form.embeds ?? current?.embeds ?? [],
    form.attachments ?? current?.attachments ?? [],
    uploads,
    form.sticker_ids ?? [],
    form.poll ? [form.poll] : [],
  ];
  return shown.every(({ length }) => length === 0);
}
