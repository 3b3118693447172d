import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/image/**/*.test.ts'],
    // Installs from the lockfile and builds, twice what a fresh clone does.
    testTimeout: 120_000,
    hookTimeout: 600_000,
  },
});
