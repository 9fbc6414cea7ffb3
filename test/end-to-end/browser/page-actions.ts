import type { Locator, Page } from 'playwright-core';

/** Types a command with its options as somebody at the keyboard does, and sends it. */
export async function giveCommand(
  page: Page,
  command: string,
  options: Readonly<Record<string, string>> = {},
): Promise<void> {
  await page.locator('.composer textarea').fill(`${command} `);
  for (const [name, value] of Object.entries(options)) {
    const field = page.locator(`[data-option="${name}"]`);
    if ((await field.count()) === 0) await page.getByRole('button', { name: `+ ${name}` }).click();
    await field.fill(value);
  }
  await page.getByRole('button', { name: 'Send' }).click();
}

/** The latest message, once it is there and no longer being thought about. */
export function lastMessage(page: Page): Locator {
  return page.locator('.message:not(.pending)').last();
}
