import { describe, expect, test } from 'vitest';
import { openBackfill } from '../../../../functions/wiring/open-backfill.ts';
import { loadBackfillConfig } from '../../../../shared/config/service-config.ts';

const PLACE = { kind: 'folder', path: '/archive' } as const;
const SENTENCES = ['Le port a rouvert mardi.', 'La mairie a payé 12 millions.'];

const priceWith = (env: Record<string, string>) => {
  const { price, close } = openBackfill(loadBackfillConfig(env), PLACE);
  close();
  return price;
};

describe('an archive is priced as its engine charges', () => {
  test('by characters of Amazon Translate, which is that of a deployment unless said otherwise, and not at all here', () => {
    expect(priceWith({ DEPECHE_INBOX_BUCKET: 'inbox' })).toEqual({ usdPerMillionCharacters: 15 });
    expect(priceWith({ DEPECHE_TRANSLATOR: 'amazon', DEPECHE_PRICE_PER_MILLION: '10' })).toEqual({
      usdPerMillionCharacters: 10,
    });
    expect(priceWith({})).toEqual({ usdPerMillionCharacters: 0 });
  });

  test.each(['bedrock', 'openai'])('by tokens of %s, the instructions of each call among them', (engine) => {
    const [input, output] = ['INPUT', 'OUTPUT'].map((way) => `DEPECHE_${engine.toUpperCase()}_${way}_PRICE`);
    const prices = { [input ?? '']: '3', [output ?? '']: '15' };
    const estimateWith = (env: Record<string, string>) => {
      const { usdPerMillionCharacters, tokens } = priceWith({ DEPECHE_TRANSLATOR: engine, ...prices, ...env });
      expect([usdPerMillionCharacters, tokens?.usdPerMillion]).toEqual([0, { input: 3, output: 15 }]);
      return tokens?.estimate(SENTENCES) ?? { inputTokens: 0, outputTokens: 0 };
    };
    const [alone, together] = [estimateWith({}), estimateWith({ DEPECHE_LLM_MAX_LINES: '100' })];
    expect(together.inputTokens).toBeGreaterThan(100);
    expect(alone.inputTokens).toBeGreaterThan(1.5 * together.inputTokens);
    expect(alone.outputTokens).toBe(together.outputTokens);
  });

  test.each(['bedrock', 'openai'])('which %s has to be told', (engine) => {
    expect(() => loadBackfillConfig({ DEPECHE_TRANSLATOR: engine })).toThrow(
      new RegExp(`DEPECHE_${engine.toUpperCase()}_INPUT_PRICE: is needed[^\\n]*\\n[^\\n]*OUTPUT_PRICE: is needed`),
    );
  });
});
