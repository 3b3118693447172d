import { mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findLocalModel } from '../../infra/build/find-local-model.ts';
import { readSettings } from '../../infra/settings.ts';
import { writeTestModel } from '../support/marian-model/write-test-model.ts';

let models: string;
beforeEach(() => {
  models = mkdtempSync(join(tmpdir(), 'depeche-pulled-'));
});
afterEach(() => rmSync(models, { recursive: true }));

const put = (name: string) => writeTestModel(join(models, name));
const found = (localModel?: string) => findLocalModel(localModel, models)?.directory.slice(models.length + 1);

describe('the model that is deployed', () => {
  test('is the one that is named, else the best that was pulled, else none', async () => {
    expect(found()).toBeUndefined();
    expect(findLocalModel(undefined, join(models, 'nowhere'))).toBeUndefined();
    await put('a-own');
    expect(found()).toBe('a-own');
    await put('fr-en-tiny');
    expect(found()).toBe('fr-en-tiny');
    await put('fr-en-base-memory');
    expect(found()).toBe('fr-en-base-memory');
    expect(found(join(models, 'a-own'))).toBe('a-own');
  });

  test('is none that is half pulled, cut or another', async () => {
    await put('fr-en-base-memory');
    renameSync(join(models, 'fr-en-base-memory'), join(models, '.fr-en-base-memory.partial'));
    expect(found()).toBeUndefined();
    const { files } = await put('a-own');
    writeFileSync(files.model.path, Buffer.alloc(files.model.bytes));
    expect(found()).toBeUndefined();
    expect(() => found(join(models, 'a-own'))).toThrow('localModel: its model.bin is not the file');
    truncateSync(join(models, 'a-own', 'model.json'), 10);
    expect(() => found(join(models, 'a-own'))).toThrow('The setting localModel: must be a folder with a model');
    expect(() => found(join(models, 'nowhere'))).toThrow('localModel');
  });

  test('is named for nothing where no local engine is packed', () => {
    expect(() => readSettings({ localModel: models })).toThrow('localModel: needs translator=local');
    expect(readSettings({ localModel: models, translator: 'local' }).localModel).toBe(models);
    const environment = { DEPECHE_OVER_BUDGET: 'local' };
    expect(readSettings({ localModel: models, environment }).localModel).toBe(models);
  });
});
