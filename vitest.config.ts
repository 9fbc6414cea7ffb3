import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Nothing of ours keeps state in modules, and loading them anew for each file takes minutes.
    isolate: false,
    maxWorkers: '100%',
    // End-to-end tests wait for real sockets on machines that may be busy.
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
