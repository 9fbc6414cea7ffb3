import type { Context } from 'hono';
import { refusal } from '../api-error.ts';
import { MAX_FILE_BYTES } from '../file-limits.ts';
import type { Upload } from '../message-content.ts';

/** A request's body: its JSON, and the files that came with it. */
export interface Body {
  readonly json: unknown;
  readonly uploads: readonly Upload[];
}

/**
 * Reads a body, sent as JSON or as a form with `payload_json` and `files[n]`; an empty one is `{}`.
 *
 * @throws {ApiError} for JSON that is none, and for files that are too large
 */
export async function readBody(context: Context): Promise<Body> {
  if (!context.req.header('content-type')?.startsWith('multipart/form-data')) {
    return { json: parse(await context.req.text()), uploads: [] };
  }
  const form = await context.req.formData();
  const uploads: Upload[] = [];
  for (const [name, part] of form) {
    const [, key] = /^files?\[(\d+)\]$/.exec(name) ?? [];
    if (key === undefined || typeof part === 'string') continue;
    if (part.size > MAX_FILE_BYTES) throw refusal('tooLarge');
    uploads.push({
      key,
      filename: part.name,
      contentType: part.type || 'application/octet-stream',
      bytes: new Uint8Array(await part.arrayBuffer()),
    });
  }
  const json = form.get('payload_json');
  return { json: parse(typeof json === 'string' ? json : ''), uploads };
}

function parse(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('badJson');
  }
}
