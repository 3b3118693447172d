import { join } from 'node:path';
import { type BundleReport, bundleFunctions, MAX_EAGER_BYTES } from './bundle-functions.ts';

/** Chunks below this are helpers of the SDK. */
const WORTH_NAMING_BYTES = 20_000;

/** Bundles the functions as a stage with Amazon Translate deploys them, and says what each loads and when. */
const reports = await bundleFunctions(join(import.meta.dirname, '../../dist/functions/build'), {
  withLocalEngine: false,
  glossary: undefined,
});
for (const report of Object.values(reports)) process.stdout.write(describe(report));

function describe({ name, eagerBytes, lazyChunks }: BundleReport): string {
  const lines = lazyChunks
    .filter(({ bytes }) => bytes >= WORTH_NAMING_BYTES)
    .map((chunk) => `  lazily ${kilobytes(chunk.bytes)}  ${chunk.name}`);
  const head = `${name}: ${kilobytes(eagerBytes)} at start, at most ${kilobytes(MAX_EAGER_BYTES)}`;
  return `${[head, ...lines].join('\n')}\n`;
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1_000)} KB`.padStart(7);
}
