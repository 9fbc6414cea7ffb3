import {
  type APILabelComponent,
  type APITextInputComponent,
  ComponentType,
} from 'discord-api-types/v10';
import type { FieldValue } from '../local-discord/modal-input.ts';
import type { ShownModal } from '../local-discord/outcomes.ts';
import { type MenuOption, optionsOf } from './controls.ts';
import type { Directory } from './directory.ts';
import { readNumbers } from './read-numbers.ts';
import { stripToLine } from './strip-controls.ts';

/** An input of a form with the words that stand beside it. */
interface Field {
  readonly input: APILabelComponent['component'];
  readonly label: string;
  readonly description?: string | undefined;
}

export interface ModalDialogue {
  /** The answer to one prompt; `undefined` when the person calls the form off. */
  readonly ask: (prompt: string) => Promise<string | undefined>;
  /** Shows a line before the question it belongs to. */
  readonly note: (line: string) => void;
  /** Says what is wrong with an answer. */
  readonly refuse: (problem: string) => void;
  readonly directory: Directory;
}

/**
 * Asks for a form's fields one after another, each until its answer will do.
 *
 * @returns the fields by custom id, or `undefined` when the form was called off
 */
export async function askModal(
  modal: ShownModal,
  dialogue: ModalDialogue,
): Promise<Record<string, FieldValue> | undefined> {
  const fields: Record<string, FieldValue> = {};
  dialogue.note(stripToLine(modal.title));
  for (const field of fieldsOf(modal, dialogue)) {
    const value = await askField(field, dialogue);
    if (value === undefined) return undefined;
    fields[field.input.custom_id] = value;
  }
  return fields;
}

/** The inputs in order; text between them is shown at once. */
function fieldsOf({ components }: ShownModal, { note }: ModalDialogue): Field[] {
  return components.flatMap((component): Field[] => {
    switch (component.type) {
      case ComponentType.ActionRow:
        return component.components.map((input) => ({ input, label: input.label ?? '' }));
      case ComponentType.Label: {
        const { component: input, label, description } = component;
        return [{ input, label, description }];
      }
      default:
        note(stripToLine(component.content));
        return [];
    }
  });
}

async function askField(field: Field, dialogue: ModalDialogue): Promise<FieldValue | undefined> {
  const { input, description } = field;
  if (description) dialogue.note(stripToLine(description));
  switch (input.type) {
    case ComponentType.TextInput:
      return askText(field, input, dialogue);
    case ComponentType.Checkbox:
      return askYesNo(field, input.default ?? false, dialogue);
    case ComponentType.FileUpload:
      dialogue.note(`“${stripToLine(field.label)}” takes files, which a terminal cannot give.`);
      return [];
    case ComponentType.RadioGroup:
      return askOptions(field, { ...input, options: plainOptions(input.options) }, dialogue);
    case ComponentType.CheckboxGroup:
      return askOptions(field, { ...input, options: plainOptions(input.options) }, dialogue);
    default:
      return askOptions(
        field,
        { ...input, options: optionsOf(input, dialogue.directory) },
        dialogue,
      );
  }
}

async function askText(
  field: Field,
  {
    required = true,
    min_length = 0,
    max_length = 4_000,
    value,
    placeholder,
  }: APITextInputComponent,
  dialogue: ModalDialogue,
): Promise<string | undefined> {
  const kept = value ? stripToLine(value) : '';
  if (kept !== '') dialogue.note(`Enter alone keeps: ${kept}`);
  else if (placeholder) dialogue.note(`For example: ${stripToLine(placeholder)}`);
  const least = required ? Math.max(min_length, 1) : min_length;
  return askUntil(promptOf(field, required), dialogue, (answer) => {
    const text = answer === '' ? (value ?? '') : answer;
    const { length } = [...text];
    if (length === 0 && !required) return { value: text };
    return length >= least && length <= max_length
      ? { value: text }
      : { problem: `This takes ${least} to ${max_length} characters.` };
  });
}

async function askYesNo(
  field: Field,
  isSet: boolean,
  dialogue: ModalDialogue,
): Promise<boolean | undefined> {
  const prompt = `${stripToLine(field.label)} (${isSet ? 'Yes/no' : 'yes/No'}): `;
  return askUntil(prompt, dialogue, (answer) => {
    if (answer === '') return { value: isSet };
    if (/^(y|yes|true)$/i.test(answer)) return { value: true };
    return /^(n|no|false)$/i.test(answer) ? { value: false } : { problem: 'Please say yes or no.' };
  });
}

interface Choosable {
  readonly options: readonly MenuOption[];
  readonly required?: boolean;
  readonly min_values?: number;
  readonly max_values?: number;
}

async function askOptions(
  field: Field,
  { options, required = true, min_values = 1, max_values = 1 }: Choosable,
  dialogue: ModalDialogue,
): Promise<readonly string[] | undefined> {
  for (const [index, { label, description }] of options.entries()) {
    dialogue.note([`[${index + 1}] ${label}`, description].filter(Boolean).join('  '));
  }
  const least = required ? Math.max(min_values, 1) : min_values;
  return askUntil(promptOf(field, required), dialogue, (answer) => {
    if (answer === '') {
      const chosen = options.filter(({ isChosen }) => isChosen).map(({ value }) => value);
      if (chosen.length > 0 || !required) return { value: chosen };
    }
    const chosen = (readNumbers(answer) ?? [0]).map((number) => options[number - 1]?.value);
    const isCounted = chosen.length >= least && chosen.length <= max_values;
    return isCounted && !chosen.includes(undefined)
      ? { value: chosen.filter((value) => value !== undefined) }
      : { problem: `Please give ${countOf(least, max_values)} from 1 to ${options.length}.` };
  });
}

type Verdict<Value> = { readonly value: Value } | { readonly problem: string };

async function askUntil<Value>(
  prompt: string,
  { ask, refuse }: ModalDialogue,
  judge: (answer: string) => Verdict<Value>,
): Promise<Value | undefined> {
  for (;;) {
    const answer = await ask(prompt);
    if (answer === undefined) return undefined;
    const verdict = judge(answer.trim());
    if ('value' in verdict) return verdict.value;
    refuse(verdict.problem);
  }
}

function promptOf({ label }: Field, isRequired: boolean): string {
  return `${stripToLine(label)}${isRequired ? '' : ' (optional)'}: `;
}

function countOf(least: number, most: number): string {
  if (most === 1) return 'a number';
  return least === most ? `${most} numbers` : `${least} to ${most} numbers`;
}

function plainOptions(
  options: readonly {
    readonly label: string;
    readonly value: string;
    readonly description?: string;
    readonly default?: boolean;
  }[],
): MenuOption[] {
  return options.map(({ label, value, description, default: isChosen = false }) => ({
    label: stripToLine(label),
    value,
    description: description && stripToLine(description),
    isChosen,
  }));
}
