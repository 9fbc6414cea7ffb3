import { once } from 'node:events';
import type { Server } from 'node:http';

const HOST = '127.0.0.1';

/** How many ports are tried, one after another. */
const MAX_TRIES = 20;

/**
 * Listens on loopback: on `port`, or the next ones when it is taken.
 *
 * @param port 0 takes any free port
 * @returns the port that was free
 */
export async function listen(server: Server, port: number): Promise<number> {
  for (let tried = port; ; tried += 1) {
    try {
      server.listen(tried, HOST);
      await once(server, 'listening');
      const bound = server.address();
      if (bound === null || typeof bound === 'string') throw new Error('No port to listen on');
      return bound.port;
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken || tried + 1 >= port + MAX_TRIES || tried >= 65_535) throw error;
    }
  }
}
