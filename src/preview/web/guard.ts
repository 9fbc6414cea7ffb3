import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Lets in whoever was told the address with its key, and nobody else who reaches loopback: pages of
 * other sites in the same browser, names that resolve to this machine, other people logged in on it.
 */
export interface Guard {
  /** For the address that is printed. */
  readonly key: string;
  isKey(given: string): boolean;
  /** The header that makes the browser remember that it brought the key. */
  cookie(): string;
  /** Whether a request names this server: a name that only resolves to it does not. */
  isOurHost(headers: IncomingHttpHeaders): boolean;
  /** Whether a request names this server and comes from nowhere else. */
  isFromHere(headers: IncomingHttpHeaders): boolean;
  /** Whether a request brings the cookie. */
  isKnown(headers: IncomingHttpHeaders): boolean;
}

const KEY_BYTES = 24;

/**
 * @param given a key from elsewhere; absent: a new one
 * @throws {RangeError} when it is too short to be a secret
 */
export function secretKey(given = randomBytes(KEY_BYTES).toString('base64url')): string {
  if (Buffer.byteLength(given, 'base64url') >= KEY_BYTES) return given;
  throw new RangeError('The key of the page is too short to be a secret');
}

/**
 * @param port the one that is listened on; cookies know no ports, so that it is in the name
 * @param key a secret; pages that an earlier server of the same key and port let in are let in again
 */
export function createGuard(port: number, key: string): Guard {
  const pass = createHmac('sha256', key).update('cookie').digest('base64url');
  const name = `papercord-${port}`;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];

  return {
    key,
    isKey: (given) => isSame(given, key),
    cookie: () => `${name}=${pass}; Path=/; HttpOnly; SameSite=Strict`,
    isOurHost: ({ host = '' }) => hosts.includes(host),
    isFromHere({ host = '', origin, 'sec-fetch-site': site }) {
      if (!hosts.includes(host)) return false;
      if (origin !== undefined && origin !== `http://${host}`) return false;
      return site === undefined || site === 'same-origin' || site === 'none';
    },
    isKnown({ cookie = '' }) {
      const given = cookie
        .split(/; */)
        .find((pair) => pair.startsWith(`${name}=`))
        ?.slice(name.length + 1);
      return given !== undefined && isSame(given, pass);
    },
  };
}

/** Compares digests, so that neither content nor length shows in the time it takes. */
function isSame(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(first!, second!);
}
