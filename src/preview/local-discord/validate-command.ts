import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  Locale,
  ApplicationCommandOptionType as OptionType,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { refusal } from './api-error.ts';
import { complain, complaint, integer, lengthOf, list, parseForm, text } from './form.ts';

const MAX_COMMAND_CHARS = 8_000;
const MAX_OPTIONS = 25;
const MAX_CHOICES = 25;
const MAX_OPTION_CHARS = 6_000;
const MAX_BY_TYPE = {
  [ApplicationCommandType.ChatInput]: 100,
  [ApplicationCommandType.User]: 15,
  [ApplicationCommandType.Message]: 15,
};

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** What is typed after the slash: lower case wherever a script has cases. */
const name = z.string().refine((value) => NAME.test(value) && value === value.toLowerCase(), {
  error: complaint('APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid'),
});

function localized<Text extends z.ZodType>(schema: Text) {
  return z.partialRecord(z.enum(Locale), schema).exactOptional();
}

const description = text(1, 100);
const named = { name, name_localizations: localized(name) };
const base = {
  ...named,
  description,
  description_localizations: localized(description),
};
const option = { ...base, required: z.boolean().exactOptional() };
const autocomplete = z.boolean().exactOptional();

function choices<Value extends z.ZodType>(value: Value) {
  const choice = z.object({
    name: text(1, 100),
    name_localizations: localized(text(1, 100)),
    value,
  });
  return list(choice, 0, MAX_CHOICES)
    .superRefine((all, context) => {
      const code = 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS';
      for (const index of repeats(all.map(({ name }) => name))) {
        complain(context, [index, 'name'], code, 'Option choice name already exists');
      }
    })
    .exactOptional();
}

const safeInteger = z.int();
const number = z.number();

const basicOptions = [
  z
    .object({
      type: z.literal(OptionType.String),
      ...option,
      autocomplete,
      choices: choices(text(0, 100)),
      min_length: integer(0, MAX_OPTION_CHARS).exactOptional(),
      max_length: integer(1, MAX_OPTION_CHARS).exactOptional(),
    })
    .superRefine(checkSuggestions),
  z
    .object({
      type: z.literal(OptionType.Integer),
      ...option,
      autocomplete,
      choices: choices(safeInteger),
      min_value: safeInteger.exactOptional(),
      max_value: safeInteger.exactOptional(),
    })
    .superRefine(checkSuggestions),
  z
    .object({
      type: z.literal(OptionType.Number),
      ...option,
      autocomplete,
      choices: choices(number),
      min_value: number.exactOptional(),
      max_value: number.exactOptional(),
    })
    .superRefine(checkSuggestions),
  z.object({
    type: z.literal(OptionType.Channel),
    ...option,
    channel_types: z.array(z.enum(ChannelType)).exactOptional(),
  }),
  z.object({
    type: z.literal([
      OptionType.Boolean,
      OptionType.User,
      OptionType.Role,
      OptionType.Mentionable,
      OptionType.Attachment,
    ]),
    ...option,
  }),
] as const;

const parameters = list(z.discriminatedUnion('type', basicOptions), 0, MAX_OPTIONS)
  .superRefine(checkNames)
  .superRefine(checkRequiredFirst)
  .exactOptional();

const subcommand = z.object({
  type: z.literal(OptionType.Subcommand),
  ...base,
  options: parameters,
});

const subcommandGroup = z.object({
  type: z.literal(OptionType.SubcommandGroup),
  ...base,
  options: list(z.discriminatedUnion('type', [subcommand]), 1, MAX_OPTIONS)
    .superRefine(checkNames)
    .exactOptional(),
});

const settings = {
  default_member_permissions: z.string().regex(/^\d+$/).exactOptional(),
  dm_permission: z.boolean().exactOptional(),
  nsfw: z.boolean().exactOptional(),
  integration_types: list(z.enum(ApplicationIntegrationType), 1, 2).exactOptional(),
  contexts: z.array(z.enum(InteractionContextType)).exactOptional(),
};

const slashCommand = z
  .object({
    type: z.literal(ApplicationCommandType.ChatInput),
    ...base,
    ...settings,
    options: list(
      z.discriminatedUnion('type', [subcommand, subcommandGroup, ...basicOptions]),
      0,
      MAX_OPTIONS,
    )
      .superRefine(checkNames)
      .superRefine(checkRequiredFirst)
      .superRefine(checkNotMixed)
      .exactOptional(),
  })
  .superRefine((command, context) => {
    if (sizeOf(command) > MAX_COMMAND_CHARS) {
      const words = `Command exceeds maximum size (${MAX_COMMAND_CHARS})`;
      complain(context, [], 'APPLICATION_COMMAND_TOO_LARGE', words);
    }
  });

const menuCommand = z.object({
  type: z.literal([ApplicationCommandType.User, ApplicationCommandType.Message]),
  name: text(1, 32),
  name_localizations: localized(text(1, 32)),
  description: z.literal('').default(''),
  ...settings,
});

/** A slash command unless told. */
const command = z.preprocess(
  (body) => ({ type: ApplicationCommandType.ChatInput, ...Object(body) }),
  z.discriminatedUnion('type', [slashCommand, menuCommand]),
);

const commands = z.array(command).superRefine((all, context) => {
  const code = 'APPLICATION_COMMANDS_DUPLICATE_NAME';
  for (const index of repeats(all.map(({ name, type }) => `${type} ${name}`))) {
    complain(context, [index], code, 'Application command names must be unique');
  }
});

/** A command as an application defines it, checked. */
export type CommandForm = z.output<typeof command>;

/** @throws {ApiError} `Invalid Form Body` */
export function validateCommand(body: unknown): CommandForm {
  return parseForm(command, body);
}

/**
 * Checks a bulk overwrite; complaints name a command by its place in the list.
 *
 * @throws {ApiError} `Invalid Form Body`, or too many commands of a type
 */
export function validateCommands(body: unknown): CommandForm[] {
  const forms = parseForm(commands, body);
  for (const [type, max] of Object.entries(MAX_BY_TYPE)) {
    if (forms.filter((form) => form.type === Number(type)).length > max) {
      throw refusal('tooManyCommands');
    }
  }
  return forms;
}

/** Places of the values that stood before. */
function repeats(values: readonly string[]): number[] {
  return [...values.keys()].filter((index) => values.indexOf(values[index] ?? '') < index);
}

interface Suggesting {
  readonly autocomplete?: boolean;
  readonly choices?: readonly unknown[];
}

function checkSuggestions({ autocomplete, choices }: Suggesting, context: z.RefinementCtx): void {
  if (autocomplete && choices?.length) {
    const words = 'Autocomplete options cannot have choices';
    complain(context, ['choices'], 'APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES', words);
  }
}

function checkNames(options: readonly { name: string }[], context: z.RefinementCtx): void {
  const code = 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS';
  for (const index of repeats(options.map(({ name }) => name))) {
    complain(context, [index, 'name'], code, 'Option name already exists');
  }
}

function checkRequiredFirst(
  options: readonly { name: string; required?: boolean }[],
  context: z.RefinementCtx,
): void {
  const firstOptional = options.findIndex(({ required }) => !required);
  for (const [index, { required }] of options.entries()) {
    if (required && firstOptional !== -1 && index > firstOptional) {
      const words = 'Required options must be placed before non-required options';
      complain(context, [index], 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', words);
    }
  }
}

function checkNotMixed(options: readonly { type: OptionType }[], context: z.RefinementCtx): void {
  const isBasic = options.map(({ type }) => type > OptionType.SubcommandGroup);
  if (isBasic.includes(true) && isBasic.includes(false)) {
    const words =
      'Sub-command and sub-command group option types are mutually exclusive to all other types';
    complain(context, [], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', words);
  }
}

interface Sized {
  readonly name: string;
  readonly name_localizations?: Partial<Record<string, string>>;
  readonly description?: string;
  readonly description_localizations?: Partial<Record<string, string>>;
  readonly value?: string | number;
  readonly options?: readonly Sized[];
  readonly choices?: readonly Sized[];
}

/** Names, descriptions and values of a command and all in it, each in its longest language. */
function sizeOf({ description = '', value = '', ...sized }: Sized): number {
  return (
    longest(sized.name, sized.name_localizations) +
    longest(description, sized.description_localizations) +
    (typeof value === 'string' ? lengthOf(value) : 0) +
    [...(sized.options ?? []), ...(sized.choices ?? [])].reduce(
      (sum, each) => sum + sizeOf(each),
      0,
    )
  );
}

function longest(text: string, localizations: Partial<Record<string, string>> = {}): number {
  return Math.max(...[text, ...Object.values(localizations)].map((each = '') => lengthOf(each)));
}
