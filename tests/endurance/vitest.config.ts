import { defineConfig } from 'vitest/config';

/** How long the load test keeps its server busy. */
const loadSeconds = Number(process.env.DEPECHE_ENDURANCE_SECONDS ?? 60);

export default defineConfig({
  test: {
    globalSetup: 'tests/support/temporary-folder.ts',
    // The last ones take random faults, ten times as many as in the main suite.
    include: [
      'tests/endurance/**/*.test.ts',
      'tests/app/failures.test.ts',
      'tests/system/counters.test.ts',
      'tests/system/faults.test.ts',
    ],
    // Hundreds of articles and many restarts take minutes on a small machine.
    testTimeout: 600_000 + loadSeconds * 1_000,
    provide: { loadSeconds, fuzzFactor: 10 },
    fileParallelism: false,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
