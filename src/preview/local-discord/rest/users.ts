import { Hono } from 'hono';
import { refusal } from '../api-error.ts';
import type { Parts } from '../parts.ts';
import { readBody } from './body.ts';

/** The bot itself, and people. */
export function userRoutes({ world }: Parts, leave: (guildId: string) => void): Hono {
  const routes = new Hono();

  routes.get('/@me', (c) => c.json(world.bot));
  routes.get('/@me/guilds', (c) =>
    c.json([...world.guilds.values()].filter(({ id }) => world.member(id, world.bot.id))),
  );
  routes.delete('/@me/guilds/:guild', (c) => {
    const guildId = c.req.param('guild');
    if (world.member(guildId, world.bot.id) === undefined) throw refusal('unknownGuild');
    leave(guildId);
    return c.body(null, 204);
  });
  routes.post('/@me/channels', async (c) => {
    const { json } = await readBody(c);
    const recipient = String(Object(json).recipient_id);
    if (!world.users.has(recipient)) throw refusal('unknownUser');
    return c.json(world.directChannel(recipient));
  });
  routes.get('/:user', (c) => {
    const user = world.users.get(c.req.param('user'));
    if (user === undefined) throw refusal('unknownUser');
    return c.json(user);
  });

  return routes;
}
