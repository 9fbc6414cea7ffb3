import { type REST, Routes } from 'discord.js';

/** What Discord is told of a command; `defineCommands` makes it. */
export interface CommandDefinition {
  readonly name: string;
}

/** Where commands are registered. */
export interface Registration {
  readonly rest: Pick<REST, 'get' | 'put'>;
  readonly applicationId: string;
  /** Registers in this server alone, where changes show at once; everywhere when absent. */
  readonly guildId?: string;
}

/**
 * Tells Discord of the commands by one bulk overwrite, and only if they differ from what it has:
 * a guild has 200 creations of commands a day, and people's clients reload after each.
 *
 * @returns whether anything was written
 */
export async function registerCommands(
  definitions: readonly CommandDefinition[],
  { rest, applicationId, guildId }: Registration,
): Promise<boolean> {
  const route =
    guildId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  // Without the parameter Discord leaves translations out, and they would seem to differ.
  const query = new URLSearchParams({ with_localizations: 'true' });
  const registered = await rest.get(route, { query });
  const fields = guildId === undefined ? [...FIELDS, ...GLOBAL_FIELDS] : FIELDS;
  if (canonical(definitions, fields) === canonical(registered, fields)) return false;
  await rest.put(route, { body: definitions });
  return true;
}

/** What can be said of a command, an option or a choice; Discord adds ids, versions and more. */
const FIELDS: readonly string[] = [
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'required',
  'choices',
  'value',
  'autocomplete',
  'channel_types',
  'min_value',
  'max_value',
  'min_length',
  'max_length',
  'default_member_permissions',
  'nsfw',
];

/** What Discord keeps of global commands only. */
const GLOBAL_FIELDS: readonly string[] = ['contexts', 'integration_types'];

/** Fields that are sets: Discord may list them in another order. */
const SETS = new Set(['contexts', 'integration_types', 'channel_types']);

/**
 * Commands as a text that is equal for equal commands: fields in one order, and without those that
 * say nothing (`false`, `null`, an empty text or list), which Discord adds or leaves out as it likes. The
 * order of commands means nothing, that of options is kept.
 */
function canonical(commands: unknown, fields: readonly string[]): string {
  if (!Array.isArray(commands)) return '';
  return commands
    .map((command) => JSON.stringify(reduce(command, fields)))
    .sort()
    .join('\n');
}

function reduce(value: unknown, fields: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => reduce(each, fields));
  if (!isRecord(value)) return value;
  const kept = fields.flatMap((field) => {
    const said = field.endsWith('_localizations')
      ? sortedEntries(value[field])
      : reduce(SETS.has(field) ? sortedSet(value[field]) : value[field], fields);
    return saysNothing(said) ? [] : [[field, said]];
  });
  return Object.fromEntries(kept);
}

function saysNothing(value: unknown): boolean {
  return [undefined, null, false, ''].some((nothing) => value === nothing) || isEmptyList(value);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function sortedSet(value: unknown): unknown {
  return Array.isArray(value) ? [...value].sort() : value;
}

function sortedEntries(value: unknown): unknown {
  return isRecord(value) ? Object.entries(value).sort() : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
