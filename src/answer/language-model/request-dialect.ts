type RequestBody = Readonly<Record<string, unknown>>;

interface Adaptation {
  /** What the server says when it refuses a request for this. */
  readonly complaint: RegExp;
  adapt(body: RequestBody): RequestBody;
}

/** Where servers that are called compatible differ, as of what they answer with status 400 or 422. */
const ADAPTATIONS: readonly Adaptation[] = [
  {
    // OpenAI's models since o1 know the limit by its new name alone, others by its old one alone.
    complaint: /unsupported.*max_tokens|max_tokens.{0,20}(?:not supported|unsupported)/is,
    adapt: ({ max_tokens, ...body }) => ({ ...body, max_completion_tokens: max_tokens }),
  },
  {
    // Models that think insist on their own temperature.
    complaint: /temperature/i,
    adapt: ({ temperature, ...body }) => body,
  },
  {
    // Mistral's server reports the usage unasked and forbids to ask for it.
    complaint: /stream_options|include_usage/i,
    adapt: ({ stream_options, ...body }) => body,
  },
  {
    // The templates of Gemma and of Mistral's first models have no place for instructions.
    complaint: /system.{0,20}role|role.{0,40}system|roles must alternate/is,
    adapt: ({ messages, ...body }) => ({ ...body, messages: mergeMessages(messages) }),
  },
];

/** How one server wants to be asked, learnt from its refusals. */
export interface RequestDialect {
  apply(body: RequestBody): Record<string, unknown>;
  /** @returns whether the complaint taught something, so that asking again makes sense */
  learn(complaint: string): boolean;
}

export function createRequestDialect(): RequestDialect {
  const learnt = new Set<Adaptation>();
  return {
    apply: (body) => ({ ...[...learnt].reduce((sent, { adapt }) => adapt(sent), body) }),
    learn(complaint) {
      const lesson = ADAPTATIONS.find((one) => !learnt.has(one) && one.complaint.test(complaint));
      if (lesson) learnt.add(lesson);
      return lesson !== undefined;
    },
  };
}

/** All messages as one of the user. */
function mergeMessages(messages: unknown): unknown {
  if (!Array.isArray(messages)) return messages;
  const texts = messages.map((message: { content?: unknown }) => message.content);
  return [{ role: 'user', content: texts.join('\n') }];
}
