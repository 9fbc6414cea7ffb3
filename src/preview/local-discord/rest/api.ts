import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ApiError, refusal } from '../api-error.ts';
import type { Strike, Trouble } from '../faults.ts';
import { createRateLimits, type RateLimit } from '../rate-limits.ts';
import { describeBody, type Traffic, withoutToken } from '../traffic.ts';
import { type Body, readBody } from './body.ts';

type Env = { Bindings: HttpBindings };

interface ApiOptions {
  readonly token: string;
  readonly now: () => number;
  readonly crosspostLimit?: RateLimit | undefined;
  readonly strike: Strike;
  readonly log: (line: string) => void;
  readonly trace: (request: Traffic & { readonly kind: 'request' }) => void;
  /** Adds the routes, which stand below `/api/v10`. */
  readonly addRoutes: (api: Hono) => void;
}

/** Discord's REST API around its routes: log, faults, token, rate limits, errors. */
export function createApi(options: ApiOptions): Hono<Env> {
  const api = new Hono();
  options.addRoutes(api);

  const app = new Hono<Env>();
  app.use('/api/*', logRequests(options));
  app.use('/api/*', strikeRequests(options.strike));
  app.use('/api/*', checkToken(options.token));
  app.use('/api/*', limitRate(options.now, options.crosspostLimit));
  app.route('/api/v10', api);
  app.notFound((c) => refuse(c, refusal('notFound')));
  app.onError((error, c) => {
    if (error instanceof ApiError) return refuse(c, error);
    options.log(`${c.req.method} ${c.req.path} broke: ${error.stack}`);
    return c.json({ message: '500: Internal Server Error', code: 0 }, 500);
  });
  return app;
}

function pathOf(c: Context): string {
  return c.req.path.replace(/^\/api(\/v\d+)?/, '');
}

function refuse(c: Context, error: ApiError): Response {
  return c.json(error.body, error.status as ContentfulStatusCode);
}

function logRequests({
  log,
  trace,
  now,
}: Pick<ApiOptions, 'log' | 'trace' | 'now'>): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { method } = c.req;
    const path = pathOf(c);
    const atMs = now();
    const startedAt = performance.now();
    const body = await bodyOf(c);
    await next();
    const { status } = c.res;
    log(`${method} ${path} ${status}`);
    const tookMs = performance.now() - startedAt;
    trace({
      kind: 'request',
      method,
      path: withoutToken(path),
      status,
      tookMs,
      atMs,
      ...(body !== undefined && { body }),
    });
  };
}

/** What came with a request, for reading; a body that cannot be read is refused where it is used. */
async function bodyOf(c: Context): Promise<string | undefined> {
  if (c.req.method === 'GET') return undefined;
  const { json, uploads } = await readBody(c).catch((): Body => ({ json: {}, uploads: [] }));
  const files = uploads.map(
    ({ key, filename, bytes }) => [`files[${key}]`, `${filename}, ${bytes.length} bytes`] as const,
  );
  const isEmpty = files.length === 0 && Object.keys(Object(json)).length === 0;
  if (isEmpty) return undefined;
  return describeBody(
    files.length === 0 ? json : { ...Object(json), ...Object.fromEntries(files) },
  );
}

function strikeRequests(strike: Strike): MiddlewareHandler<Env> {
  return async (c, next) => {
    const userAgent = c.req.header('user-agent') ?? '';
    const trouble = strike({ method: c.req.method, path: pathOf(c), userAgent });
    if (trouble?.kind === 'rateLimit') return tooMany(c, trouble);
    if (trouble?.kind === 'status' && trouble.when !== 'after') return faultOf(c, trouble);
    if (trouble?.kind === 'delay') await sleep(trouble.ms);
    if (trouble?.kind === 'cut' && trouble.when === 'before') return hangUp(c);
    await next();
    if (trouble?.kind === 'cut' && trouble.when === 'after') return hangUp(c);
    if (trouble?.kind === 'status') c.res = faultOf(c, trouble);
    return undefined;
  };
}

/** Closes the connection, so that the bot never sees the answer. */
function hangUp(c: Context<Env>): Response {
  c.env.incoming.socket.destroy();
  return c.body(null, 500);
}

function faultOf(c: Context, trouble: Trouble & { kind: 'status' }): Response {
  const { status, code = 0, message = `${status}: ${status < 500 ? 'Refused' : 'Down'}` } = trouble;
  return refuse(c, new ApiError(status, code, message));
}

function tooMany(
  c: Context,
  limit: { readonly retryAfterMs: number; readonly scope?: 'user' | 'global' | 'shared' },
): Response {
  const { retryAfterMs, scope = 'user' } = limit;
  const seconds = retryAfterMs / 1000;
  const isGlobal = scope === 'global';
  c.header('Retry-After', String(seconds));
  c.header('X-RateLimit-Scope', scope);
  if (isGlobal) c.header('X-RateLimit-Global', 'true');
  if (scope === 'user') {
    c.header('X-RateLimit-Remaining', '0');
    c.header('X-RateLimit-Reset-After', String(seconds));
  }
  return c.json(
    { message: 'You are being rate limited.', retry_after: seconds, global: isGlobal },
    429,
  );
}

/** Callbacks and webhooks carry their token in the path; everything else needs the bot's. */
function checkToken(token: string): MiddlewareHandler<Env> {
  return (c, next) => {
    const isTokenInPath = /^\/(interactions|webhooks)\//.test(pathOf(c));
    if (!isTokenInPath && c.req.header('authorization') !== `Bot ${token}`) {
      throw refusal('unauthorized');
    }
    return next();
  };
}

function limitRate(
  now: () => number,
  crosspostLimit: RateLimit | undefined,
): MiddlewareHandler<Env> {
  const take = createRateLimits(now, crosspostLimit);
  return async (c, next) => {
    const path = pathOf(c);
    // First responses have a deadline, and no limit.
    if (path.endsWith('/callback')) return next();
    const { headers, retryAfterMs } = take(c.req.method, path);
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    return retryAfterMs === undefined ? next() : tooMany(c, { retryAfterMs });
  };
}
