import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContainerOverrides, createContainer } from '../../../functions/wiring/create-container.ts';
import { createSystemClock } from '../../../shared/adapters/clock-system.ts';
import { createStreamLogger } from '../../../shared/adapters/telemetry/logger-stream.ts';
import { loadCliConfig } from '../../../shared/config/service-config.ts';
import type { ArticleInput } from '../../../shared/core/input.ts';
import { writeTestModel } from '../../support/marian-model/write-test-model.ts';

let dataDirectory: string;
const modelPath = () => join(dataDirectory, 'models', 'fr-en-test', 'model.bin');

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'depeche-data-'));
});
afterAll(() => rm(dataDirectory, { recursive: true }));

/** The whole service on stores in memory, with the data directory of a laptop. */
const openService = (overrides: ContainerOverrides = {}) =>
  createContainer(loadCliConfig({ DEPECHE_DATA_DIR: dataDirectory, LOG_LEVEL: 'error' }), overrides);

const MALFORMED = `<html><body><article><h1>Le pont de la ville</h1><p>Le conseil municipal a voté son budget mardi soir, et le
maire est à la gare avec les élèves<p>Les travaux du pont commenceront en mars 2027 & dureront 18 mois &#xD800; <b>pour
la ville.</p></i><p>« Nous avons attendu trop longtemps », a regretté la maire 🎉 <table><tr><script>x</p></article`;

const article = (html: string): ArticleInput => ({
  html,
  source: 'fr',
  target: 'en',
  summary: { sentences: 2, method: 'extractive' },
  refresh: false,
});

test('the local engine is the phrase engine until a model is there, then the neural one, under another version', async () => {
  const before = await openService();
  const phrase = before.useCases.describeService().engine;
  await before.close();
  await writeTestModel(join(dataDirectory, 'models', 'fr-en-test'));

  const after = await openService();
  const neural = after.useCases.describeService().engine;
  await after.close();

  expect([phrase.id, phrase.quality]).toEqual(['phrase', 'draft']);
  expect([neural.id, neural.quality]).toEqual(['bergamot', 'standard']);
  expect(neural.version).toMatch(/^fr-en-test-[0-9a-f]{8}-r\d+$/);
});

test('malformed HTML goes through the whole service, and a model damaged meanwhile is a problem the service survives', async () => {
  const sound = await readFile(modelPath());
  const service = await openService();
  await writeFile(modelPath(), sound.subarray(0, 1000));
  const process = () => service.useCases.processArticle(article(MALFORMED), { correlationId: 'test' });

  await expect(process()).rejects.toMatchObject({ name: 'DepecheError', code: 'translator-unavailable' });

  await writeFile(modelPath(), sound);
  const result = await process();
  await service.close();
  expect(result.translation.engine).toBe('bergamot');
  expect(result.translation.text).toContain('works from bridge begin in march 2027 & last 18 months');
});

test('models with a description and with weights that are cut at the start are named in the log, and the next best engine does the work', async () => {
  const models = join(dataDirectory, 'models');
  await cp(join(models, 'fr-en-test'), join(models, 'fr-en-undescribed'), { recursive: true });
  await truncate(join(models, 'fr-en-test', 'model.bin'), 20);
  await truncate(join(models, 'fr-en-undescribed', 'model.json'), 20);
  const lines: string[] = [];
  const logger = createStreamLogger({ write: (line) => lines.push(line), level: 'warn', clock: createSystemClock() });
  const service = await openService({ logger });
  const { translation, warnings } = await service.useCases.processArticle(
    article('<p>Le conseil a voté son budget.</p>'),
    { correlationId: 'test' },
  );
  await service.close();

  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'warn', model: 'fr-en-test', file: 'model.bin', problem: 'another size' },
    { level: 'warn', model: 'fr-en-undescribed', file: 'model.json', problem: 'not readable' },
  ]);
  expect(translation.engine).toBe('phrase');
  expect(warnings.map(({ code }) => code)).toContain('draft-quality');
});
