import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { MAX_FILE_BYTES } from '../local-discord/file-limits.ts';
import type { World } from '../local-discord/world.ts';
import type { Page } from './build-page.ts';
import type { Guard } from './guard.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import type { Uploads } from './uploads.ts';

interface RoutesOptions {
  readonly guard: Guard;
  readonly page: Page;
  readonly html: string;
  /** What was attached to messages. */
  readonly files: World['files'];
  /** What is going to be. */
  readonly uploads: Pick<Uploads, 'add'>;
}

const WITHOUT_KEY =
  'This address needs the key that Papercord printed when it started: open that address.\n';

const TOO_LARGE = 'Your files are too powerful: the largest that Discord takes has 10 MB.\n';

/** Pictures can be shown; whatever else was attached is only handed over as a file. */
const SHOWABLE = /^image\/(png|jpeg|gif|webp)$/;

/** What the page is made of. Everything but the way in wants the cookie. */
export function createRoutes({ guard, page, html, files, uploads }: RoutesOptions): Hono<Env> {
  const app = new Hono<Env>();

  app.use(async (c, next) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.header(name, value);
    const { headers } = c.env.incoming;
    if (!guard.isOurHost(headers)) return c.text(WITHOUT_KEY, 403);
    const key = c.req.path === '/' ? c.req.query('key') : undefined;
    if (key !== undefined && guard.isKey(key)) {
      c.header('Set-Cookie', guard.cookie());
      // Away from the address bar, where the key could be read and copied by mistake.
      return c.redirect('/', 303);
    }
    if (!guard.isFromHere(headers) || !guard.isKnown(headers)) return c.text(WITHOUT_KEY, 403);
    return next();
  });

  app.get('/', (c) => c.html(html));
  app.get('/main.js', (c) => c.body(page.script, 200, { 'Content-Type': 'text/javascript' }));
  app.get('/main.css', (c) => c.body(page.style, 200, { 'Content-Type': 'text/css' }));
  app.get('/attachments/:id/:filename', (c) => {
    const file = files.get(c.req.param('id'));
    if (file === undefined) return c.notFound();
    const isShowable = SHOWABLE.test(file.contentType);
    return c.body(file.bytes, 200, {
      'Content-Type': isShowable ? file.contentType : 'application/octet-stream',
      ...(!isShowable && { 'Content-Disposition': 'attachment' }),
    });
  });
  app.post(
    '/uploads',
    bodyLimit({ maxSize: MAX_FILE_BYTES, onError: (c) => c.text(TOO_LARGE, 413) }),
    async (c) => {
      // Forms of other sites bring one, too, and the guard has looked at it.
      if (c.req.header('origin') === undefined) return c.text(WITHOUT_KEY, 403);
      const id = uploads.add({
        filename: c.req.query('name') ?? '',
        contentType: c.req.header('content-type') ?? 'application/octet-stream',
        bytes: new Uint8Array(await c.req.arrayBuffer()),
      });
      return c.json({ id }, 201);
    },
  );
  return app;
}

interface Env {
  Bindings: HttpBindings;
}
