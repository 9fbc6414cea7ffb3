import { z } from 'zod';
import { ApiError, invalidForm, nestErrors } from './api-error.ts';

/** A complaint as Zod carries it: Discord's code and words in one message. */
export function complaint(code: string, message: string): string {
  return `${code}: ${message}`;
}

export const REQUIRED = complaint('BASE_TYPE_REQUIRED', 'This field is required');

/** How long Discord says a text is: it counts code points, not UTF-16 units. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

function lengthComplaint(min: number, max: number): string {
  return min > 0
    ? complaint('BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`)
    : complaint('BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
}

/** A text of so many characters, kept as it came. */
export function text(min: number, max: number) {
  return z.string().refine((value) => lengthOf(value) <= max && lengthOf(value.trim()) >= min, {
    error: lengthComplaint(min, max),
  });
}

/** A text whose outer white space Discord drops before it counts. */
export function trimmed(max: number) {
  return z
    .string()
    .transform((value) => value.trim())
    .refine((value) => lengthOf(value) <= max, { error: lengthComplaint(0, max) });
}

/** Like {@link trimmed}, but an empty one counts as left out. */
export function requiredTrimmed(max: number) {
  return trimmed(max).refine((value) => value !== '', { error: REQUIRED });
}

export function list<Item extends z.ZodType>(item: Item, min: number, max: number) {
  return z.array(item).refine((items) => items.length >= min && items.length <= max, {
    error: lengthComplaint(min, max),
  });
}

export function integer(min: number, max: number) {
  return z.int().min(min).max(max);
}

export const snowflake = z.string().regex(/^\d{1,20}$/, {
  error: ({ input }) =>
    complaint('NUMBER_TYPE_COERCE', `Value ${JSON.stringify(input)} is not snowflake.`),
});

/** An address with one of the schemes; `max` is counted first. */
export function url(max: number, ...schemes: string[]) {
  return z.string().superRefine((value, context) => {
    const error = urlComplaint(value, max, schemes);
    if (error !== undefined) context.addIssue({ code: 'custom', message: error });
  });
}

function urlComplaint(value: string, max: number, schemes: readonly string[]): string | undefined {
  if (lengthOf(value) > max) return lengthComplaint(0, max);
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(value)?.[1]?.toLowerCase();
  if (scheme !== undefined && !schemes.includes(scheme)) {
    const allowed = schemes.map((name) => `'${name}'`).join(', ');
    return complaint(
      'URL_TYPE_INVALID_SCHEME',
      `Scheme "${scheme}" is not supported. Scheme must be one of (${allowed}).`,
    );
  }
  if (scheme === undefined || /\s/.test(value) || !URL.canParse(value)) {
    return complaint('URL_TYPE_INVALID_URL', 'Not a well formed URL.');
  }
  return undefined;
}

/** Adds one complaint about a field below the value being checked. */
export function complain(
  context: z.RefinementCtx,
  path: readonly PropertyKey[],
  code: string,
  message: string,
): void {
  context.addIssue({ code: 'custom', path: [...path], message: complaint(code, message) });
}

/** Discord's words for what Zod finds by itself. */
function describe(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined || issue.input === null) return REQUIRED;
  switch (issue.code) {
    case 'invalid_union':
      return issue.discriminator === undefined
        ? typeComplaint('string', issue.input)
        : complaint(
            'UNION_TYPE_CHOICES',
            `Value of field "type" must be one of (${optionsOf(issue)}).`,
          );
    case 'invalid_value':
      return complaint('BASE_TYPE_CHOICES', `Value must be one of {${issue.values.join(', ')}}.`);
    case 'too_big':
      return complaint(
        'NUMBER_TYPE_MAX',
        `int value should be less than or equal to ${issue.maximum}.`,
      );
    case 'too_small':
      return complaint(
        'NUMBER_TYPE_MIN',
        `int value should be greater than or equal to ${issue.minimum}.`,
      );
    case 'unrecognized_keys':
    case 'invalid_key':
      return complaint('BASE_TYPE_CHOICES', 'Value must be one of the languages of Discord.');
    case 'invalid_type':
      return typeComplaint(issue.expected, issue.input);
    default:
      return complaint('MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
  }
}

function optionsOf(issue: z.core.$ZodRawIssue): string {
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
  return options.length === 1 ? `${options[0]},` : options.join(', ');
}

function typeComplaint(expected: string, input: unknown): string {
  const shown = typeof input === 'string' ? input : JSON.stringify(input);
  switch (expected) {
    case 'string':
      return complaint('STRING_TYPE_CONVERT', `Could not interpret "${shown}" as string.`);
    case 'int':
    case 'number':
      return complaint('NUMBER_TYPE_COERCE', `Value "${shown}" is not int.`);
    case 'boolean':
      return complaint('BOOLEAN_TYPE_CONVERT', 'Must be either true or false.');
    case 'array':
      return complaint('LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
    case 'record':
      return complaint('DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
    default:
      return complaint('MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
  }
}

/** Every `null` inside a field counts as that field's being left out. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .map(([key, inner]) => [key, withoutNulls(inner)]),
  );
}

/**
 * Checks a body against a form and drops what the form does not know.
 *
 * @throws {ApiError} `Invalid Form Body`, naming every bad field
 */
export function parseForm<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(withoutNulls(body), { error: describe });
  if (parsed.success) return parsed.data;
  throw invalidForm(
    nestErrors(
      parsed.error.issues.map((issue) => {
        const { message, path } = issue;
        const [, name = 'BASE_TYPE_INVALID', words = message] =
          /^([A-Z][A-Z\d_]*): (.*)$/s.exec(message) ?? [];
        // Discord lays a wrong type at the whole component's door, Zod at its `type` field's.
        const isWrongType = issue.code === 'invalid_union' && issue.discriminator !== undefined;
        const where = isWrongType ? path.slice(0, -1) : path;
        return { path: where, code: name, message: words };
      }),
    ),
  );
}

/** Puts a refusal about single fields under one more field; others stay as they are. */
export function under<Result>(field: string, check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    if (error instanceof ApiError && error.errors !== undefined) {
      throw invalidForm({ [field]: error.errors });
    }
    throw error;
  }
}
