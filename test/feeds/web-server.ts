import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface WebServer {
  /** Without a slash at the end. */
  readonly url: string;
  readonly requests: readonly IncomingMessage[];
}

/** A server on loopback in the place of a source; it is closed when the test is over. */
export async function startWebServer(
  answer: (request: IncomingMessage, response: ServerResponse, count: number) => void,
): Promise<WebServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response, requests.length);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests };
}

/** What was asked for by the query of the address. */
export function queryOf({ url }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(new URL(url ?? '/', 'http://localhost').searchParams);
}
