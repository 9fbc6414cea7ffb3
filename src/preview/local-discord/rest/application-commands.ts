import type { APIApplicationCommand } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { refusal } from '../api-error.ts';
import type { Parts } from '../parts.ts';
import { type CommandForm, validateCommand, validateCommands } from '../validate-command.ts';
import type { Access } from './access.ts';
import { readBody } from './body.ts';

/** The application's commands, global and of one server. */
export function applicationCommandRoutes({ world, live, nextId }: Parts, access: Access): Hono {
  /** A stored command from its definition; one that did not change keeps its version. */
  function store(form: CommandForm, guildId: string | undefined): APIApplicationCommand {
    const before = world
      .commands(guildId)
      .find(({ name, type }) => name === form.name && type === form.type);
    const command: APIApplicationCommand = {
      ...commandOf(form),
      application_id: world.application.id,
      ...(guildId !== undefined && { guild_id: guildId }),
      id: before?.id ?? nextId(),
      version: before?.version ?? nextId(),
    };
    const isSame = before && JSON.stringify(before) === JSON.stringify(command);
    return isSame || !before ? command : { ...command, version: nextId() };
  }

  function set(guildId: string | undefined, commands: readonly APIApplicationCommand[]): void {
    world.setCommands(guildId, commands);
    live.emit('placeChange');
  }

  function replace(
    guildId: string | undefined,
    id: string,
    command: APIApplicationCommand | undefined,
  ): void {
    const others = world.commands(guildId).filter((each) => each.id !== id);
    set(guildId, command ? [...others, command] : others);
  }

  function find(guildId: string | undefined, id: string): APIApplicationCommand {
    const found = world.commands(guildId).find((command) => command.id === id);
    if (found === undefined) throw refusal('unknownCommand');
    return found;
  }

  const routes = new Hono();
  for (const path of ['/:application/commands', '/:application/guilds/:guild/commands']) {
    /** The scope that a path names: a server the bot is in, or the whole application. */
    const scope = (application: string | undefined, guild: string | undefined) => {
      if (application !== world.application.id) throw refusal('unknownApplication');
      return guild === undefined ? undefined : access.guild(guild).id;
    };

    routes.get(path, (c) => {
      const guildId = scope(c.req.param('application'), c.req.param('guild'));
      const commands = world.commands(guildId);
      const isWhole = c.req.query('with_localizations') === 'true';
      return c.json(isWhole ? commands : withoutLocalizations(commands));
    });
    routes.put(path, async (c) => {
      const guildId = scope(c.req.param('application'), c.req.param('guild'));
      const { json } = await readBody(c);
      const commands = validateCommands(json).map((form) => store(form, guildId));
      set(guildId, commands);
      return c.json(commands);
    });
    routes.post(path, async (c) => {
      const guildId = scope(c.req.param('application'), c.req.param('guild'));
      const { json } = await readBody(c);
      const isNew = world.commands(guildId).length;
      const command = store(validateCommand(json), guildId);
      replace(guildId, command.id, command);
      return c.json(command, world.commands(guildId).length > isNew ? 201 : 200);
    });
    routes.get(`${path}/:id`, (c) => {
      const guildId = scope(c.req.param('application'), c.req.param('guild'));
      return c.json(find(guildId, c.req.param('id') ?? ''));
    });
    routes.patch(`${path}/:id`, async (c) => {
      const guildId = scope(c.req.param('application'), c.req.param('guild'));
      const before = find(guildId, c.req.param('id') ?? '');
      const { json } = await readBody(c);
      const form = validateCommand({ ...before, ...Object(json) });
      const command = { ...before, ...commandOf(form), version: nextId() };
      replace(guildId, before.id, command);
      return c.json(command);
    });
    routes.delete(`${path}/:id`, (c) => {
      const guildId = scope(c.req.param('application'), c.req.param('guild'));
      replace(guildId, find(guildId, c.req.param('id') ?? '').id, undefined);
      return c.body(null, 204);
    });
  }
  return routes;
}

type Definition = Omit<APIApplicationCommand, 'id' | 'version' | 'application_id' | 'guild_id'>;

/** A definition with what Discord fills in where nothing was said. */
function commandOf(form: CommandForm): Definition {
  return {
    type: form.type,
    name: form.name,
    name_localizations: form.name_localizations ?? null,
    description: form.description,
    description_localizations:
      ('description_localizations' in form && form.description_localizations) || null,
    default_member_permissions: form.default_member_permissions ?? null,
    dm_permission: form.dm_permission ?? true,
    contexts: form.contexts ?? null,
    integration_types: form.integration_types ?? [0],
    nsfw: form.nsfw ?? false,
    ...('options' in form && {
      // Checked against the shapes of Discord's options, which is what they are. Discord does not
      // say of an option that it is not required.
      options: without(
        form.options as NonNullable<APIApplicationCommand['options']>,
        (key, inner) => key === 'required' && inner === false,
      ),
    }),
  };
}

/** Discord leaves localizations out unless they are asked for. */
function withoutLocalizations(commands: readonly APIApplicationCommand[]) {
  return without(commands, (key) => key.endsWith('_localizations'));
}

function without<Value>(value: Value, isLeftOut: (key: string, inner: unknown) => boolean): Value {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => (isLeftOut(key, inner) ? undefined : inner)),
  );
}
