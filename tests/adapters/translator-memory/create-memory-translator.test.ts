import { describe, expect, test } from 'vitest';
import { DepecheError } from '../../../shared/core/errors.ts';
import { collectTranslation, describeTranslator } from '../../contracts/translator-contract.ts';
import { createMemoryTranslator } from '../../support/translator-memory.ts';

describeTranslator(
  'the translator in memory',
  async () => {
    let tell = () => {};
    const underWay = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const beforeCall = async () => {
      tell();
      await new Promise(setImmediate);
    };
    const translator = createMemoryTranslator({ beforeCall });
    const countCalls = () => translator.stats.calls;
    return { translator, close: () => translator.close(), untilUnderWay: () => underWay, countCalls };
  },
  { billing: 'exact' },
);

describe('what the translator in memory lets tests do', () => {
  const request = { sentences: ['Un.', 'Deux.', 'Trois.'], source: 'fr', target: 'en' } as const;

  test('fails one call and still brings the others back', async () => {
    const translator = createMemoryTranslator({
      chunkSize: 1,
      beforeCall: ({ number }) => {
        if (number === 2) throw new DepecheError('throttled', 'Slow down.');
      },
    });
    const seen: string[] = [];

    const outcome = (async () => {
      for await (const { translations } of translator.translate(request))
        seen.push(...translations.map(({ text }) => text));
    })();

    await expect(outcome).rejects.toMatchObject({ code: 'throttled' });
    expect(seen).toEqual(['[en] A.', '[en] Three.']);
    expect(translator.stats).toMatchObject({ calls: 3, billedCharacters: 9 });
  });

  test('charges for an answer that cannot be used, and counts who was billed twice', async () => {
    const translator = createMemoryTranslator({ isUnusable: (sentences) => sentences.length > 1 });

    expect(await collectTranslation(translator, request)).toMatchObject({
      translations: [undefined, undefined, undefined],
      billedCharacters: 14,
    });
    await collectTranslation(translator, { ...request, sentences: ['Deux.'] });
    expect([...translator.stats.billedSentences.values()]).toEqual([1, 2, 1]);
  });

  test('spoils a first attempt and mends the second', async () => {
    const translator = createMemoryTranslator({
      translateSentence: (_sentence, _target, attempt) => (attempt === 1 ? '' : 'Fine.'),
    });

    expect((await collectTranslation(translator, request)).translations).toEqual(['', '', '']);
    expect((await collectTranslation(translator, request)).translations).toEqual(['Fine.', 'Fine.', 'Fine.']);
  });
});
