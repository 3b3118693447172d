import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** How long the load test keeps its server busy. */
const loadSeconds = Number(process.env.DEPECHE_ENDURANCE_SECONDS ?? 60);

/** What a file of the main suite has in it that tries random input or faults, or a crowd of requests: here ten times as many. */
const RANDOM =
  /support\/runs\.ts'|'fuzzFactor'|contracts\/(?:article-store|sentence-memory|lease-store|usage-ledger)-contract\.ts'/;

function findRandomTests(): string[] {
  return readdirSync('tests', { recursive: true, encoding: 'utf8' })
    .map((file) => join('tests', file))
    .filter((file) => file.endsWith('.test.ts') && RANDOM.test(readFileSync(file, 'utf8')));
}

export default defineConfig({
  test: {
    globalSetup: 'tests/support/temporary-folder.ts',
    include: ['tests/endurance/**/*.test.ts', ...findRandomTests()],
    // Hundreds of articles and many restarts take minutes on a small machine.
    testTimeout: 600_000 + loadSeconds * 1_000,
    hookTimeout: 90_000,
    // As in `npm test`: what is waited for comes, late where many work.
    expect: { poll: { timeout: 30_000 } },
    provide: { loadSeconds, fuzzFactor: 10 },
    fileParallelism: false,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
