import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { openModelFolder } from '../../../shared/adapters/model-store/model-folder.ts';
import {
  type BergamotTranslatorOptions,
  createBergamotTranslator,
} from '../../../shared/adapters/translator-bergamot/create-bergamot-translator.ts';
import type { LocalModel } from '../../../shared/ports/engines/local-model.ts';
import type { TranslateRequest, Translator } from '../../../shared/ports/engines/translator.ts';
import { collectTranslation } from '../../contracts/translator-contract.ts';
import { writeTestModel } from '../../support/marian-model/write-test-model.ts';

const MORTAL = new URL('../../support/marian-model/mortal-worker.mjs', import.meta.url);

/** Of five words each: cut into lines that fill a job and begin another. */
const LONG_REPEATS = 160;

let base: string;
let model: LocalModel;
let opened: Translator[] = [];

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'depeche-bergamot-'));
  model = await writeTestModel(join(base, 'sound'));
});
afterEach(async () => {
  await Promise.all(opened.map((translator) => translator.close()));
  opened = [];
});
afterAll(() => rm(base, { recursive: true }));

function open(options: Partial<BergamotTranslatorOptions> = {}): Translator {
  const translator = createBergamotTranslator({ model, maxWorkers: 1, ...options });
  opened.push(translator);
  return translator;
}

const request = (...sentences: string[]): TranslateRequest => ({ sentences, source: 'fr', target: 'en' });
const translate = async (translator: Translator, ...sentences: string[]) =>
  (await collectTranslation(translator, request(...sentences))).translations;

describe('a model that is not as it should be', () => {
  const spoil: [string, (path: string) => Promise<void>][] = [
    [
      'other bytes',
      async (path) => {
        const content = await readFile(path);
        await writeFile(path, content.with(5000, content.readUInt8(5000) ^ 1));
      },
    ],
    ['a shorter file', (path) => truncate(path, 1000)],
    ['no file', (path) => rm(path)],
  ];

  test.each(spoil)('with %s is named, and used once it is put right', async (_, damage) => {
    const directory = join(base, 'spoilt');
    await cp(join(base, 'sound'), directory, { recursive: true });
    const spoilt = await openModelFolder(directory);
    if ('damage' in spoilt) throw new Error('The copy of the model is damaged.');
    const translator = open({ model: spoilt.model, maxWorkers: 2 });
    await damage(join(directory, 'model.bin'));

    const outcome = translate(translator, 'Oui.', 'Non.', 'Le chat.');
    await expect(outcome).rejects.toMatchObject({ name: 'DepecheError', code: 'translator-unavailable' });
    await expect(outcome).rejects.toThrow(/model\.bin.*whoever runs it should replace or remove the model/);
    // Callers over HTTP have no command line.
    await expect(outcome).rejects.not.toThrow(/depeche |npm /);

    await cp(join(base, 'sound'), directory, { recursive: true });
    expect(await translate(translator, 'Oui.')).toEqual(['Yes.']);
  });

  test('that is no model at all, though the checksum is right, is unavailable and nothing else', async () => {
    const path = join(base, 'noise.bin');
    const noise = Buffer.alloc(100_000, 'bruit');
    await writeFile(path, noise);
    const sha256 = createHash('sha256').update(noise).digest('hex');
    const files = { ...model.files, model: { path, bytes: noise.length, sha256 } };

    await expect(translate(open({ model: { ...model, name: 'noise', files } }), 'Oui.')).rejects.toMatchObject({
      code: 'translator-unavailable',
    });
  });

  test('gives each model its own version', () => {
    const other = { ...model.files.model, sha256: 'f'.repeat(64) };

    expect(open().engine.version).toBe(`fr-en-test-${model.files.model.sha256.slice(0, 8)}-r1`);
    expect(open({ model: { ...model, files: { ...model.files, model: other } } }).engine.version).toContain('ffffffff');
  });
});

describe('a worker that dies', () => {
  // One for all: each death is followed by a new worker.
  let translator: Translator;
  beforeAll(() => {
    translator = createBergamotTranslator({ model, maxWorkers: 1, workerUrl: MORTAL });
  });
  afterAll(() => translator.close());

  test.each(['Mortel', 'Fatal'])(
    'of one sentence (%s) costs that sentence, and says so after the others',
    async (word) => {
      const kept = new Map<number, string>();

      const outcome = (async () => {
        for await (const { translations } of translator.translate(request('Oui.', `${word} est le mot.`, 'Non.'))) {
          for (const { index, text } of translations) kept.set(index, text);
        }
      })();

      await expect(outcome).rejects.toMatchObject({
        name: 'DepecheError',
        code: 'translation-failed',
        retryable: false,
      });
      await expect(outcome).rejects.not.toThrow(new RegExp(word));
      expect(kept).toEqual(
        new Map([
          [0, 'Yes.'],
          [2, 'No.'],
        ]),
      );
      expect(await translate(translator, 'Le chat.')).toEqual(['The cat.']);
    },
  );

  test('beside a sentence that is innocent costs nothing', async () => {
    expect(await translate(translator, 'Oui.', 'Fragile est le mot.', 'Non.')).toEqual([
      'Yes.',
      'Fragile is the word.',
      'No.',
    ]);
  });

  test('does not touch the calls in other workers', async () => {
    const two = open({ workerUrl: MORTAL, maxWorkers: 2 });

    const [dying, well] = await Promise.allSettled([translate(two, 'Fatal.'), translate(two, 'Oui.', 'Non.')]);

    expect(dying.status).toBe('rejected');
    expect(well).toMatchObject({ status: 'fulfilled', value: ['Yes.', 'No.'] });
  });
});

describe('text that is hard', () => {
  let translator: Translator;
  beforeAll(() => {
    translator = createBergamotTranslator({ model, maxWorkers: 1 });
  });
  afterAll(() => translator.close());

  // 800 words; thoroughly, 2,000. The contract's long sentence has 1,700.
  test('a long sentence is translated whole', async () => {
    const repeats = inject('fuzzFactor') > 1 ? 400 : LONG_REPEATS;
    const sentence = `${'le chat et le chien, '.repeat(repeats)}puis il a voté.`;

    const [translation = ''] = await translate(translator, sentence);

    expect(translation).toBe(`${'the cat and the dog, '.repeat(repeats)}then he has voted.`);
  });

  test.each([
    ['Oui 🎉 et non.', 'Yes 🎉 and no.'],
    ['🇫🇷 Le chat 👩‍🚀 !', '🇫🇷 The cat 👩‍🚀 !'],
    ['Le mot 新聞, le mot Україна.', 'The word 新聞, the word Україна.'],
    ['Voici https://exemple.fr/a?b=c, @gare et #Ville.', 'Here https://exemple.fr/a?b=c, @gare and #Ville.'],
    ['Le\u0000 chat\u0007.', 'The\u0000 cat\u0007.'],
    ['Le chat \ud800 et \ue000.', 'The cat \ud800 and \ue000.'],
    ['Le X1 et le 🎉 avec Z2.', 'The X1 and the 🎉 with Z2.'],
    ['🎉', '🎉'],
    ['… — !', '… — !'],
    ['  ', ''],
  ])('%j keeps what no model knows', async (sentence, expected) => {
    expect(await translate(translator, sentence)).toEqual([expected]);
  });

  test('twelve things held outside come back in their order', async () => {
    const faces = ['😀', '😁', '😂', '🤣', '😃', '😄', '😅', '😆', '😉', '😊', '😋', '😎'];

    expect(await translate(translator, `Oui ${faces.join(' et ')} non.`)).toEqual([`Yes ${faces.join(' and ')} no.`]);
  });

  test('stand-ins that the model loses cost context, not content', async () => {
    const forgetful = open({ model: await writeTestModel(join(base, 'forgetful'), { without: 'XZQ' }) });

    expect(await translate(forgetful, 'Oui 🎉 et le 新聞.', 'Non.')).toEqual(['Yes 🎉 and the 新聞.', 'No.']);
  });

  test.each([
    '<p class="x<b>Le chat</p',
    '<<<>>> &nbsp;&#xD800; <a href=\'">Le chat</a><script>le chat',
    '</p></p><table><tr><p>Le chat<!-- <![CDATA[ ]]',
  ])('malformed markup %j is text like any other', async (sentence) => {
    expect((await translate(translator, sentence))[0]).toContain('cat');
    expect(await translate(translator, 'Oui.')).toEqual(['Yes.']);
  });
});

test('a glossary’s terms stand in the translation as the newsroom wrote them', async () => {
  const glossary = {
    version: 'v1',
    targetLanguage: 'en',
    terms: [
      { source: 'conseil municipal', target: 'City Hall' },
      { source: 'gare', target: 'Gare' },
    ],
  };
  const translator = open({ glossary });

  expect(await translate(translator, 'Le conseil municipal est à la gare.', 'Gare !')).toEqual([
    'The City Hall is at that Gare.',
    'Gare !',
  ]);
  expect(translator.engine.glossaryVersion).toBe('v1');
  expect(await translate(open({ glossary: { ...glossary, targetLanguage: 'de' } }), 'Le conseil.')).toEqual([
    'The council.',
  ]);
});

test('closing lets a running job end and refuses what comes after', async () => {
  const translator = open();
  await translate(translator, 'Oui.');

  const running = translate(translator, 'Non.');
  await new Promise(setImmediate); // it has reached the worker
  const closed = translator.close();

  expect(await running).toEqual(['No.']);
  await closed;
  await expect(translate(translator, 'Oui.')).rejects.toMatchObject({ code: 'translator-unavailable' });
});

test('an abort ends the wait for a job that runs', async () => {
  const translator = open();
  await translate(translator, 'Oui.');
  const deadline = new AbortController();

  const outcome = collectTranslation(translator, { ...request('Le chat. '.repeat(3000)), signal: deadline.signal });
  setImmediate(() => deadline.abort());

  await expect(outcome).rejects.toMatchObject({ code: 'timeout', retryable: true });
});
