import { afterAll } from 'vitest';
import { createPhraseTranslator } from '../../../shared/adapters/translator-phrase/phrase-translator.ts';
import { describeTranslator } from '../../contracts/translator-contract.ts';

// One translator for the whole suite: the model is large and read-only.
const translator = createPhraseTranslator({
  modelDirectory: 'shared/models/fr-en-phrase',
  glossary: { version: 'contract-1', terms: [] },
});
afterAll(() => translator.close());

describeTranslator('createPhraseTranslator', async () => ({ translator, close: async () => {} }), { billing: 'free' });
