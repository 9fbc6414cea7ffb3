import type { Dialect } from 'kysely';

/** The dialect with every value of every query passed through `toBindable` before the driver. */
export function guardParameters(
  dialect: Dialect,
  toBindable: (value: unknown) => unknown,
): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => dialect.createDriver(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler() {
      const compiler = dialect.createQueryCompiler();
      return {
        compileQuery(node, queryId) {
          const query = compiler.compileQuery(node, queryId);
          return { ...query, parameters: query.parameters.map(toBindable) };
        },
      };
    },
  };
}

/**
 * What libsql can be given: texts, whole numbers, which ours all are, and NULL. It ends the whole
 * process over a boolean or a lone Buffer, and takes `undefined` for NULL.
 *
 * @throws TypeError for a value of any other kind
 */
export function bindableByLibsql(value: unknown): unknown {
  if (value === null || Number.isSafeInteger(value)) return value;
  if (typeof value === 'string') return storableText(value);
  const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
  throw new TypeError(
    `The database takes texts, whole numbers and null, not ${kind} ${String(value).slice(0, 40)}: flags are 0 or 1, times epoch milliseconds.`,
  );
}

/** What PostgreSQL can be given; of kinds of values it says itself what it does not take. */
export function bindableByPostgres(value: unknown): unknown {
  return typeof value === 'string' ? storableText(value) : value;
}

/**
 * The text with U+FFFD for what a database cannot hold: halves of surrogate pairs, and NUL, at
 * which libsql cuts a text and which PostgreSQL refuses.
 */
function storableText(text: string): string {
  const wellFormed = LONE_SURROGATE.test(text) ? Buffer.from(text).toString() : text;
  return wellFormed.includes('\0') ? wellFormed.replaceAll('\0', '\uFFFD') : wellFormed;
}

const LONE_SURROGATE = /\p{Surrogate}/u;
