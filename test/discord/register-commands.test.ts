import { describe, expect, it } from 'vitest';
import { commands, messageCommands } from '../../commands/index.ts';
import { defineCommands } from '../../src/discord/command-definitions.ts';
import { registerCommands } from '../../src/discord/register-commands.ts';

const definitions = defineCommands(commands, messageCommands);

/** Discord's list of commands: `registered` is what it says it has. */
function fakeRest(registered: unknown) {
  const written: { route: string; body: unknown }[] = [];
  return {
    written,
    get: async () => registered,
    put: async (route: string, { body }: { body?: unknown } = {}) => {
      written.push({ route, body });
      return body;
    },
  };
}

/** A definition as Discord gives it back: with ids and defaults, without what says nothing. */
function asRegistered(definition: object): object {
  const { contexts, integration_types, ...rest } = structuredClone(definition) as Record<
    string,
    unknown
  >;
  return {
    // A command in a menu has none, and Discord says so.
    description: '',
    ...rest,
    id: '1',
    application_id: '2',
    version: '3',
    default_member_permissions: null,
    nsfw: false,
    name_localizations: null,
    integration_types: [...(integration_types as number[])].reverse(),
    contexts: [...(contexts as number[])].reverse(),
  };
}

function register(rest: ReturnType<typeof fakeRest>, guildId?: string): Promise<boolean> {
  return registerCommands(definitions, {
    rest,
    applicationId: '42',
    ...(guildId !== undefined && { guildId }),
  });
}

describe('registerCommands', () => {
  it('writes all of them at once where there are none', async () => {
    const rest = fakeRest([]);

    expect(await register(rest)).toBe(true);

    expect(rest.written).toEqual([{ route: '/applications/42/commands', body: definitions }]);
  });

  it('writes nothing when Discord has the same, however it puts it', async () => {
    const rest = fakeRest(definitions.map(asRegistered));

    expect(await register(rest)).toBe(false);

    expect(rest.written).toEqual([]);
  });

  it.each([
    ['a description', (command: Record<string, unknown>) => ({ ...command, description: 'old' })],
    ['where it can be used', (command: Record<string, unknown>) => ({ ...command, contexts: [0] })],
    ['its options', (command: Record<string, unknown>) => ({ ...command, options: [] })],
    [
      'who may use it',
      (command: Record<string, unknown>) => ({ ...command, default_member_permissions: '8' }),
    ],
    [
      'its name elsewhere',
      (command: Record<string, unknown>) => ({ ...command, name_localizations: { de: 'papier' } }),
    ],
  ])('writes when Discord has something else for %s', async (_, change) => {
    const rest = fakeRest(definitions.map(asRegistered).map((each) => change({ ...each })));

    expect(await register(rest)).toBe(true);
  });

  it('writes when Discord has a command that is no more', async () => {
    const rest = fakeRest([...definitions.map(asRegistered), { type: 1, name: 'old' }]);

    expect(await register(rest)).toBe(true);
  });

  it('registers in one server, of whose commands Discord does not say where they work', async () => {
    const rest = fakeRest(
      definitions
        .map(asRegistered)
        .map((each) => ({ ...each, contexts: null, integration_types: [0] })),
    );

    expect(await register(rest, '7')).toBe(false);
    expect(await register({ ...rest, get: async () => [] }, '7')).toBe(true);

    expect(rest.written[0]?.route).toBe('/applications/42/guilds/7/commands');
  });
});
