import {
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType as DefaultType,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { complain, integer, list, snowflake, text } from './form.ts';

const MAX_OPTIONS = 25;

export const customId = text(1, 100);

/** A component's number within its message; 0 asks for one. */
export const componentId = integer(0, 2 ** 31 - 1).exactOptional();

export const emoji = z.object({
  id: snowflake.exactOptional(),
  name: text(0, 100).exactOptional(),
  animated: z.boolean().exactOptional(),
});

const common = {
  id: componentId,
  custom_id: customId,
  placeholder: text(0, 150).exactOptional(),
  min_values: integer(0, MAX_OPTIONS).exactOptional(),
  max_values: integer(1, MAX_OPTIONS).exactOptional(),
  disabled: z.boolean().exactOptional(),
  required: z.boolean().exactOptional(),
};

function defaults<Type extends DefaultType>(...types: [Type, ...Type[]]) {
  const value = z.object({ id: snowflake, type: z.literal(types) });
  return { default_values: list(value, 0, MAX_OPTIONS).exactOptional() };
}

const stringSelect = z.object({
  type: z.literal(ComponentType.StringSelect),
  ...common,
  options: list(
    z.object({
      label: text(1, 100),
      value: text(1, 100),
      description: text(0, 100).exactOptional(),
      emoji: emoji.exactOptional(),
      default: z.boolean().exactOptional(),
    }),
    1,
    MAX_OPTIONS,
  ),
});

/** Every menu one can choose from. */
export const selects = [
  stringSelect.superRefine(checkOptions).superRefine(checkRange),
  z
    .object({
      type: z.literal(ComponentType.UserSelect),
      ...common,
      ...defaults(DefaultType.User),
    })
    .superRefine(checkRange),
  z
    .object({
      type: z.literal(ComponentType.RoleSelect),
      ...common,
      ...defaults(DefaultType.Role),
    })
    .superRefine(checkRange),
  z
    .object({
      type: z.literal(ComponentType.MentionableSelect),
      ...common,
      ...defaults(DefaultType.User, DefaultType.Role),
    })
    .superRefine(checkRange),
  z
    .object({
      type: z.literal(ComponentType.ChannelSelect),
      ...common,
      ...defaults(DefaultType.Channel),
      channel_types: z.array(z.enum(ChannelType)).exactOptional(),
    })
    .superRefine(checkRange),
] as const;

interface Range {
  readonly min_values?: number;
  readonly max_values?: number;
}

function checkRange({ min_values = 1, max_values = 1 }: Range, context: z.RefinementCtx): void {
  if (min_values > max_values) {
    const words = `min_values value should be less than or equal to ${max_values}.`;
    complain(context, ['min_values'], 'NUMBER_TYPE_MAX', words);
  }
}

function checkOptions(
  { options, max_values = 1 }: z.output<typeof stringSelect>,
  context: z.RefinementCtx,
): void {
  if (options.length > 0 && options.length < max_values) {
    const words = `Must be ${max_values} or more in length.`;
    complain(context, ['options'], 'BASE_TYPE_MIN_LENGTH', words);
  }
  const seen = new Set<string>();
  for (const [index, { value }] of options.entries()) {
    if (seen.has(value)) {
      const words = 'The specified option value is already used';
      complain(
        context,
        ['options', index, 'value'],
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        words,
      );
    }
    seen.add(value);
  }
  if (options.filter((option) => option.default).length > max_values) {
    const words = 'The specified number of default values exceeds the specified maximum values';
    complain(context, ['options'], 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', words);
  }
}
