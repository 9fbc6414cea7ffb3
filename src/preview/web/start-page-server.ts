import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { WebSocketServer } from 'ws';
import type { LocalDiscord } from '../local-discord/local-discord.ts';
import { buildPage } from './build-page.ts';
import { createGuard, secretKey } from './guard.ts';
import { listen } from './listen.ts';
import { createRoutes } from './routes.ts';
import { type SessionHooks, serveSession } from './session.ts';
import { createUploads } from './uploads.ts';

/** The longest call is a message of 2,000 characters. */
const MAX_FRAME_BYTES = 65_536;

export interface PageServerOptions extends Omit<SessionHooks, 'start' | 'uploads'> {
  readonly discord: LocalDiscord;
  /** Where to listen; the next free port is taken when this one is not, and any for 0. */
  readonly port: number;
  /** That of the server that this one takes the place of, so that open pages may stay. */
  readonly key?: string | undefined;
}

export interface PageServer {
  /** The address to open, with the key in it. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Serves a page that looks like Discord, for one who sits at this machine. */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const { discord } = options;
  const key = secretKey(options.key);
  const [page, html] = await Promise.all([
    buildPage(),
    readFile(new URL('page/index.html', import.meta.url), 'utf8'),
  ]);
  const server = createServer();
  const port = await listen(server, options.port);
  const guard = createGuard(port, key);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });

  const uploads = createUploads();
  const session = { ...options, uploads, start: randomUUID() };

  const app = createRoutes({ guard, page, html, files: discord.world.files, uploads });
  server.on('request', getRequestListener(app.fetch));
  server.on('upgrade', (request, socket, head) => {
    const { headers, url = '' } = request;
    const [path, search] = url.split('?');
    const isOurs = headers.origin !== undefined && guard.isFromHere(headers);
    if (path !== '/live' || !isOurs || !guard.isKnown(headers)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) =>
      serveSession(opened, session, new URLSearchParams(search).get('as')),
    );
  });

  return {
    url: `http://127.0.0.1:${port}/?key=${guard.key}`,
    port,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
