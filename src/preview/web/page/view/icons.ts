import { type SVGTemplateResult, svg } from 'lit';

/** Drawn for this page, on a grid of 24; they stand beside words, so that they say nothing. */
function icon(path: SVGTemplateResult): SVGTemplateResult {
  return svg`<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"
    fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"
    stroke-linejoin="round">${path}</svg>`;
}

export const ICONS = {
  text: icon(svg`<path d="M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16"/>`),
  announcement: icon(svg`<path d="M4 10v4h3l9 5V5l-9 5H4ZM19.5 9a4 4 0 0 1 0 6M8 14.5 9.5 20"/>`),
  forum: icon(svg`<path d="M4 5h11v8H9l-4 3v-3H4V5ZM18 9h2v8h-1v3l-4-3h-5"/>`),
  thread: icon(svg`<path d="M6 4v9a4 4 0 0 0 4 4h9m-4-4 4 4-4 4"/>`),
  members: icon(
    svg`<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 5a3.5 3.5 0 0 1 0 6.5M18 14.5c2 .8 3.2 2.7 3.5 5.5"/>`,
  ),
  code: icon(svg`<path d="m8 7-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14"/>`),
  sun: icon(
    svg`<circle cx="12" cy="12" r="4"/><path d="M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5"/>`,
  ),
  moon: icon(svg`<path d="M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5Z"/>`),
  system: icon(
    svg`<circle cx="12" cy="12" r="9"/><path fill="currentColor" d="M12 3a9 9 0 0 1 0 18Z"/>`,
  ),
  menu: icon(svg`<path d="M4 6h16M4 12h16M4 18h16"/>`),
  close: icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`),
  reply: icon(svg`<path d="M10 7 4 12l6 5v-3c5 0 8 1 10 5 0-6-4-9-10-9V7Z"/>`),
  more: icon(
    svg`<g fill="currentColor" stroke="none"><circle cx="5" cy="12" r="2"/><circle cx="12" cy="12" r="2"/><circle cx="19" cy="12" r="2"/></g>`,
  ),
  send: icon(svg`<path fill="currentColor" d="m4 4 17 8-17 8 2-7 8-1-8-1-2-7Z"/>`),
  plus: icon(svg`<path d="M12 5v14M5 12h14"/>`),
  eye: icon(
    svg`<path d="M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7S5 17 2 12Z"/><circle cx="12" cy="12" r="3"/>`,
  ),
  open: icon(svg`<path d="M14 4h6v6M20 4l-9 9M18 14v6H4V6h6"/>`),
  chevron: icon(svg`<path d="m6 9 6 6 6-6"/>`),
  switch: icon(svg`<path d="M4 8h14l-4-4M20 16H6l4 4"/>`),
  slash: icon(svg`<rect x="3" y="3" width="18" height="18" rx="4"/><path d="m14 7-4 10"/>`),
  react: icon(
    svg`<circle cx="12" cy="12" r="9"/><path d="M8 14.5c1 1.7 2.3 2.5 4 2.5s3-.8 4-2.5M9 9v1M15 9v1"/>`,
  ),
  edit: icon(svg`<path d="m4 20 1-5L16 4l4 4L9 19l-5 1ZM13.5 6.5l4 4"/>`),
  replies: icon(svg`<path d="M4 5h16v11h-9l-5 4v-4H4V5Z"/>`),
  file: icon(svg`<path d="M6 3h8l5 5v13H6V3ZM14 3v5h5"/>`),
  tick: icon(svg`<path d="m5 12 5 5 9-10"/>`),
} as const;
