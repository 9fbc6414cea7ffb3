import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { PageServer } from '../../../src/preview/web/start-page-server.ts';
import { BROWSER } from './browser.ts';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--force-color-profile=srgb',
];

export interface OpenedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page wrote into the console as an error, and what it asked of others. */
  readonly faults: readonly string[];
}

export async function launchBrowser(): Promise<Browser> {
  if (BROWSER === undefined) throw new Error('There is no Chromium on this machine');
  return chromium.launch({ executablePath: BROWSER, args: ARGUMENTS });
}

/** Opens the page as a browser of its own would. */
export async function openPage(
  browser: Browser,
  server: PageServer,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  // tsx names functions by a helper that the page does not have.
  await page.addInitScript('globalThis.__name ??= (each) => each');
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => {
    const url = new URL(request.url());
    const isOurs = url.protocol === 'data:' || url.port === String(server.port);
    if (!isOurs) faults.push(`A request to ${request.url()}`);
  });
  await page.goto(server.url);
  await page.locator('.composer textarea').waitFor();
  return { page, context, faults };
}
