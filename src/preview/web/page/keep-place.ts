/** How far from its end a list still counts as scrolled to the end, in pixels. */
const NEAR_END = 80;

/** How long a message that was gone to is set off from the others. */
const FLASH_MS = 2_000;

/** A message and where it stood in the window. */
interface Anchor {
  readonly id: string;
  readonly top: number;
}

interface KeepPlace {
  before(): void;
  after(): void;
  /** Goes to the end with the next drawing. */
  toEnd(): void;
  /** Goes to a message with the next drawing, and gives it the focus. */
  toMessage(id: string): void;
}

/**
 * Keeps the messages scrolled as they were: at the end, where new ones come, or at the message that
 * is being read while others come and go above and below it.
 */
export function keepPlace(): KeepPlace {
  let isAtEnd = true;
  /** The id of the row that is gone to. */
  let target: string | undefined;
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
        isAtEnd = isScrolledToEnd(scroller);
      },
      { passive: true },
    );
  }

  return {
    toEnd() {
      isAtEnd = true;
    },
    toMessage(id) {
      target = `message-${id}`;
    },
    before() {
      anchor = watched && !isAtEnd ? findAnchor(watched) : undefined;
    },
    after() {
      const scroller = document.querySelector<HTMLElement>('.scroller');
      if (scroller === null) return;
      if (scroller !== watched) watch(scroller);
      const row = target === undefined ? null : document.getElementById(target);
      target = undefined;
      if (row !== null) {
        row.scrollIntoView({ block: 'center' });
        row.focus({ preventScroll: true });
        row.animate([{ background: 'var(--active)' }, {}], FLASH_MS);
        isAtEnd = isScrolledToEnd(scroller);
      } else if (isAtEnd) {
        scroller.scrollTop = scroller.scrollHeight;
      } else if (anchor !== undefined) {
        const row = document.getElementById(anchor.id);
        if (row) scroller.scrollTop += row.getBoundingClientRect().top - anchor.top;
      }
    },
  };
}

function isScrolledToEnd({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean {
  // The end of what is drawn need not be the end of the channel.
  const isEndDrawn = document.querySelector('.to-present') === null;
  return isEndDrawn && scrollHeight - scrollTop - clientHeight < NEAR_END;
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
