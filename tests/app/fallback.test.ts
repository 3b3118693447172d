import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pipelineVersion } from '../../shared/app/article/pipeline-version.ts';
import { withEngine } from '../../shared/app/engines/choose-engine.ts';
import { createEstimateArticle } from '../../shared/app/use-cases/stages/estimate-article.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import type { ArticleInput } from '../../shared/core/input.ts';
import { DepecheError, type DepecheErrorOptions } from '../../shared/core/errors.ts';
import { translateArtificially } from '../support/artificial-translation.ts';
import { createMemorySummarizer } from '../support/summarizer-memory.ts';
import { createMemoryTranslator, type MemoryTranslatorOptions } from '../support/translator-memory.ts';
import { runs } from '../support/runs.ts';
import { severalEngines } from './support/several-engines.ts';
import { anotherProcess, context, input, lengthOf, setup, type SetupOptions, TEXT, TITLE } from './support/setup.ts';

const HARD = "Il coûtera 4 millions d'euros à la commune.";
const MONTH = '2026-11';

/** An engine that loses what it is told to, however often it is asked. */
const losing = (isLost: (sentence: string) => boolean): MemoryTranslatorOptions => ({
  translateSentence: (text, target) => (isLost(text) ? '' : translateArtificially(text, target)),
});

/** A service whose engine is bad at one sentence, and that has another to fall back to. */
function world(options: { engine?: MemoryTranslatorOptions; fallback?: MemoryTranslatorOptions } & SetupOptions = {}) {
  const { engine = losing((text) => text === HARD), fallback, ...others } = options;
  const price = { id: 'amazon-translate', usdPerMillionCharacters: 10 };
  const fallbackTranslator = createMemoryTranslator({ engine: price, ...fallback });
  const made = setup({ engine, fallbackTranslator, ...others });
  const process = (overrides: Partial<ArticleInput> = {}) => {
    made.clock.advance(1_000);
    return createProcessArticle(made.deps)(input(overrides), context());
  };
  return { ...made, fallbackTranslator, process };
}

const hardOf = ({ sentences }: Awaited<ReturnType<ReturnType<typeof world>['process']>>) =>
  sentences.find(({ source }) => source.startsWith('Il coûtera'));

const failing = (code: 'translator-unavailable' | 'unsupported-language', options?: DepecheErrorOptions) => () => {
  throw new DepecheError(code, 'Not now.', options);
};

describe('what the gate refuses twice', () => {
  test('is translated by the fallback, marked with its name, and billed as its own', async () => {
    const { process, translator, fallbackTranslator, deps } = world();
    const result = await process();
    expect(hardOf(result)).toMatchObject({ engine: 'amazon-translate', translation: expect.stringMatching(/\S/) });
    expect(hardOf(result)).not.toHaveProperty('issues');
    expect(result.sentences.filter(({ engine }) => engine !== undefined)).toHaveLength(1);
    expect(result.translation.text).toContain(hardOf(result)?.translation);
    expect(result.warnings).toEqual([
      { code: 'fallback-engine', detail: expect.stringContaining('amazon-translate'), sentences: [2] },
    ]);
    expect([...fallbackTranslator.stats.billedSentences]).toEqual([[HARD, 1]]);
    const billedCharacters = translator.stats.billedCharacters + lengthOf(HARD);
    const costMicroUsd = translator.stats.billedCharacters * 15 + lengthOf(HARD) * 10;
    expect(result.usage).toMatchObject({ billedCharacters, estimatedCostUsd: costMicroUsd / 1e6 });
    expect(await deps.ledger.read(MONTH, 'total')).toMatchObject({ billedCharacters, costMicroUsd, articles: 1 });
    expect(await process()).toMatchObject({ cached: true });
  });

  test('is paid by neither engine again, in another article or after the refusal has ended', async () => {
    const { process, translator, fallbackTranslator, clock } = world();
    await process();
    const second = await process({ text: `${TEXT} Une autre fin.` });
    expect(hardOf(second)).toMatchObject({ engine: 'amazon-translate' });
    expect(translator.stats.billedSentences.get(HARD)).toBe(2);
    clock.advance(3_601_000);
    expect(hardOf(await process({ text: `${TEXT} Encore une fin.` }))).toMatchObject({ engine: 'amazon-translate' });
    expect(translator.stats.billedSentences.get(HARD)).toBe(4);
    expect(fallbackTranslator.stats.billedSentences.get(HARD)).toBe(1);
  });

  test('and what a model itself refuses, a title as well', async () => {
    const { process, translator, fallbackTranslator } = world({ engine: { isRefused: (text) => text === TITLE } });
    const result = await process();
    expect(result.translation.title).not.toBe('');
    expect(result.warnings).toEqual([
      { code: 'fallback-engine', detail: expect.stringContaining('the title'), sentences: [] },
    ]);
    expect(translator.stats.billedSentences.get(TITLE)).toBe(1);
    expect(fallbackTranslator.stats.billedSentences.get(TITLE)).toBe(1);
  });

  test('by an engine that costs nothing is asked of it again, and taken from the memory of the fallback', async () => {
    const engine = { ...losing((text) => [HARD, TITLE].includes(text)), engine: { usdPerMillionCharacters: 0 } };
    const draft = { id: 'phrase', quality: 'draft' } as const;
    const { process, fallbackTranslator } = world({ engine, fallback: { engine: draft } });
    const { warnings } = await process();
    expect(warnings[0]?.detail).toMatch(/phrase in draft quality.*the title and these sentences/);
    await process({ text: `${TEXT} Une autre fin.` });
    expect([...fallbackTranslator.stats.billedSentences.values()]).toEqual([1, 1]);
  });

  test('by the fallback, too, stays as the engine made it, marked, and is bought of neither for an hour', async () => {
    const { process, translator, fallbackTranslator } = world({ fallback: losing(() => true) });
    const result = await process();
    expect(hardOf(result)).toMatchObject({ issues: ['empty'] });
    expect(hardOf(result)).not.toHaveProperty('engine');
    expect(result.warnings.map(({ code }) => code)).toEqual(['integrity']);
    await process({ text: `${TEXT} Une autre fin.` });
    expect([translator, fallbackTranslator].map(({ stats }) => stats.billedSentences.get(HARD))).toEqual([2, 2]);
  });

  test('in a summary in new words is said beside it', async () => {
    const { process } = world({ summarizer: createMemorySummarizer({ writeSentences: () => [HARD] }) });
    const { summary, warnings } = await process({ summary: { sentences: 1, method: 'bedrock' } });
    expect(summary.method).not.toBe('extractive');
    expect(summary.translation.every((sentence) => sentence !== '')).toBe(true);
    expect(warnings.filter(({ code }) => code === 'fallback-engine')).toHaveLength(2);
  });

  test('once, and could not be sent again, is not the fallback’s yet: the next attempt asks the engine', async () => {
    let isDown = true;
    const beforeCall = ({ sentences }: { sentences: readonly string[] }) => {
      if (isDown && sentences.length === 1 && sentences[0] === HARD) failing('translator-unavailable')();
    };
    const { process, fallbackTranslator, deps } = world({ engine: { ...losing((text) => text === HARD), beforeCall } });
    const result = await process();
    expect(hardOf(result)).toMatchObject({ issues: ['empty'] });
    expect(Date.parse(result.expiresAt) - Date.parse(result.createdAt)).toBe(deps.settings.provisionalTtlMs);
    expect(fallbackTranslator.stats.calls).toBe(0);
    isDown = false;
    expect(hardOf(await process())).toMatchObject({ engine: 'amazon-translate' });
  });

  test('is no matter for a fallback where there is none, or where the engine is the fallback itself', async () => {
    const { engines, amazon, local } = severalEngines({ local: losing((text) => text === HARD) });
    const { deps } = setup({ translator: amazon, engines: { ...engines, fallback: 'amazon' } });
    const own = await withEngine(deps, 'amazon');
    const chosen = await withEngine(deps, 'local');
    expect([own.fallbackTranslator, chosen.translator, chosen.fallbackTranslator]).toEqual([undefined, local, amazon]);
    const other = setup({ translator: amazon, fallbackTranslator: local, engines: { ...engines, fallback: 'local' } });
    expect((await withEngine(other.deps, 'local')).fallbackTranslator).toBeUndefined();
  });
});

test('an estimate is for the fallback where the engine is known to be refused, as long as that is not remembered', async () => {
  let isDown = true;
  const { process, deps } = world({
    fallback: { beforeCall: () => (isDown ? failing('translator-unavailable')() : undefined) },
  });
  await process();
  const estimate = () => createEstimateArticle(deps)(input(), context());
  const hard = lengthOf(HARD);
  expect(await estimate()).toMatchObject({ billedCharacters: hard, estimatedCostUsd: (hard * 10) / 1e6 });
  isDown = false;
  expect((await process()).usage).toMatchObject({ billedCharacters: hard, estimatedCostUsd: (hard * 10) / 1e6 });
  expect(await estimate()).toMatchObject({ billedCharacters: 0, cached: true });
});

describe('a fallback that fails', () => {
  test('for now leaves what there was, marked and for the time being; the next attempt asks it alone', async () => {
    let isDown = true;
    const { process, deps, logged, translator, fallbackTranslator } = world({
      fallback: { beforeCall: () => (isDown ? failing('translator-unavailable')() : undefined) },
    });
    const result = await process();
    expect(hardOf(result)).toMatchObject({ issues: ['empty'] });
    expect(Date.parse(result.expiresAt) - Date.parse(result.createdAt)).toBe(deps.settings.provisionalTtlMs);
    expect(logged).toContainEqual(
      expect.objectContaining({ level: 'warn', fields: { code: 'translator-unavailable' } }),
    );
    isDown = false;
    const { billedCharacters } = translator.stats;
    expect(hardOf(await process())).toMatchObject({ engine: 'amazon-translate' });
    expect([translator.stats.billedCharacters, fallbackTranslator.stats.billedCharacters]).toEqual([
      billedCharacters,
      lengthOf(HARD),
    ]);
  });

  test('in the midst of its work leaves its bill in the result, to the character', async () => {
    const hard = ['Le chantier doit commencer au printemps et durer dix-huit mois environ.', HARD];
    const { process, deps, translator, fallbackTranslator } = world({
      engine: losing((text) => hard.includes(text)),
      fallback: {
        chunkSize: 1,
        beforeCall: ({ number }) => (number === 2 ? failing('translator-unavailable')() : undefined),
      },
    });
    const { usage } = await process();
    const [own, others] = [translator.stats.billedCharacters, fallbackTranslator.stats.billedCharacters];
    expect(others).toBe(lengthOf(hard[0] ?? ''));
    const costMicroUsd = own * 15 + others * 10;
    expect(usage).toMatchObject({ billedCharacters: own + others, estimatedCostUsd: costMicroUsd / 1e6 });
    expect(await deps.ledger.read(MONTH, 'total')).toMatchObject({ billedCharacters: own + others, costMicroUsd });
  });

  test('for good is not asked again at each request; a fault of the settings is told as an error', async () => {
    const unsupported = world({ fallback: { targets: ['de'] } });
    const result = await unsupported.process();
    expect(hardOf(result)).toMatchObject({ issues: ['empty'] });
    expect(await unsupported.process()).toMatchObject({ cached: true });
    const forbidden = world({ fallback: { beforeCall: failing('translator-unavailable', { misconfigured: true }) } });
    await forbidden.process();
    expect(forbidden.logged.map(({ level }) => level)).toContain('error');
  });

  test('by a defect fails the article: that is no failure to live with', async () => {
    const beforeCall = () => {
      throw new TypeError('defect');
    };
    await expect(world({ fallback: { beforeCall } }).process()).rejects.toThrow('defect');
  });

  test('because nobody waits any more ends the work; what was bought is remembered', async () => {
    const leaving = new AbortController();
    const beforeCall = () => leaving.abort(new Error('gone'));
    const { deps, translator, process } = world({ fallback: { beforeCall } });
    const attempt = createProcessArticle(deps)(input(), context({ signal: leaving.signal }));
    await expect(attempt).rejects.toThrow('gone');
    const { calls } = translator.stats;
    expect(hardOf(await process())).toMatchObject({ engine: 'amazon-translate' });
    expect(translator.stats.calls).toBe(calls);
  });
});

test('a budget is reserved for the fallback and never passed by it', async () => {
  const { process, deps, translator, fallbackTranslator } = world();
  const { characters } = (await process()).usage;
  const whole = translator.stats.billedCharacters + lengthOf(HARD);
  expect(characters).toBe(whole - lengthOf(HARD));
  for (const [budget, isCovered] of [
    [whole, true],
    [whole - 1, false],
  ] as const) {
    const tight = world({ settings: { monthlyCharacterBudget: budget } });
    const result = await tight.process();
    expect(hardOf(result)?.engine).toBe(isCovered ? 'amazon-translate' : undefined);
    expect(hardOf(result)?.issues).toEqual(isCovered ? undefined : ['empty']);
    const { billedCharacters, reservedCharacters } = await tight.deps.ledger.read(MONTH, 'total');
    expect(billedCharacters + reservedCharacters).toBeLessThanOrEqual(budget);
  }
  expect(fallbackTranslator.stats.calls).toBe(1);
  expect(await deps.ledger.read(MONTH, 'total')).toMatchObject({ reservedCharacters: 0 });
});

test('twenty equal requests on two machines buy each sentence of each engine once, and what fails twice', async () => {
  const { deps, translator, fallbackTranslator } = world();
  const machines = [createProcessArticle(deps), createProcessArticle(anotherProcess(deps))];
  const results = await Promise.all(Array.from({ length: 20 }, (_, n) => machines[n % 2]?.(input(), context())));
  expect(results.map((result) => result && hardOf(result)?.engine)).toEqual(Array(20).fill('amazon-translate'));
  expect(fallbackTranslator.stats.billedSentences.get(HARD)).toBe(1);
  expect(translator.stats.billedSentences.get(HARD)).toBe(2);
});

test('twenty articles with the same hard sentence at a time buy it once of each', async () => {
  const { deps, translator, fallbackTranslator } = world();
  const machines = [createProcessArticle(deps), createProcessArticle(anotherProcess(deps))];
  const text = (n: number) => `${HARD} Voici la suite numéro ${n} de notre récit.`;
  await Promise.all(
    Array.from({ length: 20 }, (_, n) => machines[n % 2]?.(input({ id: `a-${n}`, text: text(n) }), context())),
  );
  expect(fallbackTranslator.stats.billedSentences.get(HARD)).toBe(1);
  expect(translator.stats.billedSentences.get(HARD)).toBe(2);
});

test('the counters are the bill of both engines, whatever fails', async () => {
  const fate = fc.constantFrom('good', 'lost', 'refused', 'unusable', 'down');
  const fates = fc.array(fc.tuple(fate, fate), { minLength: 7, maxLength: 7 });
  await fc.assert(
    fc.asyncProperty(fates, async (drawn) => {
      const order = new Map<string, number>();
      const fateOf = (sentence: string, engine: 0 | 1) => {
        if (!order.has(sentence)) order.set(sentence, order.size);
        return drawn[order.get(sentence) ?? 0]?.[engine];
      };
      const behaviour = (engine: 0 | 1): MemoryTranslatorOptions => ({
        ...losing((text) => fateOf(text, engine) === 'lost'),
        chunkSize: 1,
        isRefused: (text) => fateOf(text, engine) === 'refused',
        isUnusable: ([text = '']) => fateOf(text, engine) === 'unusable',
        beforeCall: ({ sentences: [text = ''] }) => {
          if (fateOf(text, engine) === 'down') throw new DepecheError('throttled', 'Slow down.');
        },
      });
      const { process, deps, translator, fallbackTranslator } = world({ engine: behaviour(0), fallback: behaviour(1) });
      for (const text of [TEXT, `${TEXT} Une autre fin.`]) await process({ text }).catch(() => undefined);
      const { billedCharacters, costMicroUsd, reservedCharacters } = await deps.ledger.read(MONTH, 'total');
      const bills = [translator.stats.billedCharacters, fallbackTranslator.stats.billedCharacters] as const;
      expect(billedCharacters).toBe(bills[0] + bills[1]);
      expect(costMicroUsd).toBe(bills[0] * 15 + bills[1] * 10);
      expect(reservedCharacters).toBe(0);
    }),
    runs(12),
  );
});

test('a result depends on the fallback, and a service without one keeps the results that it has', () => {
  const { deps, fallbackTranslator } = world();
  const other = createMemoryTranslator({ engine: { ...fallbackTranslator.engine, version: '2' } });
  const versions = [fallbackTranslator, other, undefined].map((fallback) =>
    pipelineVersion({ ...deps, fallbackTranslator: fallback }),
  );
  expect(new Set(versions).size).toBe(3);
});
