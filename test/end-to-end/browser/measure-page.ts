import { commands } from '../../../commands/index.ts';
import { atMost, formatBars } from '../../../src/search/evaluation/bar.ts';
import { setBrowserStage } from './browser-stage.ts';
import { giveCommand, lastMessage } from './page-actions.ts';

/** How many searches, and messages in the channel that is scrolled. */
const SEARCHES = 50;
const MESSAGES = 2_000;
const QUERIES = ['preference alignment', 'retrieval', 'code models', 'evaluation of agents'];

/** What a page on this machine can keep without being felt as slow. */
const MAX_FIRST_PAINT_MS = 500;
const MAX_SEARCH_MS = 150;
/** A screen shows 60 frames a second; whoever needs half as long again has missed one. */
const MAX_FRAME_MS = (1_000 / 60) * 1.5;

const stage = await setBrowserStage();
try {
  process.stdout.write(`${commands.length} commands, seed corpus, headless Chromium\n`);
  const paints = await measureFirstPaint();
  process.stdout.write(`first paint             ${summary(paints)}\n`);
  const searches = await measureSearches();
  process.stdout.write(`search, to its answer   ${summary(searches)}\n`);
  const frames = await measureScrolling();
  process.stdout.write(
    `scrolling ${MESSAGES} messages ${summary(frames)}, ${frames.length} frames of 300 px\n`,
  );
  const bars = [
    atMost('first paint, p95 ms', shareOf(paints, 0.95), MAX_FIRST_PAINT_MS),
    atMost('search to its answer, p95 ms', shareOf(searches, 0.95), MAX_SEARCH_MS),
    atMost('frame while scrolling, p95 ms', shareOf(frames, 0.95), MAX_FRAME_MS),
  ];
  process.stdout.write(`\n${formatBars(bars.filter((bar) => bar !== undefined))}`);
} finally {
  await stage.close();
}

async function measureFirstPaint(): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    const { page, context } = await stage.open();
    await page.locator('.channel').first().waitFor();
    times.push(
      await page.evaluate(
        () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      ),
    );
    await context.close();
  }
  return times;
}

/** From the press of Enter to the finished card in the page, timed inside the page. */
async function measureSearches(): Promise<number[]> {
  const { page, context } = await stage.open({ viewport: { width: 1280, height: 800 } });
  const times: number[] = [];
  for (let round = 0; round < SEARCHES; round += 1) {
    const query = `${QUERIES[round % QUERIES.length]}`;
    await page.locator('.composer textarea').fill('/paper search ');
    await page.locator('[data-option="query"]').fill(query);
    const took = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const list = document.querySelector('.messages');
          const count = document.querySelectorAll('.message:not(.pending) .container').length;
          const startedAt = performance.now();
          const observer = new MutationObserver(() => {
            const now = document.querySelectorAll('.message:not(.pending) .container').length;
            if (now <= count) return;
            observer.disconnect();
            requestAnimationFrame(() => resolve(performance.now() - startedAt));
          });
          if (list) observer.observe(list, { childList: true, subtree: true });
          document.querySelector<HTMLButtonElement>('.send')?.click();
        }),
    );
    times.push(took);
    // As many cards as a page draws at once would otherwise replace each other uncounted.
    if (round % 20 === 19) await page.reload();
    await page.locator('.composer textarea').waitFor();
  }
  await context.close();
  return times.slice(1);
}

async function measureScrolling(): Promise<number[]> {
  const { people, world } = stage.discord;
  const { alignment, admin, member } = world.cast;
  for (let number = 0; number < MESSAGES; number += 1) {
    await people.sendMessage({
      user: number % 3 === 0 ? admin.id : member.id,
      channelId: alignment.id,
      content: `Message **${number}** of many, with \`code\` and a [link](https://example.org).`,
    });
  }
  const { page, context } = await stage.open({ viewport: { width: 1280, height: 800 } });
  await giveCommand(page, '/paper random');
  await lastMessage(page).waitFor();
  await page.getByRole('button', { name: 'alignment' }).click();
  await page.getByText(`Message ${MESSAGES - 1} of`).waitFor();
  const frames = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const scroller = document.querySelector('.scroller');
        const times: number[] = [];
        let before = performance.now();
        const step = (now: number) => {
          times.push(now - before);
          before = now;
          if (
            scroller === null ||
            (scroller.scrollTop <= 0 && document.querySelector('.welcome'))
          ) {
            return resolve(times);
          }
          scroller.scrollTop -= 300;
          requestAnimationFrame(step);
          return undefined;
        };
        requestAnimationFrame(step);
      }),
  );
  await context.close();
  return frames.slice(1);
}

function summary(times: readonly number[]): string {
  const at = (share: number) => `${shareOf(times, share).toFixed(0)} ms`;
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)}`;
}

/** The time within which that share of all was done; `NaN` where there were none. */
function shareOf(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}
