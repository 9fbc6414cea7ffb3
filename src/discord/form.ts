import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import { limits } from './limits.ts';
import { truncate } from './truncate.ts';

/** A text to be typed into a form. */
export interface FormInput {
  readonly name: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly maxChars: number;
  /** What stands in it from the start. */
  readonly value?: string;
  /** Whether it may be left empty. */
  readonly isOptional?: boolean;
  /** Whether it takes one line alone. */
  readonly isLine?: boolean;
}

/** A form that opens before a person; Discord calls it a modal. */
export interface Form {
  /** From `writeCustomIds`: the action, and what is to be remembered until it is sent. */
  readonly customId: string;
  readonly title: string;
  readonly inputs: readonly FormInput[];
}

/** The form as Discord takes it; titles and hints that are too long are cut. */
export function modalOf({
  customId,
  title,
  inputs,
}: Form): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customId,
    title: truncate(title, limits.formTitleChars),
    components: inputs.map(({ name, label, placeholder, maxChars, value, isOptional, isLine }) => ({
      type: ComponentType.Label,
      label: truncate(label, limits.formTitleChars),
      component: {
        type: ComponentType.TextInput,
        custom_id: name,
        style: isLine ? TextInputStyle.Short : TextInputStyle.Paragraph,
        max_length: maxChars,
        ...(isOptional && { required: false }),
        ...(value && { value: truncate(value, maxChars) }),
        ...(placeholder && { placeholder: truncate(placeholder, limits.placeholderChars) }),
      },
    })),
  };
}
