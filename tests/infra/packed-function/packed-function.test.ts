import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAX_EAGER_BYTES } from '../../../infra/build/bundle-functions.ts';
import { findLocalModel } from '../../../infra/build/find-local-model.ts';
import { packLocalEngine } from '../../../infra/build/pack-local-engine.ts';
import { startTestTable, type TestTable } from '../../support/dynamodb/start-test-table.ts';
import { readBuiltFunctions } from '../../support/kept-builds/built-functions.ts';
import { writeTestModel } from '../../support/marian-model/write-test-model.ts';
import { startCold } from './start-cold.ts';

/** Lambda's limit for a function's unpacked package (Lambda quotas). */
const MAX_PACKAGE_BYTES = 250 * 1024 * 1024;

/** A build and a cold start take a second or two each of a quiet machine. */
const PATIENCE_MS = 60_000;

const ROOT = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'depeche-packed-'));
let table: TestTable;

beforeAll(async () => {
  table = await startTestTable();
  cpSync(join(await readBuiltFunctions(), 'http'), folder, { recursive: true });
}, PATIENCE_MS);
afterAll(async () => {
  await table.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a function packed with the local engine', { timeout: PATIENCE_MS }, () => {
  test('holds the worker beside the code, the engine where Node finds it, and a model', () => {
    for (const file of [
      'functions/wiring/bergamot-worker.mjs',
      'node_modules/@browsermt/bergamot-translator/worker/bergamot-translator-worker.js',
      'node_modules/@browsermt/bergamot-translator/worker/bergamot-translator-worker.wasm',
    ]) {
      expect(existsSync(join(folder, file)), file).toBe(true);
    }
    expect(readdirSync(join(folder, 'shared/models'))).toHaveLength(1);
    expect(readFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), 'utf8')).toContain('@browsermt/bergamot-translator');
  });

  test('starts with as little code as any other, and fits into Lambda', () => {
    expect(statSync(join(folder, 'functions/wiring/index.mjs')).size).toBeLessThanOrEqual(MAX_EAGER_BYTES);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const bytes = files.reduce((sum, { parentPath, name }) => sum + readFileSync(join(parentPath, name)).length, 0);
    expect(bytes).toBeLessThan(MAX_PACKAGE_BYTES);
  });

  test('translates with the model that ships, from its own folder and nothing else', async () => {
    const { status, body } = await startCold({ folder, table, text: 'Le maire a voté le budget.' });
    expect(status, body.code).toBe(200);
    expect(body.translation?.text).toMatch(/mayor/i);
  });

  test('translates with the model that was pulled to this machine, packed in place of the one that ships', async () => {
    const pulled = join(folder, 'pulled');
    await writeTestModel(join(pulled, 'fr-en-test'));
    writeFileSync(join(pulled, 'fr-en-test', 'notes.txt'), 'of the person who pulled it');
    rmSync(join(folder, 'shared/models'), { recursive: true });
    packLocalEngine(ROOT, folder, findLocalModel(undefined, pulled));
    expect(readdirSync(join(folder, 'shared/models/fr-en')).sort()).toEqual(['model.bin', 'model.json', 'vocab.spm']);

    const { status, body } = await startCold({ folder, table, text: 'Le maire a voté le budget.' });
    expect(status, body.code).toBe(200);
    expect(body.translation).toMatchObject({ engine: 'bergamot', text: expect.stringContaining('mayor') });
  });
});
