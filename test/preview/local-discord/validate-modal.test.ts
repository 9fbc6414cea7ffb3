import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { validateChoices } from '../../../src/preview/local-discord/validate-choices.ts';
import { validateModal } from '../../../src/preview/local-discord/validate-modal.ts';
import { refusals } from './refusals.ts';

const chars = (count: number) => 'a'.repeat(count);
const times = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => make(index));

const input = (fields: object = {}) => ({
  type: ComponentType.TextInput,
  custom_id: 'query',
  style: TextInputStyle.Short,
  ...fields,
});
const label = (fields: object = {}) => ({
  type: ComponentType.Label,
  label: 'Query',
  component: input(),
  ...fields,
});
const row = (...components: object[]) => ({ type: ComponentType.ActionRow, components });
const modal = (fields: object = {}) => ({
  custom_id: 'refine',
  title: 'Refine',
  components: [label()],
  ...fields,
});
const withInput = (fields: object) => modal({ components: [label({ component: input(fields) })] });
const labels = (count: number) =>
  times(count, (index) => label({ component: input({ custom_id: `${index}` }) }));

describe('validateModal', () => {
  const at = 'components.0.component';

  it.each<[what: string, atTheLimit: object, beyond: object, refusal: string]>([
    [
      'title',
      modal({ title: chars(45) }),
      modal({ title: chars(46) }),
      'title[BASE_TYPE_BAD_LENGTH]',
    ],
    [
      'custom id',
      modal({ custom_id: chars(100) }),
      modal({ custom_id: chars(101) }),
      'custom_id[BASE_TYPE_BAD_LENGTH]',
    ],
    [
      'inputs',
      modal({ components: labels(5) }),
      modal({ components: labels(6) }),
      'components[BASE_TYPE_BAD_LENGTH]',
    ],
    ['no inputs', modal(), modal({ components: [] }), 'components[BASE_TYPE_BAD_LENGTH]'],
    [
      'a label',
      modal({ components: [label({ label: chars(45) })] }),
      modal({ components: [label({ label: chars(46) })] }),
      'components.0.label[BASE_TYPE_BAD_LENGTH]',
    ],
    [
      "a label's description",
      modal({ components: [label({ description: chars(100) })] }),
      modal({ components: [label({ description: chars(101) })] }),
      'components.0.description[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'an input in a row, which has its label itself',
      modal({ components: [row(input({ label: 'Query' }))] }),
      modal({ components: [row(input())] }),
      'components.0.components.0.label[BASE_TYPE_REQUIRED]',
    ],
    [
      'inputs in a row',
      modal({ components: [row(input({ label: 'a' }))] }),
      modal({ components: [row(input({ label: 'a' }), input({ label: 'b', custom_id: 'b' }))] }),
      'components.0.components[BASE_TYPE_BAD_LENGTH]',
    ],
    [
      'a placeholder',
      withInput({ placeholder: chars(100) }),
      withInput({ placeholder: chars(101) }),
      `${at}.placeholder[BASE_TYPE_MAX_LENGTH]`,
    ],
    [
      'a value',
      withInput({ value: chars(4000) }),
      withInput({ value: chars(4001) }),
      `${at}.value[BASE_TYPE_MAX_LENGTH]`,
    ],
    [
      'max_length',
      withInput({ max_length: 4000 }),
      withInput({ max_length: 4001 }),
      `${at}.max_length[NUMBER_TYPE_MAX]`,
    ],
    [
      'min_length against max_length',
      withInput({ min_length: 5, max_length: 5 }),
      withInput({ min_length: 6, max_length: 5 }),
      `${at}.min_length[NUMBER_TYPE_MAX]`,
    ],
    [
      'a repeated custom id',
      modal({ components: labels(2) }),
      modal({ components: [label(), label()] }),
      'components.1.component.custom_id[COMPONENT_CUSTOM_ID_DUPLICATED]',
    ],
    [
      'a button',
      modal({ components: [{ type: ComponentType.TextDisplay, content: 'a' }] }),
      modal({ components: [row({ type: ComponentType.Button, style: 1, custom_id: 'a' })] }),
      'components.0.components.0[UNION_TYPE_CHOICES]',
    ],
    [
      'a disabled menu',
      modal({ components: [label({ component: { type: 5, custom_id: 'who' } })] }),
      modal({ components: [label({ component: { type: 5, custom_id: 'who', disabled: true } })] }),
      `${at}.disabled[COMPONENT_DISABLED_IN_MODAL]`,
    ],
  ])('keeps Discord’s limit for %s', (_, atTheLimit, beyond, refusal) => {
    expect(refusals(() => validateModal(atTheLimit))).toEqual([]);
    expect(refusals(() => validateModal(beyond))).toEqual([refusal]);
  });
});

describe('validateChoices', () => {
  const choice = (fields: object = {}) => ({ name: 'One', value: '1', ...fields });

  it.each<[what: string, atTheLimit: object[], beyond: object[], refusal: string]>([
    [
      'how many',
      times(25, () => choice()),
      times(26, () => choice()),
      'choices[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'a name',
      [choice({ name: chars(100) })],
      [choice({ name: chars(101) })],
      'choices.0.name[BASE_TYPE_BAD_LENGTH]',
    ],
    [
      'an empty name',
      [choice({ name: 'a' })],
      [choice({ name: '' })],
      'choices.0.name[BASE_TYPE_BAD_LENGTH]',
    ],
    [
      'a value',
      [choice({ value: '🎓'.repeat(100) })],
      [choice({ value: '🎓'.repeat(101) })],
      'choices.0.value[BASE_TYPE_BAD_LENGTH]',
    ],
    [
      'a value of another type',
      [choice({ value: 1.5 })],
      [choice({ value: true })],
      'choices.0.value[STRING_TYPE_CONVERT]',
    ],
  ])('keeps Discord’s limit for %s', (_, atTheLimit, beyond, refusal) => {
    expect(refusals(() => validateChoices({ choices: atTheLimit }))).toEqual([]);
    expect(refusals(() => validateChoices({ choices: beyond }))).toEqual([refusal]);
  });
});
