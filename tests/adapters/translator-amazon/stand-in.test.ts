import { describe, expect, test } from 'vitest';
import { checkTranslation } from '../../../shared/core/check/check-translation.ts';
import type { Fault } from '../../support/amazon-translate-stand-in/settings.ts';
import { drain, startTranslator, toEnglish } from './start-translator.ts';

/** What news is full of and a careless stand-in would spoil. */
const SENTENCES = [
  'Oui.',
  'Non !',
  'La dette atteint 61 milliards de dollars, soit 12,5 % de plus qu’en 2025.',
  'Deux cents élèves et dix-sept enseignants ont défilé pendant trois heures.',
  'Écrivez à redaction@exemple.fr ou lisez https://exemple.fr/le-dossier-complet?page=2.',
  '« Il a fallu 1 250 tonnes de béton », précise l’ingénieure en chef.',
  'Le 1er mai 2026, à 14 h 30, le XXIe congrès s’est ouvert.',
  'Bravo 🎉 aux vainqueurs ! L’un d’eux a cent ans.',
  'Une amende de 2,4 millions d’euros a été infligée au groupe Ouest-Énergie.',
];

const check = (sentences: readonly string[], byIndex: ReadonlyMap<number, string>) =>
  sentences.flatMap((source, index) =>
    checkTranslation({ source, translation: byIndex.get(index) ?? '', targetLanguage: 'en' }).map(({ code }) => code),
  );

describe('the stand-in for Amazon Translate', () => {
  test('marks what it writes, and what it writes passes the integrity gate', async () => {
    const { translator, close } = await startTranslator();

    const { byIndex } = await drain(translator, toEnglish(SENTENCES));

    for (const translation of byIndex.values()) expect(translation).toMatch(/^\[en\] /);
    expect(
      SENTENCES.map((sentence, index) => [sentence, check([sentence], new Map([[0, byIndex.get(index) ?? '']]))]),
    ).toEqual(SENTENCES.map((sentence) => [sentence, []]));
    await close();
  });

  test.each([
    ['leaked-entities', 'entity-leaked'],
    ['dropped-numbers', 'number-lost'],
    ['changed-numbers', 'number-altered'],
    ['unchanged', 'unchanged'],
    ['empty', 'empty'],
  ] as const satisfies [Fault, string][])('spoils translations by %s so that the gate says %s', async (fault, code) => {
    const { translator, close } = await startTranslator({ faultRates: { [fault]: 1 } });
    const sentences = ['La région a versé 4 812 euros à l’association « Les Amis du pont ».'];

    const { byIndex } = await drain(translator, toEnglish(sentences));

    expect(check(sentences, byIndex)).toContain(code);
    await close();
  });

  test('is read, changed and reset over HTTP', async () => {
    const { translator, standIn, close } = await startTranslator();
    const control = async (method: string, body?: string) => {
      const response = await fetch(`${standIn.endpoint}/_stand-in`, { method, ...(body ? { body } : {}) });
      return { status: response.status, counts: (await response.json()) as Record<string, unknown> };
    };

    await control('POST', JSON.stringify({ nextFaults: ['access-denied'] }));
    expect((await drain(translator, toEnglish(['Bonjour.']))).failure).toMatchObject({
      code: 'translator-unavailable',
    });
    expect((await drain(translator, toEnglish(['Bonjour.']))).failure).toBeUndefined();

    expect((await control('GET')).counts).toMatchObject({
      calls: 2,
      billedCharacters: 8,
      billedLines: { 'Bonjour.': 1 },
    });
    expect((await control('POST', '{"faultRates":{"gremlins":1}}')).status).toBe(400);
    expect((await control('DELETE')).counts).toMatchObject({ calls: 0, billedCharacters: 0 });
    await close();
  });
});
