/** One complaint about one field, in Discord's words. */
export interface FormError {
  readonly code: string;
  readonly message: string;
}

/** Complaints by field, nested as the body is; `_errors` holds those about the field itself. */
export interface FormErrors {
  [field: string]: FormErrors | FormError[];
}

/** A request that Discord refuses, with the body it would answer. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: FormErrors | undefined;

  constructor(status: number, code: number, message: string, errors?: FormErrors) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  get body(): { message: string; code: number; errors?: FormErrors } {
    const { message, code, errors } = this;
    return errors === undefined ? { message, code } : { message, code, errors };
  }
}

const REFUSALS = {
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  methodNotAllowed: [405, 0, '405: Method Not Allowed'],
  badJson: [400, 50109, 'The request body contains invalid JSON.'],
  tooLarge: [413, 40005, 'Request entity too large'],
  unknownApplication: [404, 10002, 'Unknown Application'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownEmoji: [400, 10014, 'Unknown Emoji'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  tooManyReactions: [400, 30010, 'Maximum number of reactions reached (20)'],
  tooManyCommands: [400, 30032, 'Maximum number of application commands reached (100)'],
  alreadyCrossposted: [400, 40033, 'This message has already been crossposted.'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  tooManyFollowUps: [400, 40094, 'This interaction has reached the limit of follow-up messages.'],
  missingAccess: [403, 50001, 'Missing Access'],
  notInDirectMessages: [403, 50003, 'Cannot execute action on a DM channel'],
  otherAuthor: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  closedDirectMessages: [403, 50007, 'Cannot send messages to this user'],
  noTextHere: [400, 50008, 'Cannot send messages in a non-text channel'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  systemMessage: [403, 50021, 'Cannot execute action on a system message'],
  tagRequired: [400, 40067, 'A tag is required to create a forum post in this channel'],
  unknownTag: [404, 10087, 'Unknown Tag'],
  wrongChannelType: [400, 50024, 'Cannot execute action on this channel type'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  archivedThread: [400, 50083, 'Thread is archived'],
  repliesUnread: [403, 160002, 'You cannot reply without permission to read message history.'],
  hasThreadAlready: [400, 160004, 'A thread has already been created for this message'],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>;

/** The name of something Discord refuses without looking at single fields. */
type Refusal = keyof typeof REFUSALS;

/** Discord's own status, code and words for a refusal. */
export function refusal(name: Refusal): ApiError {
  const [status, code, message] = REFUSALS[name];
  return new ApiError(status, code, message);
}

/** `Invalid Form Body`: what is wrong, field by field. */
export function invalidForm(errors: FormErrors): ApiError {
  return new ApiError(400, 50035, 'Invalid Form Body', errors);
}

/** What is wrong, for a person: of a form, with the first complaint and the field that it is about. */
export function reasonOf(error: Error): string {
  const { message } = error;
  const complaint = error instanceof ApiError && firstComplaint(error.errors ?? {});
  return complaint ? `${message}: ${complaint}` : message;
}

function firstComplaint(errors: FormErrors, path: readonly string[] = []): string | undefined {
  for (const [field, inner] of Object.entries(errors)) {
    const found = Array.isArray(inner)
      ? inner.map(({ message }) => [...path, message].join(': '))[0]
      : firstComplaint(inner, [...path, field]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Nests complaints under the fields they are about. */
export function nestErrors(
  complaints: readonly (FormError & { readonly path: readonly PropertyKey[] })[],
): FormErrors {
  const root: FormErrors = {};
  for (const { path, code, message } of complaints) {
    let at = root;
    for (const key of path) {
      at[String(key)] ??= {};
      at = at[String(key)] as FormErrors;
    }
    at._errors ??= [];
    (at._errors as FormError[]).push({ code, message });
  }
  return root;
}
