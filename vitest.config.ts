import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // End-to-end tests wait for real sockets on machines that may be busy.
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
