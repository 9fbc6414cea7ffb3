import * as z from 'zod';
import type { Request } from './protocol.ts';

const text = z.string();
const optionValue = z.union([z.string(), z.number(), z.boolean()]);
const command = {
  channelId: text,
  name: text,
  group: text.exactOptional(),
  subcommand: text.exactOptional(),
  values: z.record(text, optionValue),
};
const component = { messageId: text, customId: text };
const fieldValue = z.union([z.string(), z.array(z.string()), z.boolean()]);
const troubles = ['dropSocket', 'rateLimit', 'serverError', 'pollNow', 'feedPaper'] as const;

const request = z.discriminatedUnion('call', [
  call('become', { user: text }),
  call('open', { channelId: text }),
  call('run', command),
  call('complete', { ...command, focused: text }),
  call('runOnMessage', { name: text, messageId: text }),
  call('press', component),
  call('select', { ...component, values: z.array(text) }),
  call('submit', { interactionId: text, fields: z.record(text, fieldValue) }),
  call('startTyping', { channelId: text }),
  call('write', {
    channelId: text,
    content: text,
    replyTo: text.exactOptional(),
    files: z.array(text).exactOptional(),
  }),
  call('edit', { messageId: text, content: text }),
  call('remove', { messageId: text }),
  call('react', { messageId: text, emoji: text, isGiven: z.boolean() }),
  call('openThread', { channelId: text, messageId: text, name: text, content: text }),
  call('openPost', {
    channelId: text,
    name: text,
    content: text,
    tags: z.array(text),
    files: z.array(text),
  }),
  call('trouble', { kind: z.enum(troubles) }),
]);

/** What a page sent; `undefined` for what no page of ours sends. */
export function readRequest(frame: string): Request | undefined {
  try {
    return request.parse(JSON.parse(frame));
  } catch {
    return undefined;
  }
}

function call<Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) {
  return z.object({ id: z.int(), call: z.literal(name), ask: z.object(shape) });
}
