/** An address made whole; `undefined` when there is none, or none of the web. */
export function resolveUrl(address: string | undefined, base: string): string | undefined {
  const text = address?.trim();
  if (!text || !URL.canParse(text, base)) return undefined;
  const { protocol, href } = new URL(text, base);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}
