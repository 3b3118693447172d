import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/endurance/**/*.test.ts'],
    // Two hundred articles and eight restarts take minutes on a small machine.
    testTimeout: 900_000,
    fileParallelism: false,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
