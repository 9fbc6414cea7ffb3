import { ComponentType } from 'discord-api-types/v10';
import { lengthOf } from './form.ts';
import { InvalidInput } from './invalid-input.ts';
import { type AnyComponent, walk } from './validate-components.ts';
import type { ModalForm } from './validate-modal.ts';

/** What can be filled into one input of a form. */
export type FieldValue = string | readonly string[] | boolean;

interface Input {
  readonly type: ComponentType;
  readonly custom_id: string;
  readonly label?: string;
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly options?: readonly { readonly value: string }[];
}

/**
 * The components of a form as they are handed in.
 *
 * @throws {InvalidInput} where Discord's client would not let the form go
 */
export function submittedComponents(
  { components }: ModalForm,
  fields: Readonly<Record<string, FieldValue>>,
): object[] {
  const known = new Set([...walk(components)].map(([{ custom_id }]) => custom_id));
  const unknown = Object.keys(fields).find((id) => !known.has(id));
  if (unknown !== undefined) throw new InvalidInput(`The form has no input “${unknown}”.`);

  return components.map((component): object => {
    const { type, id } = component;
    switch (component.type) {
      case ComponentType.ActionRow:
        return { type, id, components: component.components.map((each) => submit(each, fields)) };
      case ComponentType.Label:
        return { type, id, component: submit(component.component, fields, component.label) };
      default:
        return { type, id };
    }
  });
}

/** @param label what stands above the input, where a label holds it */
function submit(
  component: AnyComponent,
  fields: Readonly<Record<string, FieldValue>>,
  label?: string,
): object {
  const input: Input = { ...(component as Input), ...(label !== undefined && { label }) };
  const { type, custom_id } = input;
  const value = fields[custom_id];
  switch (type) {
    case ComponentType.TextInput:
      return { type, custom_id, value: checkText(input, String(value ?? '')) };
    case ComponentType.Checkbox:
      return { type, custom_id, value: value === true };
    case ComponentType.RadioGroup:
      return { type, custom_id, value: checkChosen(input, value)[0] ?? null };
    default:
      return { type, custom_id, values: checkChosen(input, value) };
  }
}

function checkText(input: Input, value: string): string {
  const { required = true, min_length = 0, max_length = 4_000 } = input;
  const length = lengthOf(value);
  if (length === 0 && !required) return value;
  if (length < Math.max(min_length, 1) || length > max_length) {
    const least = Math.max(min_length, 1);
    throw new InvalidInput(`“${nameOf(input)}” takes ${least} to ${max_length} characters.`);
  }
  return value;
}

function checkChosen(input: Input, value: FieldValue | undefined): readonly string[] {
  const { required = true, min_values = 1, max_values = 1, options } = input;
  const name = nameOf(input);
  const values = value === undefined ? [] : [value].flat().map(String);
  if (values.length === 0 && !required) return values;
  checkCount(name, values.length, required ? Math.max(min_values, 1) : min_values, max_values);
  checkOffered(name, values, options);
  return values;
}

/** The words that a person sees beside an input. */
function nameOf({ label, custom_id }: Input): string {
  return label ?? custom_id;
}

/** @throws {InvalidInput} for too few or too many choices */
export function checkCount(name: string, count: number, min: number, max: number): void {
  if (count < min || count > max) {
    throw new InvalidInput(`“${name}” takes ${min} to ${max} choices.`);
  }
}

/** @throws {InvalidInput} for a choice that a menu does not offer; other menus offer anything */
export function checkOffered(
  name: string,
  values: readonly string[],
  options: readonly { readonly value: string }[] | undefined,
): void {
  const lost = values.find((value) => options && !options.some((each) => each.value === value));
  if (lost !== undefined) throw new InvalidInput(`“${name}” does not offer “${lost}”.`);
}
