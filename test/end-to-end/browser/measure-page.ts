import { commands } from '../../../commands/index.ts';
import { setBrowserStage } from './browser-stage.ts';
import { giveCommand, lastMessage } from './page-actions.ts';

/** How many searches, and messages in the channel that is scrolled. */
const SEARCHES = 50;
const MESSAGES = 2_000;
const QUERIES = ['preference alignment', 'retrieval', 'code models', 'evaluation of agents'];

const stage = await setBrowserStage();
try {
  process.stdout.write(`${commands.length} commands, seed corpus, headless Chromium\n`);
  process.stdout.write(`first paint            ${await measureFirstPaint()}\n`);
  process.stdout.write(`search, to its answer  ${await measureSearches()}\n`);
  process.stdout.write(`scrolling ${MESSAGES} messages ${await measureScrolling()}\n`);
} finally {
  await stage.close();
}

async function measureFirstPaint(): Promise<string> {
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
  return summary(times);
}

/** From the press of Enter to the finished card in the page, timed inside the page. */
async function measureSearches(): Promise<string> {
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
  return summary(times.slice(1));
}

async function measureScrolling(): Promise<string> {
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
  return `${summary(frames.slice(1))}, ${frames.length} frames of 300 px`;
}

function summary(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) =>
    `${(sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN).toFixed(0)} ms`;
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)}`;
}
