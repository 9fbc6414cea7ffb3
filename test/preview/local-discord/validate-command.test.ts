import {
  ApplicationCommandType,
  ApplicationCommandOptionType as Type,
} from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import {
  validateCommand,
  validateCommands,
} from '../../../src/preview/local-discord/validate-command.ts';
import { refusals } from './refusals.ts';

const chars = (count: number) => 'a'.repeat(count);
const times = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => make(index));

const command = (fields: object = {}) => ({ name: 'paper', description: 'Papers', ...fields });
const option = (fields: object = {}) => ({
  type: Type.String,
  name: 'query',
  description: 'What to find',
  ...fields,
});
const options = (count: number, fields: object = {}) =>
  times(count, (index) => option({ name: `o${index}`, ...fields }));
const choices = (count: number) =>
  times(count, (index) => ({ name: `c${index}`, value: `${index}` }));
const withOption = (fields: object) => command({ options: [option(fields)] });
const subcommand = (fields: object = {}) => option({ type: Type.Subcommand, ...fields });

/** A command whose names, descriptions and values have `extra` characters more than 8,000. */
const sized = (extra: number) => {
  const filler = times(24, (index) =>
    option({ name: `o${index}`.padEnd(32, 'x'), description: chars(100), choices: [] }),
  );
  const used = 'paper'.length + 'Papers'.length + 24 * 132;
  const values = times(25, (index) => ({
    name: `${index}`.padEnd(100, 'n'),
    value: `${index}`.padEnd(90, 'v'),
  }));
  const last = option({ name: 'z', description: 'z', choices: values });
  const rest = 8000 + extra - used - 2 - 25 * 190;
  return command({
    options: [{ ...last, description: 'z'.repeat(1 + Math.min(rest, 99)) }, ...filler],
    description_localizations: { de: chars('Papers'.length + Math.max(0, rest - 99)) },
  });
};

describe('validateCommand', () => {
  it.each<[what: string, atTheLimit: object, beyond: object, refusal: string]>([
    [
      'a name',
      command({ name: chars(32) }),
      command({ name: chars(33) }),
      'name[APPLICATION_COMMAND_INVALID_NAME]',
    ],
    [
      'upper case',
      command({ name: 'über-paper_2' }),
      command({ name: 'Paper' }),
      'name[APPLICATION_COMMAND_INVALID_NAME]',
    ],
    [
      'a blank in a name',
      command({ name: 'खोज' }),
      command({ name: 'two words' }),
      'name[APPLICATION_COMMAND_INVALID_NAME]',
    ],
    [
      'a description',
      command({ description: chars(100) }),
      command({ description: chars(101) }),
      'description[BASE_TYPE_BAD_LENGTH]',
    ],
    ['a missing description', command(), { name: 'paper' }, 'description[BASE_TYPE_REQUIRED]'],
    [
      'options',
      command({ options: options(25) }),
      command({ options: options(26) }),
      'options[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'subcommands',
      command({ options: options(25, { type: Type.Subcommand }) }),
      command({ options: options(26, { type: Type.Subcommand }) }),
      'options[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'options of a subcommand',
      command({ options: [subcommand({ options: options(25) })] }),
      command({ options: [subcommand({ options: options(26) })] }),
      'options.0.options[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'subcommands beside options',
      command({ options: [subcommand()] }),
      command({ options: [subcommand(), option({ name: 'b' })] }),
      'options[APPLICATION_COMMAND_OPTIONS_TYPE_INVALID]',
    ],
    [
      'a group in a group',
      command({ options: [option({ type: Type.SubcommandGroup, options: [subcommand()] })] }),
      command({
        options: [
          option({
            type: Type.SubcommandGroup,
            options: [option({ type: Type.SubcommandGroup, options: [subcommand()] })],
          }),
        ],
      }),
      'options.0.options.0[UNION_TYPE_CHOICES]',
    ],
    [
      'a repeated option',
      command({ options: options(2) }),
      command({ options: [option(), option()] }),
      'options.1.name[APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS]',
    ],
    [
      'a required option behind one that is not',
      command({ options: [option({ required: true }), option({ name: 'b' })] }),
      command({ options: [option(), option({ name: 'b', required: true })] }),
      'options.1[APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID]',
    ],
    [
      'choices',
      withOption({ choices: choices(25) }),
      withOption({ choices: choices(26) }),
      'options.0.choices[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'the name of a choice',
      withOption({ choices: [{ name: chars(100), value: 'a' }] }),
      withOption({ choices: [{ name: chars(101), value: 'a' }] }),
      'options.0.choices.0.name[BASE_TYPE_BAD_LENGTH]',
    ],
    [
      'the value of a choice',
      withOption({ choices: [{ name: 'a', value: chars(100) }] }),
      withOption({ choices: [{ name: 'a', value: chars(101) }] }),
      'options.0.choices.0.value[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'a choice of another type',
      withOption({ type: Type.Integer, choices: [{ name: 'a', value: 1 }] }),
      withOption({ type: Type.Integer, choices: [{ name: 'a', value: 'a' }] }),
      'options.0.choices.0.value[NUMBER_TYPE_COERCE]',
    ],
    [
      'a repeated choice',
      withOption({ choices: choices(2) }),
      withOption({ choices: [...choices(1), ...choices(1)] }),
      'options.0.choices.1.name[APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS]',
    ],
    [
      'choices beside autocomplete',
      withOption({ autocomplete: true, choices: [] }),
      withOption({ autocomplete: true, choices: choices(1) }),
      'options.0.choices[APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES]',
    ],
    [
      'the length of a text',
      withOption({ max_length: 6000 }),
      withOption({ max_length: 6001 }),
      'options.0.max_length[NUMBER_TYPE_MAX]',
    ],
    [
      'an unknown language',
      command({ name_localizations: { de: 'paper' } }),
      command({ name_localizations: { xx: 'paper' } }),
      'name_localizations[BASE_TYPE_CHOICES]',
    ],
    ['all its texts', sized(0), sized(1), '[APPLICATION_COMMAND_TOO_LARGE]'],
    [
      'a menu entry with a description',
      { type: ApplicationCommandType.Message, name: 'Find papers like this' },
      { type: ApplicationCommandType.Message, name: 'Find', description: 'Papers' },
      'description[BASE_TYPE_CHOICES]',
    ],
  ])('keeps Discord’s limit for %s', (_, atTheLimit, beyond, refusal) => {
    expect(refusals(() => validateCommand(atTheLimit))).toEqual([]);
    expect(refusals(() => validateCommand(beyond))).toEqual([refusal]);
  });
});

describe('validateCommands', () => {
  it('names a bad command by its place', () => {
    const all = [command(), command({ name: 'Help' })];

    expect(refusals(() => validateCommands(all))).toEqual([
      '1.name[APPLICATION_COMMAND_INVALID_NAME]',
    ]);
  });

  it('refuses two commands of one type and name', () => {
    const menu = { type: ApplicationCommandType.Message, name: 'paper' };

    expect(refusals(() => validateCommands([command(), menu]))).toEqual([]);
    expect(refusals(() => validateCommands([command(), command()]))).toEqual([
      '1[APPLICATION_COMMANDS_DUPLICATE_NAME]',
    ]);
  });

  it('refuses more than 100 slash commands', () => {
    const many = (count: number) => times(count, (index) => command({ name: `c${index}` }));

    expect(refusals(() => validateCommands(many(100)))).toEqual([]);
    expect(refusals(() => validateCommands(many(101)))).toEqual(['30032']);
  });
});
