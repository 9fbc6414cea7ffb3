import { renderCommand } from './render-command.ts';
import { subscript, superscript } from './scripts.ts';
import type { TexContext } from './tex-context.ts';

const PLAIN = /[^\\{}^_'~&\s]+/y;
const PRIMES: Readonly<Record<string, string>> = { "'": '′', "''": '″', "'''": '‴' };

/**
 * Converts the next piece of a formula. The author's spaces are kept, though TeX sets its own,
 * because they are the best guess at where a reader wants some.
 */
export function renderMathPiece(tex: TexContext): string {
  const { cursor } = tex;
  const plain = cursor.take(PLAIN);
  if (plain !== undefined) return plain;
  if (cursor.take(/[\s~&]+/y) !== undefined) return /(?:^|\s)$/.test(tex.before) ? '' : ' ';
  const primes = cursor.take(/'+/y);
  if (primes !== undefined) return PRIMES[primes] ?? '′'.repeat(primes.length);
  if (cursor.next === '\\') return renderCommand(tex);

  const group = cursor.takeGroup();
  if (group !== undefined) return tex.render(group);
  const sign = cursor.take(/./suy) ?? '';
  if (sign !== '^' && sign !== '_') return sign;
  const script = cursor.takeArgument();
  if (script === undefined) return sign;
  const content = tex.render(script);
  return sign === '^' ? superscript(content) : subscript(content);
}
