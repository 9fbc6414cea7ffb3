import type { WebDocument } from '../../src/feeds/documents/web-document.ts';

/** A text as a document of the web, in UTF-8 unless its bytes are given. */
export function webDocument(
  content: string | Uint8Array,
  {
    contentType,
    url = 'https://lab.example/feed.xml',
  }: { contentType?: string; url?: string } = {},
): WebDocument {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { bytes, contentType, url };
}
