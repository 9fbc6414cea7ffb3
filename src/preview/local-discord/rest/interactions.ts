import {
  MessageFlags,
  type RESTPostAPIInteractionCallbackWithResponseResult,
  InteractionResponseType as Response,
} from 'discord-api-types/v10';
import { Hono } from 'hono';
import { refusal } from '../api-error.ts';
import type { Respond } from '../first-response.ts';
import type { FollowUps } from '../follow-ups.ts';
import type { Interaction } from '../interaction.ts';
import type { World } from '../world.ts';
import { readBody } from './body.ts';

/** The first response to an interaction. */
export function callbackRoutes(world: World, respond: Respond): Hono {
  const routes = new Hono();
  routes.post('/:id/:token/callback', async (c) => {
    const { json, uploads } = await readBody(c);
    const { id, token } = c.req.param();
    const interaction = respond(id, token, json, uploads);
    return c.req.query('with_response') === 'true'
      ? c.json(callbackResult(world, interaction))
      : c.body(null, 204);
  });
  return routes;
}

/** Messages by an interaction's token: the first response and those that follow it. */
export function webhookRoutes(world: World, followUps: FollowUps): Hono {
  const routes = new Hono();
  routes.use('/:application/:token/*', (c, next) => {
    if (c.req.param('application') !== world.application.id) throw refusal('unknownWebhook');
    return next();
  });
  routes.post('/:application/:token', async (c) => {
    const { json, uploads } = await readBody(c);
    return c.json(followUps.post(c.req.param('token'), json, uploads));
  });
  routes.get('/:application/:token/messages/:id', (c) =>
    c.json(followUps.get(c.req.param('token'), c.req.param('id'))),
  );
  routes.patch('/:application/:token/messages/:id', async (c) => {
    const { json, uploads } = await readBody(c);
    return c.json(followUps.edit(c.req.param('token'), c.req.param('id'), json, uploads));
  });
  routes.delete('/:application/:token/messages/:id', (c) => {
    followUps.remove(c.req.param('token'), c.req.param('id'));
    return c.body(null, 204);
  });
  return routes;
}

/** What a callback answers when it is asked `with_response`. */
function callbackResult(
  world: World,
  interaction: Interaction,
): RESTPostAPIInteractionCallbackWithResponseResult {
  const { id, type, response = Response.Pong, originalId } = interaction;
  const message = world.messages.get(originalId ?? '')?.message;
  const flags = message?.flags ?? 0;
  return {
    interaction: {
      id,
      type,
      ...(message && {
        response_message_id: message.id,
        response_message_loading: (flags & MessageFlags.Loading) !== 0,
        response_message_ephemeral: (flags & MessageFlags.Ephemeral) !== 0,
      }),
    },
    resource: { type: response, ...(message && { message }) },
  };
}
