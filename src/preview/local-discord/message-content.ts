import type {
  APIAttachment,
  APIEmbed,
  APIMessage,
  APIMessageTopLevelComponent,
} from 'discord-api-types/v10';
import type { AnyComponent } from './validate-components.ts';
import { walk } from './validate-components.ts';
import { hasLayoutFlag, type MessageForm } from './validate-message.ts';
import type { StoredFile } from './world.ts';

/** A file of a multipart request. */
export interface Upload extends StoredFile {
  /** The `n` of its part `files[n]`, by which the form's `attachments` describe it. */
  readonly key: string;
}

/** The parts of a message that its form decides. */
export type MessageContent = Pick<APIMessage, 'content' | 'embeds' | 'components' | 'attachments'>;

export interface ContentOptions {
  readonly nextId: () => string;
  /** Stores a file and says where it can be fetched. */
  readonly store: (id: string, file: StoredFile) => string;
}

/** The names under which files are referred to, after what the form says of them. */
export function uploadNames(body: unknown, uploads: readonly Upload[]): string[] {
  const attachments: unknown = Object(body).attachments;
  const described = Array.isArray(attachments) ? attachments : [];
  return uploads.map(({ key, filename }) => {
    const entry: unknown = described.find((each) => String(Object(each).id) === key);
    const renamed: unknown = Object(entry).filename;
    return typeof renamed === 'string' ? renamed : filename;
  });
}

/**
 * What a message shows after a form, as Discord gives it back: embeds marked as rich, components
 * numbered, `attachment://` names turned into addresses.
 *
 * @param current what an edited message shows so far; the form's fields replace it one by one
 */
export function contentOf(
  form: MessageForm,
  uploads: readonly Upload[],
  options: ContentOptions,
  current?: APIMessage,
): MessageContent {
  const kept = (current?.attachments ?? []).filter(
    ({ id }) => form.attachments?.some((each) => each.id === id) ?? true,
  );
  const attachments = [...kept, ...uploads.map((upload) => attach(form, upload, options))];
  const urls = new Map(attachments.map(({ filename, url }) => [`attachment://${filename}`, url]));

  const components = form.components && number(form.components);
  return {
    content: form.content ?? current?.content ?? '',
    embeds: form.embeds
      ? (withUrls(form.embeds.map(asRich), urls) as APIEmbed[])
      : (current?.embeds ?? []),
    // The form was checked against the shapes of Discord's components, which is what they now are.
    components: components
      ? (withUrls(components, urls) as APIMessageTopLevelComponent[])
      : (current?.components ?? []),
    // Components show their files themselves.
    attachments: hasLayoutFlag(form.flags)
      ? attachments.filter(isOutside(components))
      : attachments,
  };
}

function attach(
  form: MessageForm,
  upload: Upload,
  { nextId, store }: ContentOptions,
): APIAttachment {
  const described = form.attachments?.find(({ id }) => id === upload.key);
  const filename = described?.filename ?? upload.filename;
  const id = nextId();
  const url = store(id, { ...upload, filename });
  return {
    id,
    filename,
    size: upload.bytes.byteLength,
    url,
    proxy_url: url,
    content_type: upload.contentType,
    ...(described?.description !== undefined && { description: described.description }),
  };
}

type FormEmbed = NonNullable<MessageForm['embeds']>[number];

function asRich(embed: FormEmbed): object {
  const { timestamp, ...rest } = embed;
  return {
    type: 'rich',
    ...rest,
    ...(timestamp !== undefined && { timestamp: new Date(timestamp).toISOString() }),
  };
}

/** Gives every component without a number the lowest that is free. */
function number<Component extends AnyComponent>(components: readonly Component[]): Component[] {
  const numbered = structuredClone(components) as (Component & { id?: number })[];
  const all = [...walk(numbered)].map(([component]) => component as { id?: number });
  const taken = new Set(all.map(({ id }) => id));
  let next = 1;
  for (const component of all) {
    if (component.id) continue;
    while (taken.has(next)) next += 1;
    component.id = next;
    taken.add(next);
  }
  return numbered;
}

function withUrls(value: unknown, urls: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return urls.get(value) ?? value;
  if (Array.isArray(value)) return value.map((each) => withUrls(each, urls));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withUrls(each, urls)]),
  );
}

function isOutside(components: unknown): (attachment: APIAttachment) => boolean {
  const shown = JSON.stringify(components ?? []);
  return ({ filename }) => !shown.includes(JSON.stringify(`attachment://${filename}`));
}
