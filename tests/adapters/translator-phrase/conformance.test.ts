import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createPhraseTranslator } from '../../../shared/adapters/translator-phrase/phrase-translator.ts';
import { collectTranslation } from '../../contracts/translator-contract.ts';

const CONFORMANCE = '../shared/mt-kit/phrase/conformance.tsv';

test('the bare decoder agrees with the prototype that the model was made with', async (context) => {
  if (!existsSync(CONFORMANCE)) return context.skip(`${CONFORMANCE} is not on this machine`);
  const rows = readFileSync(CONFORMANCE, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  const translator = createPhraseTranslator({ modelDirectory: 'shared/models/fr-en-phrase', rules: 'baseline' });

  const sentences = rows.map(([french = '']) => french);
  const { translations } = await collectTranslation(translator, { sentences, source: 'fr', target: 'en' });

  const agreeing = rows.filter(([, english], index) => translations[index] === english);
  expect(agreeing.length / rows.length).toBeGreaterThanOrEqual(0.99);
});
