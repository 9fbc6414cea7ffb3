import { html, type nothing, type TemplateResult } from 'lit';
import type { MarkdownNode, Place, ShownMessage } from '../../protocol.ts';
import { nameOf } from './avatar.ts';
import { formatTimestamp } from './format-time.ts';

type Drawn = TemplateResult | string | typeof nothing;

/** What texts can mention. */
export type Named = Pick<Place, 'members' | 'channels' | 'guild' | 'viewer'>;

/** A text of a message, as elements; lit escapes whatever stands in it. */
export function markdown(
  text: string | undefined,
  texts: ShownMessage['texts'],
  place: Named,
): readonly Drawn[] {
  return text === undefined ? [] : drawAll(texts[text] ?? [], place);
}

function drawAll(nodes: readonly MarkdownNode[], place: Named): readonly Drawn[] {
  return nodes.map((node) => draw(node, place));
}

function draw(node: MarkdownNode, place: Named): Drawn {
  const { content } = node;
  const words = typeof content === 'string' ? content : '';
  const inner = () => (Array.isArray(content) ? drawAll(content, place) : [words]);
  switch (node.type) {
    case 'text':
    case 'emoticon':
    case 'newline':
      return words;
    case 'br':
      return html`<br>`;
    case 'strong':
      return html`<strong>${inner()}</strong>`;
    case 'em':
      return html`<em>${inner()}</em>`;
    case 'u':
      return html`<u>${inner()}</u>`;
    case 'strike':
    case 'del':
      return html`<s>${inner()}</s>`;
    case 'footnote':
      return html`<small class="small-print">${inner()}</small>`;
    case 'heading':
      return heading(node.level ?? 3, inner());
    case 'blockQuote':
      return html`<blockquote>${inner()}</blockquote>`;
    case 'inlineCode':
      return html`<code>${words}</code>`;
    case 'codeBlock':
      return html`<pre tabindex="0"><code>${words}</code></pre>`;
    case 'list':
      return list(node, place);
    case 'spoiler':
      return spoiler(inner());
    case 'link':
    case 'url':
    case 'autolink':
      return link(node.target ?? '', inner());
    default:
      return mention(node, place) ?? html`${inner()}`;
  }
}

/**
 * Right below the name of who wrote it, whichever level it has: writers choose those by size, and
 * levels that they pass over would be gaps in the page's outline.
 */
function heading(level: number, inner: readonly Drawn[]): TemplateResult {
  return html`<div class="heading-${level}" role="heading" aria-level="3">${inner}</div>`;
}

function list({ ordered, start, items = [] }: MarkdownNode, place: Named): TemplateResult {
  const drawn = items.map((item) => html`<li>${drawAll(item, place)}</li>`);
  return ordered ? html`<ol start=${start ?? 1}>${drawn}</ol>` : html`<ul>${drawn}</ul>`;
}

function spoiler(inner: readonly Drawn[]): TemplateResult {
  const reveal = (event: Event) => {
    const { currentTarget } = event;
    if (!(currentTarget instanceof HTMLElement)) return;
    currentTarget.setAttribute('aria-expanded', 'true');
    currentTarget.removeAttribute('aria-label');
  };
  return html`<button class="spoiler" type="button" aria-expanded="false" aria-label="Spoiler"
    @click=${reveal}><span>${inner}</span></button>`;
}

/** Only addresses of the web are links. */
export function link(target: string, inner: readonly Drawn[]): TemplateResult {
  if (!/^https?:\/\//i.test(target)) return html`${inner}`;
  return html`<a href=${target} title=${target} target="_blank" rel="noopener noreferrer">${inner}</a>`;
}

function mention(node: MarkdownNode, place: Named): Drawn | undefined {
  if (node.type === 'discordEmoji') return `:${node.name ?? ''}:`;
  if (node.type === 'discordTimestamp') {
    const time = new Date(Number(node.timestamp) * 1000);
    return html`<time class="timestamp" datetime=${time.toISOString()}
      title=${formatTimestamp(time, 'F')}>${formatTimestamp(time, node.style)}</time>`;
  }
  const text = mentionText(node, place);
  return text && chip(text, node.type === 'discordUser' && node.id === place.viewer.id);
}

/** Somebody or something mentioned, by name; absent when the node is no mention. */
export function mentionText(
  { type, id = '', name = '' }: MarkdownNode,
  place: Named,
): string | undefined {
  switch (type) {
    case 'discordUser': {
      const user = place.members.find((member) => member.user.id === id)?.user;
      return `@${user ? nameOf(user) : 'unknown-user'}`;
    }
    case 'discordChannel': {
      const found = place.channels.find(({ channel }) => channel.id === id)?.channel;
      return `#${found?.name ?? 'unknown'}`;
    }
    case 'discordRole': {
      const role = place.guild.roles.find((each) => each.id === id);
      return `@${role?.name ?? 'unknown-role'}`;
    }
    case 'discordEveryone':
      return '@everyone';
    case 'discordHere':
      return '@here';
    case 'discordSlash':
      return `/${name}`;
    default:
      return undefined;
  }
}

function chip(text: string, isMe: boolean): TemplateResult {
  return html`<span class="mention ${isMe ? 'me' : ''}">${text}</span>`;
}
