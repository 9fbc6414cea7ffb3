import { Hono } from 'hono';
import { refusal } from '../api-error.ts';
import type { Parts } from '../parts.ts';
import { isThread } from '../permissions.ts';
import { guildIdOf } from '../world.ts';
import type { Access } from './access.ts';

/** Servers with their channels, roles and members. */
export function guildRoutes({ world }: Parts, access: Access): Hono {
  const routes = new Hono();

  function channelsOf(guildId: string) {
    return [...world.channels.values()].filter((channel) => guildIdOf(channel) === guildId);
  }

  routes.get('/:guild', (c) => c.json(access.guild(c.req.param('guild'))));
  routes.get('/:guild/roles', (c) => c.json(access.guild(c.req.param('guild')).roles));
  routes.get('/:guild/channels', (c) => {
    const { id } = access.guild(c.req.param('guild'));
    return c.json(channelsOf(id).filter((channel) => !isThread(channel)));
  });
  routes.get('/:guild/threads/active', (c) => {
    const { id } = access.guild(c.req.param('guild'));
    const active = channelsOf(id).filter(
      (channel) => 'thread_metadata' in channel && !channel.thread_metadata?.archived,
    );
    return c.json({ threads: active, members: [] });
  });
  routes.get('/:guild/members/:user', (c) => {
    const { id } = access.guild(c.req.param('guild'));
    const member = world.member(id, c.req.param('user'));
    if (member === undefined) {
      throw refusal(world.users.has(c.req.param('user')) ? 'unknownMember' : 'unknownUser');
    }
    return c.json(member);
  });
  // Listing members takes a privileged intent.
  routes.get('/:guild/members', () => {
    throw refusal('missingAccess');
  });

  return routes;
}
