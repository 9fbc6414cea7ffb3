import { existsSync } from 'node:fs';

/** Where Debian and others put it. */
const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium to test the page in; absent where there is none. */
export const BROWSER = PATHS.find((path) => existsSync(path));

/** Whether a check without a browser is no check. */
export const MUST_HAVE_BROWSER = process.env.CI !== undefined;
