import { unescape as decode } from 'node:querystring';

/** Where requests go, in the words of the AI SDK. */
export interface ServerAddress {
  readonly baseURL: string;
  readonly queryParams: Record<string, string>;
  readonly headers: Record<string, string>;
}

/**
 * Takes an address apart: `fetch` refuses a name and password in it, and would repeat them in its
 * error; a query (`?api-version=…`) has to come after the path that is added.
 *
 * @param url the base, or the whole address with `/chat/completions`
 */
export function parseServerAddress(url: string, apiKey: string | undefined): ServerAddress {
  const { origin, pathname, searchParams, username, password } = new URL(url);
  const login = [username, password].map((part) => decode(part)).join(':');
  const authorization =
    apiKey !== undefined
      ? `Bearer ${apiKey}`
      : login !== ':' && `Basic ${Buffer.from(login).toString('base64')}`;
  return {
    baseURL: origin + pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, ''),
    queryParams: Object.fromEntries(searchParams),
    headers: authorization ? { authorization } : {},
  };
}
