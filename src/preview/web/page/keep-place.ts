/** How far from its end a list still counts as scrolled to the end, in pixels. */
const NEAR_END = 80;

/** A message and where it stood in the window. */
interface Anchor {
  readonly id: string;
  readonly top: number;
}

/**
 * Keeps the messages scrolled as they were: at the end, where new ones come, or at the message that
 * is being read while others come and go above and below it.
 */
export function keepPlace(): { before(): void; after(): void; toEnd(): void } {
  let isAtEnd = true;
  let watched: HTMLElement | undefined;
  let anchor: Anchor | undefined;
  const sizes = new ResizeObserver(() => {
    if (isAtEnd && watched) watched.scrollTop = watched.scrollHeight;
  });

  function watch(scroller: HTMLElement): void {
    watched = scroller;
    isAtEnd = true;
    anchor = undefined;
    sizes.disconnect();
    sizes.observe(scroller);
    if (scroller.firstElementChild) sizes.observe(scroller.firstElementChild);
    scroller.addEventListener(
      'scroll',
      () => {
        const toEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
        // The end of what is drawn need not be the end of the channel.
        isAtEnd = toEnd < NEAR_END && document.querySelector('.to-present') === null;
      },
      { passive: true },
    );
  }

  return {
    toEnd() {
      isAtEnd = true;
    },
    before() {
      anchor = watched && !isAtEnd ? findAnchor(watched) : undefined;
    },
    after() {
      const scroller = document.querySelector<HTMLElement>('.scroller');
      if (scroller === null) return;
      if (scroller !== watched) watch(scroller);
      if (isAtEnd) {
        scroller.scrollTop = scroller.scrollHeight;
      } else if (anchor !== undefined) {
        const row = document.getElementById(anchor.id);
        if (row) scroller.scrollTop += row.getBoundingClientRect().top - anchor.top;
      }
    },
  };
}

/** The first message that can be seen. */
function findAnchor(scroller: HTMLElement): Anchor | undefined {
  const edge = scroller.getBoundingClientRect().top;
  for (const row of scroller.querySelectorAll('.message[id]')) {
    const { top, bottom } = row.getBoundingClientRect();
    if (bottom > edge) return { id: row.id, top };
  }
  return undefined;
}
