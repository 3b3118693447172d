import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createBergamotTranslator } from '../../../shared/adapters/translator-bergamot/create-bergamot-translator.ts';
import type { Translator } from '../../../shared/ports/engines/translator.ts';
import { describeTranslator } from '../../contracts/translator-contract.ts';
import { writeTestModel } from '../../support/marian-model/write-test-model.ts';

// One translator for the whole suite: its workers stay warm and keep nothing of a call.
let directory: string;
let translator: Translator;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'depeche-bergamot-'));
  translator = createBergamotTranslator({
    model: await writeTestModel(directory),
    glossary: { version: 'contract-1', targetLanguage: 'en', terms: [] },
    maxWorkers: 2,
  });
});
afterAll(async () => {
  await translator.close();
  await rm(directory, { recursive: true });
});

describeTranslator('createBergamotTranslator', async () => ({ translator, close: async () => {} }), {
  billing: 'free',
});
