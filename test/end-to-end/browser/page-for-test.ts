import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import type { BrowserStage } from './browser-stage.ts';

export const WIDE = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** Opens the page for one test; it is closed after that, and nothing may have gone wrong in it. */
export async function pageForTest(
  stage: Pick<BrowserStage, 'open'>,
  viewport = WIDE,
): Promise<Page> {
  const { page, context, faults } = await stage.open({ viewport });
  onTestFinished(async () => {
    await context.close();
    expect(faults).toEqual([]);
  });
  return page;
}
