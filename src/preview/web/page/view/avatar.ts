import type { APIUser } from 'discord-api-types/v10';
import { html, type TemplateResult } from 'lit';

/** Backgrounds of pictures that people have not chosen; white is readable on each. */
const COLOURS = ['#5865f2', '#a03a9b', '#2d7d46', '#b3472f', '#30709e'];

export function nameOf({ global_name, username }: APIUser): string {
  return global_name ?? username;
}

/** Nobody here has a picture; who they are is told by a letter and a colour. */
export function avatar(user: APIUser, size: 'small' | 'large' = 'large'): TemplateResult {
  return html`<img class="avatar ${size}" src=${avatarAddress(user)} alt="" draggable="false">`;
}

/** A picture that stands in the address itself. */
export function avatarAddress(user: APIUser): string {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect width="80" height="80" fill="${colourOf(user)}"/>${user.bot ? BOT_DRAWING : letterOf(user)}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(drawing)}`;
}

/** A sheet of paper with lines on it. */
const BOT_DRAWING =
  '<path fill="#fff" d="M24 16h22l12 12v36H24Z"/><path fill="#c9cdfb" d="M46 16l12 12H46Z"/><path stroke="#5865f2" stroke-width="4" stroke-linecap="round" d="M31 36h20M31 45h20M31 54h13"/>';

function letterOf(user: APIUser): string {
  const [letter = '?'] = nameOf(user);
  const safe = /\p{L}|\p{N}/u.test(letter) ? letter.toUpperCase() : '?';
  return `<text x="40" y="54" font-family="sans-serif" font-size="38" font-weight="600" fill="#fff" text-anchor="middle">${safe}</text>`;
}

function colourOf({ id, bot }: APIUser): string {
  if (bot) return COLOURS[0] ?? '';
  // The low bits of an id count up: neighbours get different colours.
  return COLOURS[1 + (Number(BigInt(id) % 4n) % (COLOURS.length - 1))] ?? '';
}
