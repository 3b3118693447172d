import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'tests/support/temporary-folder.ts',
    include: ['tests/e2e/**/*.test.ts'],
    // Functions start cold and events take their way through three services.
    testTimeout: 90_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
