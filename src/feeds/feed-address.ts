/**
 * Whether two addresses are those of one feed, as people write them: with `http` or `https`, with or
 * without a slash at the end or a place in the page behind it. What is no address is the same as none.
 */
export function isSameFeed(one: string, other: string): boolean {
  const key = keyOf(one);
  return key !== undefined && key === keyOf(other);
}

function keyOf(address: string): string | undefined {
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return undefined;
  const { host, pathname, search } = new URL(address);
  return host + pathname.replace(/\/+$/, '') + search;
}
