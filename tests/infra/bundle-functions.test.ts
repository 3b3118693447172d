import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BundleReport, bundleFunctions, MAX_EAGER_BYTES } from '../../infra/bundle-functions.ts';

/** Bundling takes a second or two of a quiet machine. */
const PATIENCE_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'depeche-bundles-'));
let reports: BundleReport[];

beforeAll(async () => {
  const { http, events } = await bundleFunctions(folder, {
    withLocalEngine: false,
    glossary: Buffer.from('fr,en\nprojet de loi,bill\n'),
  });
  reports = [http, events];
}, PATIENCE_MS);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesOf = (report: BundleReport) => readdirSync(report.folder, { recursive: true, encoding: 'utf8' });

describe('bundleFunctions', () => {
  test('each function starts with at most 900 KB of code', () => {
    for (const { eagerBytes } of reports) {
      expect(eagerBytes).toBeGreaterThan(100_000);
      expect(eagerBytes).toBeLessThanOrEqual(MAX_EAGER_BYTES);
    }
    expect(MAX_EAGER_BYTES).toBeLessThanOrEqual(900_000);
  });

  test('Readability and the language data wait in files of their own', () => {
    for (const { lazyChunks } of reports) {
      const names = lazyChunks.map(({ name }) => name);
      expect(names).toContainEqual(expect.stringMatching(/^readability-/));
      expect(lazyChunks.some(({ bytes }) => bytes > 1_000_000)).toBe(true);
    }
  });

  test('the built-in engine, its model and what only a laptop uses are left out', () => {
    for (const report of reports) {
      expect(filesOf(report).filter((file) => /phrase|bergamot|models|embedded|dynalite/.test(file))).toEqual([]);
    }
  });

  test('source maps and the glossary are shipped, and source text is not', () => {
    for (const report of reports) {
      expect(filesOf(report)).toContain('functions/index.mjs.map');
      expect(readFileSync(join(report.folder, 'glossary.csv'), 'utf8')).toContain('projet de loi,bill');
      expect(readFileSync(join(report.folder, 'functions/index.mjs.map'), 'utf8')).not.toContain('"sourcesContent"');
    }
  });

  test('the licences of what was bundled go along', () => {
    for (const report of reports) {
      const notices = readFileSync(join(report.folder, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
      for (const name of ['@aws-sdk/client-dynamodb', 'linkedom', 'htmlparser2', 'zod']) {
        expect(notices).toMatch(new RegExp(`^${name} \\d+\\.`, 'm'));
      }
      expect(notices).toContain('Permission is hereby granted, free of charge');
      expect(notices).not.toMatch(/^(?:dynalite|tsx|aws-cdk-lib) /m);
    }
  });

  test('the page’s script and style sheet are in the HTTP function, without a bundler', () => {
    const [http] = reports;
    const assets = http ? filesOf(http).find((file) => /build-assets-\w+\.mjs$/.test(file)) : undefined;
    expect(assets).toBeDefined();
    expect(statSync(join(http?.folder ?? '', assets ?? '')).size).toBeLessThan(500_000);
  });
});
