import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Traffic } from '../../../local-discord/traffic.ts';
import type { Place, TroubleKind } from '../../protocol.ts';
import type { Actions } from '../actions.ts';
import type { State } from '../state.ts';
import { ICONS } from './icons.ts';

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/** For whoever works on the bot: what goes over the line, what messages are made of, and trouble. */
export function drawer(state: State, { can }: Place, act: Actions): TemplateResult {
  const buttons: readonly (readonly [TroubleKind, string, boolean])[] = [
    ['dropSocket', 'Drop the socket', true],
    ['rateLimit', 'Next request: 429', true],
    ['serverError', 'Next request: 500', true],
    ['pollNow', 'Move to the next poll', can.pollNow],
    ['feedPaper', 'Feed a new paper', can.feedPaper],
  ];
  const isPayload = state.drawer === 'payload';
  return html`<aside class="drawer" aria-label="Developer drawer">
    <header>
      <div role="tablist" aria-label="Developer drawer" @keydown=${goToOtherTab}>
        ${tab('traffic', 'Traffic')}${tab('payload', 'Payload')}
      </div>
      <button class="icon-button" type="button" aria-label="Close the drawer"
        @click=${() => act.showDrawer('closed')}>${ICONS.close}</button>
    </header>
    <div class="drawer-body" role="tabpanel" tabindex="0" aria-label=${isPayload ? 'Payload' : 'Traffic'}>
      ${isPayload ? payload(state) : log(state)}
    </div>
    <footer>
      ${buttons.map(
        ([kind, label, isPossible]) => html`<button class="button secondary small" type="button"
          ?disabled=${!isPossible} @click=${() => act.makeTrouble(kind)}>${label}</button>`,
      )}
      <p role="status">${state.said}</p>
    </footer>
  </aside>`;

  function tab(name: 'traffic' | 'payload', label: string): TemplateResult {
    return html`<button type="button" role="tab" aria-selected=${state.drawer === name}
      tabindex=${state.drawer === name ? 0 : -1}
      @click=${() => act.showDrawer(name)}>${label}</button>`;
  }
}

/** There are two, so that each arrow leads to the other. */
function goToOtherTab({ key, currentTarget }: KeyboardEvent): void {
  if (!['ArrowLeft', 'ArrowRight'].includes(key) || !(currentTarget instanceof Element)) return;
  const other = currentTarget.querySelector<HTMLElement>('[role="tab"][aria-selected="false"]');
  other?.focus();
  other?.click();
}

/** Each line is its own, so that what is open stays open, and is made once, as bodies are long. */
function log({ traffic }: State): TemplateResult {
  return traffic.length === 0
    ? html`<p class="drawer-note">Nothing has gone over the line yet.</p>`
    : html`<ol class="traffic">${repeat(
        traffic,
        (each) => each,
        (each) => guard([each], () => line(each)),
      )}</ol>`;
}

function payload(state: State): TemplateResult {
  const views = [...state.views.values()];
  const shown = views
    .map(({ messages }) => messages.get(state.inspected ?? ''))
    .find((each) => each !== undefined);
  return shown
    ? html`<pre class="payload">${JSON.stringify(shown.message, undefined, 2)}</pre>`
    : html`<p class="drawer-note">Choose “Payload” beside a message.</p>`;
}

function line(traffic: Traffic): TemplateResult {
  const time = CLOCK.format(traffic.atMs);
  if (traffic.kind === 'event') {
    const { name, body } = traffic;
    return html`<li class="event">${withBody(html`<time>${time}</time> <b>▼ ${name}</b>`, body)}</li>`;
  }
  const { method, path, status, tookMs, body } = traffic;
  const summary = html`<time>${time}</time>
    <b>▲ ${method}</b> <span class="path" title=${path}>${shorten(path)}</span>
    <span class="status">${status}</span> <span class="took">${tookMs.toFixed(1)} ms</span>`;
  return html`<li class="request ${status >= 400 ? 'refused' : ''}">${
    body === undefined ? html`<p>${summary}</p>` : withBody(summary, body)
  }</li>`;
}

function withBody(summary: TemplateResult, body: string): TemplateResult {
  return html`<details><summary>${summary}</summary><pre>${body}</pre></details>`;
}

/** Ids are long, and say little. */
function shorten(path: string): string {
  return path.replace(/\d{13,}(\d{4})/g, '…$1');
}
