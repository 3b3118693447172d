import { copyFile, mkdir, mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLanguageModel, SENTENCE_START } from '../../../shared/adapters/translator-phrase/model/language-model.ts';
import { loadModel, type Model } from '../../../shared/adapters/translator-phrase/model/model.ts';
import { readPhraseTable } from '../../../shared/adapters/translator-phrase/model/phrase-table.ts';
import { readWeights } from '../../../shared/adapters/translator-phrase/model/weights.ts';
import { runs } from '../../support/runs.ts';

const DIRECTORY = 'shared/models/fr-en-phrase';
const UNUSABLE = { name: 'DepecheError', code: 'translator-unavailable', retryable: false };

describe('the model', () => {
  let model: Model;
  beforeAll(async () => {
    model = await loadModel(DIRECTORY);
  });

  test('gives each word of a sentence its probability', () => {
    const { languageModel, table } = model;
    let state = SENTENCE_START;
    const logs = 'the cat is on the table . </s>'.split(' ').map((word) => {
      const slot = languageModel.lookUp(state, table.targetWords.indexOf(word));
      state = languageModel.nextState[slot] ?? 0;
      return languageModel.logProbability[slot]?.toFixed(4);
    });

    expect(logs).toEqual('-1.9844 -8.6939 -0.9033 -5.8105 -0.9331 -2.5828 -1.1470 -0.0096'.split(' '));
  });

  test('finds the English sides of a phrase with their scores', () => {
    const { table } = model;
    const [la = -1, maison = -1] = ['la', 'maison'].map((word) => table.sourceIds.get(word) ?? -1);

    const targets = table.targets(table.child(table.root(la), maison)).map(({ words, score, orientation }) => ({
      english: words.map((id) => table.targetWords[id]).join(' '),
      score: score.toFixed(4),
      orientation: [...table.orientations.slice(orientation * 3, orientation * 3 + 3)].map((log) => log.toFixed(3)),
    }));

    expect(targets).toEqual(
      expect.arrayContaining([
        { english: 'home', score: '-0.4923', orientation: ['-0.356', '-4.086', '-1.267'] },
        { english: 'house', score: '-0.9663', orientation: ['-1.805', '-1.442', '-0.523'] },
        { english: 'a house', score: '-1.7222', orientation: ['-0.483', '-4.332', '-0.996'] },
      ]),
    );
  });

  test('knows no phrase that goes nowhere', () => {
    expect(model.table.root(-1)).toBe(-1);
    expect(model.table.child(model.table.root(1), 999_999)).toBe(-1);
  });
});

describe('unusable model files', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'depeche-model-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  async function copyModel(name: string): Promise<string> {
    const copy = join(directory, name);
    await mkdir(copy);
    for (const file of ['M.pt.gz', 'M.lm.gz', 'w.json']) await copyFile(join(DIRECTORY, file), join(copy, file));
    return copy;
  }

  test('a missing folder is named with what to do', async () => {
    await expect(loadModel(join(directory, 'nowhere'))).rejects.toMatchObject(UNUSABLE);
    await expect(loadModel(join(directory, 'nowhere'))).rejects.toThrow(/cannot be read.*Restore the folder/);
  });

  test('a file that was cut short is told by its size', async () => {
    const copy = await copyModel('short');
    await truncate(join(copy, 'M.lm.gz'), 1000);

    await expect(loadModel(copy)).rejects.toMatchObject(UNUSABLE);
    await expect(loadModel(copy)).rejects.toThrow('M.lm.gz is not 14853795 bytes long');
  });

  test('a file of the right size with other bytes is told by its check sum', async () => {
    const copy = await copyModel('damaged');
    const file = await open(join(copy, 'M.pt.gz'), 'r+');
    await file.write(Buffer.alloc(64), 0, 64, 2_000_000);
    await file.close();

    const outcome = loadModel(copy);
    await expect(outcome).rejects.toMatchObject(UNUSABLE);
    await expect(outcome).rejects.toThrow('M.pt.gz is damaged');
  });

  test('weights must be complete JSON', async () => {
    const copy = await copyModel('weights');
    await writeFile(join(copy, 'w.json'), ' '.repeat(217));

    await expect(loadModel(copy)).rejects.toThrow('w.json is not JSON');
    expect(() => readWeights('{"lm": 1}', 'w.json')).toThrow('w.json lacks a weight');
    expect(() => readWeights('null', 'w.json')).toThrow('w.json lacks a weight');
  });

  test.each([
    ['PBT2', readPhraseTable],
    ['PBL1', readLanguageModel],
  ])('a file must start with %s', (magic, read) => {
    expect(() => read(Buffer.from(`XXXX${'\u0001'.repeat(64)}`), 'file')).toThrow(`file does not start with ${magic}`);
  });

  test('a table cut anywhere is refused, never read as a smaller one', async () => {
    const table = gunzipSync(await readFile(join(DIRECTORY, 'M.pt.gz')));
    for (const bytes of [3, 20, 5000, 2_000_000, 3_000_000, table.length - 1]) {
      expect(() => readPhraseTable(table.subarray(0, bytes), 'M.pt')).toThrow(expect.objectContaining(UNUSABLE));
    }
    expect(() => readPhraseTable(Buffer.concat([table, Buffer.of(0)]), 'M.pt')).toThrow('is longer than its header');
  });

  test('arbitrary bytes are refused', () => {
    fc.assert(
      fc.property(fc.constantFrom('PBT2\x01', 'PBL1'), fc.uint8Array({ maxLength: 400 }), (head, bytes) => {
        const read = head === 'PBL1' ? readLanguageModel : readPhraseTable;
        const data = Buffer.concat([Buffer.from(head, 'latin1'), bytes]);
        expect(() => read(data, 'file')).toThrow(expect.objectContaining(UNUSABLE));
      }),
      runs(100),
    );
  });
});
