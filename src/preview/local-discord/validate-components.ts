import { ButtonStyle, ComponentType, SeparatorSpacingSize } from 'discord-api-types/v10';
import { z } from 'zod';
import { complain, integer, lengthOf, list, snowflake, text, url } from './form.ts';
import { componentId, customId, emoji, selects } from './validate-selects.ts';

const MAX_ROWS = 5;
const ROW_WIDTH = 5;
const MAX_COMPONENTS = 40;
const MAX_TEXT_CHARS = 4_000;

const button = z
  .object({
    type: z.literal(ComponentType.Button),
    id: componentId,
    style: z.enum(ButtonStyle),
    label: text(0, 80).exactOptional(),
    emoji: emoji.exactOptional(),
    custom_id: customId.exactOptional(),
    url: url(512, 'http', 'https', 'discord').exactOptional(),
    sku_id: snowflake.exactOptional(),
    disabled: z.boolean().exactOptional(),
  })
  .superRefine((button, context) => {
    const { style, label, custom_id, url, sku_id } = button;
    if (style === ButtonStyle.Premium) {
      if (sku_id === undefined) required(context, 'sku_id');
      return;
    }
    if (!label?.trim() && button.emoji === undefined) required(context, 'label');
    if (custom_id !== undefined && url !== undefined) {
      const words = 'A custom id and url cannot both be specified';
      for (const field of ['custom_id', 'url']) {
        complain(context, [field], 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', words);
      }
    } else if (style === ButtonStyle.Link) {
      if (url === undefined) required(context, 'url');
    } else if (custom_id === undefined) {
      const words = 'A custom id is required';
      complain(context, ['custom_id'], 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', words);
    }
  });

const actionRow = z.object({
  type: z.literal(ComponentType.ActionRow),
  id: componentId,
  components: list(z.discriminatedUnion('type', [button, ...selects]), 1, ROW_WIDTH).superRefine(
    (components, context) => {
      if (components.every(({ type }) => type === ComponentType.Button)) return;
      for (let index = 1; index < components.length; index += 1) {
        const words = 'The specified component exceeds the maximum width';
        complain(context, [index], 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', words);
      }
    },
  ),
});

const media = z.object({ url: url(2_048, 'http', 'https', 'attachment') });
const described = {
  media,
  description: text(0, 1_024).exactOptional(),
  spoiler: z.boolean().exactOptional(),
};

/** A run of markdown. */
export const textDisplay = z.object({
  type: z.literal(ComponentType.TextDisplay),
  id: componentId,
  content: text(1, MAX_TEXT_CHARS),
});

const thumbnail = z.object({
  type: z.literal(ComponentType.Thumbnail),
  id: componentId,
  ...described,
});

const section = z.object({
  type: z.literal(ComponentType.Section),
  id: componentId,
  components: list(z.discriminatedUnion('type', [textDisplay]), 1, 3),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
});

const mediaGallery = z.object({
  type: z.literal(ComponentType.MediaGallery),
  id: componentId,
  items: list(z.object(described), 1, 10),
});

const file = z.object({
  type: z.literal(ComponentType.File),
  id: componentId,
  file: z.object({ url: url(2_048, 'attachment') }),
  spoiler: z.boolean().exactOptional(),
});

const separator = z.object({
  type: z.literal(ComponentType.Separator),
  id: componentId,
  divider: z.boolean().exactOptional(),
  spacing: z.enum(SeparatorSpacingSize).exactOptional(),
});

const block = [actionRow, section, textDisplay, mediaGallery, file, separator] as const;

const container = z.object({
  type: z.literal(ComponentType.Container),
  id: componentId,
  accent_color: integer(0, 0xff_ff_ff).exactOptional(),
  spoiler: z.boolean().exactOptional(),
  components: list(z.discriminatedUnion('type', block), 1, MAX_COMPONENTS),
});

/** The rows under an ordinary message. */
export const legacyComponents = list(
  z.discriminatedUnion('type', [actionRow]),
  0,
  MAX_ROWS,
).superRefine(checkUnique);

/** The whole of a message with `MessageFlags.IsComponentsV2`. */
export const layoutComponents = z
  .array(z.discriminatedUnion('type', [...block, container]))
  .superRefine(checkUnique)
  .superRefine((components, context) => {
    const all = [...walk(components)];
    if (all.length > MAX_COMPONENTS) {
      const words = `Total number of components cannot exceed ${MAX_COMPONENTS}`;
      complain(context, [], 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', words);
    }
    const chars = all.reduce((sum, [{ content = '' }]) => sum + lengthOf(content), 0);
    if (chars > MAX_TEXT_CHARS) {
      const words = `Components displayable text size exceeds maximum size of ${MAX_TEXT_CHARS}`;
      complain(context, [], 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', words);
    }
  });

/** As much of a component as can be said of every one. */
export interface AnyComponent {
  readonly type: ComponentType;
  readonly id?: number;
  readonly custom_id?: string;
  readonly content?: string;
  readonly components?: readonly AnyComponent[];
  readonly component?: AnyComponent;
  readonly accessory?: AnyComponent;
  readonly media?: Media;
  readonly file?: Media;
  readonly items?: readonly { readonly media: Media }[];
}

interface Media {
  readonly url: string;
}

/** Every component with its path, outer ones first. */
export function* walk(
  components: readonly AnyComponent[],
  path: readonly PropertyKey[] = [],
): Generator<readonly [AnyComponent, readonly PropertyKey[]]> {
  for (const [index, each] of components.entries()) {
    yield* walkOne(each, [...path, index]);
  }
}

function* walkOne(
  each: AnyComponent,
  path: readonly PropertyKey[],
): Generator<readonly [AnyComponent, readonly PropertyKey[]]> {
  yield [each, path];
  yield* walk(each.components ?? [], [...path, 'components']);
  for (const key of ['component', 'accessory'] as const) {
    const inner = each[key];
    if (inner !== undefined) yield* walkOne(inner, [...path, key]);
  }
}

/** Custom ids, and numbers given by hand, stand once in a message or a form. */
export function checkUnique(components: readonly AnyComponent[], context: z.RefinementCtx): void {
  const customIds = new Set<string>();
  const ids = new Set<number>();
  for (const [{ custom_id, id }, path] of walk(components)) {
    if (custom_id !== undefined && customIds.has(custom_id)) {
      const words = 'Component custom id cannot be duplicated';
      complain(context, [...path, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', words);
    }
    if (id && ids.has(id)) {
      complain(
        context,
        [...path, 'id'],
        'COMPONENT_ID_DUPLICATED',
        'Component id cannot be duplicated',
      );
    }
    if (custom_id !== undefined) customIds.add(custom_id);
    if (id) ids.add(id);
  }
}

function required(context: z.RefinementCtx, field: string): void {
  complain(context, [field], 'BASE_TYPE_REQUIRED', 'This field is required');
}
