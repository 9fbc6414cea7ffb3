import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { z } from 'zod';
import { complain, integer, list, parseForm, text } from './form.ts';
import { checkUnique, textDisplay } from './validate-components.ts';
import { componentId, customId, selects } from './validate-selects.ts';

const MAX_INPUT_CHARS = 4_000;

const textInput = z
  .object({
    type: z.literal(ComponentType.TextInput),
    id: componentId,
    custom_id: customId,
    style: z.enum(TextInputStyle),
    label: text(1, 45).exactOptional(),
    min_length: integer(0, MAX_INPUT_CHARS).exactOptional(),
    max_length: integer(1, MAX_INPUT_CHARS).exactOptional(),
    required: z.boolean().exactOptional(),
    value: text(0, MAX_INPUT_CHARS).exactOptional(),
    placeholder: text(0, 100).exactOptional(),
  })
  .superRefine(({ min_length = 0, max_length = MAX_INPUT_CHARS }, context) => {
    if (min_length > max_length) {
      const words = `min_length value should be less than or equal to ${max_length}.`;
      complain(context, ['min_length'], 'NUMBER_TYPE_MAX', words);
    }
  });

const fileUpload = z.object({
  type: z.literal(ComponentType.FileUpload),
  id: componentId,
  custom_id: customId,
  min_values: integer(0, 10).exactOptional(),
  max_values: integer(1, 10).exactOptional(),
  required: z.boolean().exactOptional(),
});

const option = z.object({
  value: text(1, 100),
  label: text(1, 100),
  description: text(0, 100).exactOptional(),
  default: z.boolean().exactOptional(),
});

const radioGroup = z.object({
  type: z.literal(ComponentType.RadioGroup),
  id: componentId,
  custom_id: customId,
  options: list(option, 2, 10),
  required: z.boolean().exactOptional(),
});

const checkboxGroup = z.object({
  type: z.literal(ComponentType.CheckboxGroup),
  id: componentId,
  custom_id: customId,
  options: list(option, 1, 10),
  min_values: integer(0, 10).exactOptional(),
  max_values: integer(1, 10).exactOptional(),
  required: z.boolean().exactOptional(),
});

const checkbox = z.object({
  type: z.literal(ComponentType.Checkbox),
  id: componentId,
  custom_id: customId,
  default: z.boolean().exactOptional(),
});

/** The older way: a row with one input that has its label itself. */
const inputRow = z.object({
  type: z.literal(ComponentType.ActionRow),
  id: componentId,
  components: list(z.discriminatedUnion('type', [textInput]), 1, 1).superRefine(
    ([input], context) => {
      if (input?.label === undefined) {
        complain(context, [0, 'label'], 'BASE_TYPE_REQUIRED', 'This field is required');
      }
    },
  ),
});

const label = z.object({
  type: z.literal(ComponentType.Label),
  id: componentId,
  label: text(1, 45),
  description: text(0, 100).exactOptional(),
  component: z
    .discriminatedUnion('type', [
      textInput,
      ...selects,
      fileUpload,
      radioGroup,
      checkboxGroup,
      checkbox,
    ])
    .superRefine((component, context) => {
      if ('disabled' in component && component.disabled) {
        const words = 'Components in a modal cannot be disabled';
        complain(context, ['disabled'], 'COMPONENT_DISABLED_IN_MODAL', words);
      }
    }),
});

const modal = z.object({
  custom_id: customId,
  title: text(1, 45),
  components: list(z.discriminatedUnion('type', [inputRow, label, textDisplay]), 1, 5).superRefine(
    checkUnique,
  ),
});

/** A form that opens before a person. */
export type ModalForm = z.output<typeof modal>;

/** @throws {ApiError} `Invalid Form Body` */
export function validateModal(body: unknown): ModalForm {
  return parseForm(modal, body);
}
