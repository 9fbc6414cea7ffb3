import { configDefaults, defineConfig } from 'vitest/config';

/** Keeps both cores of a small machine busy for minutes, and lets nobody else meet a deadline. */
const HEAVY = ['test/end-to-end/delivery-proof.test.ts'];

export default defineConfig({
  test: {
    // Nothing of ours keeps state in modules, and loading them anew for each file takes minutes.
    isolate: false,
    maxWorkers: '100%',
    // End-to-end tests wait for real sockets and browsers on machines that may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...HEAVY],
        },
      },
      {
        extends: true,
        test: { name: 'heavy', include: HEAVY, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
