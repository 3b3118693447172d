import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** How many times the usual number of hostile inputs `tests/fuzz` tries. */
const fuzzFactor = Number(process.env.DEPECHE_FUZZ_FACTOR ?? 1);

/** After which a test is taken to hang. */
const PATIENCE_MS = 180_000;

/** Folders whose files take longest; the times of a run before tell it better, but a fresh clone has none. */
const SLOW = /\/tests\/(?:policy|system|infra|browser|adapters)\//;

/** Slow folders first, each in Vitest's order (longest first, where known), so that no long file runs alone at the end. */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isSlow = ({ moduleId }: TestSpecification) => SLOW.test(moduleId);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: SlowFirst },
    globalSetup: 'tests/support/temporary-folder.ts',
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'tests/endurance/**', 'tests/image/**', 'node_modules/**'],
    // A hang is told in the end; what takes ten seconds alone takes long on a machine that is busy.
    testTimeout: PATIENCE_MS * Math.max(1, fuzzFactor),
    hookTimeout: PATIENCE_MS,
    provide: { fuzzFactor },
    // Half of the suite's time was loading the same modules again for each file. A test leaves the process as it found it.
    isolate: false,
    // One more than there are cores: a good part of a worker's time goes by waiting for what others do, and what tests are
    // patient with is a machine busier than that. What waits for nothing, the core's tests, runs with as many as cores.
    maxWorkers: availableParallelism() + 1,
    // As in the functions: a pattern is compiled once, not twice.
    setupFiles: 'functions/wiring/text/compile-patterns.ts',
    // What is waited for comes, on a machine that is busy too; only a failure waits for as long.
    expect: { poll: { timeout: 30_000 } },
    // The SDK's notice about later versions of itself and Node 20; nothing a test could act on.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // `npm test` counts it where the core and the use cases have their examples, and runs everything else without: counting
    // takes a fifth more, and putting hundreds of files' counts together takes long.
    coverage: {
      provider: 'v8',
      include: ['shared/core/**', 'shared/app/**'],
      reporter: [['text', { skipFull: true }]],
      thresholds: { lines: 100, branches: 100, functions: 100, statements: 100 },
    },
  },
});
