import fc from 'fast-check';
import { createFlakyLedger } from '../support/ledger.ts';
import { describe, expect, test } from 'vitest';
import { createEstimateArticle } from '../../shared/app/use-cases/stages/estimate-article.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { normalizeSentence } from '../../shared/core/normalize/normalize-sentence.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import { runs } from '../support/runs.ts';
import type { Translator } from '../../shared/ports/engines/translator.ts';
import { translateArtificially } from '../support/artificial-translation.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { context, input, lengthOf, setup, TEXT, TITLE } from './support/setup.ts';

const MONTH = '2026-11';
const down = async (): Promise<never> => {
  throw new DepecheError('storage-unavailable', 'The table did not answer.');
};
const throttled = () => new DepecheError('throttled', 'Too many requests; ask again later.');

describe('a failure in the middle', () => {
  test('keeps what is paid for, gives back the rest, and is continued by the next attempt', async () => {
    let isFailing = true;
    const { deps, translator } = setup({
      settings: { monthlyCharacterBudget: 10_000 },
      engine: {
        chunkSize: 2,
        beforeCall: ({ number }) => {
          if (isFailing && number >= 3) throw throttled();
        },
      },
    });
    const process = createProcessArticle(deps);
    await expect(process(input(), context())).rejects.toMatchObject({ code: 'throttled', retryable: true });
    const paid = translator.stats.billedCharacters;
    expect(paid).toBeGreaterThan(0);
    expect(await deps.ledger.read(MONTH, 'total')).toMatchObject({ billedCharacters: paid, reservedCharacters: 0 });

    isFailing = false;
    const result = await process(input(), context());
    expect(result.usage).toMatchObject({ savedCharacters: paid, billedCharacters: result.usage.characters - paid });
    expect(Math.max(...translator.stats.billedSentences.values())).toBe(1);
  });
});

describe('the integrity gate', () => {
  test('a failed sentence is sent once more, alone, and then passes', async () => {
    const { deps, translator } = setup({
      engine: {
        translateSentence: (text, target, attempt) =>
          text === TITLE && attempt === 1 ? '' : translateArtificially(text, target),
      },
    });
    const result = await createProcessArticle(deps)(input(), context());
    expect(result.warnings).toEqual([]);
    expect(result.usage.billedCharacters).toBe(result.usage.characters + lengthOf(TITLE));
    expect(result.usage.billedCharacters).toBe(translator.stats.billedCharacters);
  });

  test('lines that an engine shifts by one are asked for again, alone, and none is remembered at the wrong place', async () => {
    const shifting = createMemoryTranslator();
    const translator: Translator = {
      ...shifting,
      async *translate(request) {
        for await (const chunk of shifting.translate(request)) {
          const { translations } = chunk;
          const shifted = translations.map((line, at) => ({
            ...line,
            text: translations[(at + 1) % translations.length]?.text ?? '',
          }));
          yield { ...chunk, translations: shifted };
        }
      },
    };
    const { deps } = setup({ translator });
    const result = await createProcessArticle(deps)(input(), context());
    expect(result.warnings).toEqual([]);
    for (const { source, translation } of result.sentences) {
      expect(translation).toBe(translateArtificially(normalizeSentence(source), 'en'));
    }
    expect(result.usage.billedCharacters).toBe(2 * result.usage.characters);
  });

  test('what is doubtful is marked, remembered and not asked for again', async () => {
    const { deps, translator } = setup({
      engine: {
        translateSentence: (text, target) =>
          text.includes('Brévanne')
            ? 'The lost names are what is the matter here on Tuesday.'
            : translateArtificially(text, target),
      },
    });
    const process = createProcessArticle(deps);
    const first = await process(input(), context());
    expect(first.sentences[0]).toMatchObject({ doubtful: ['names-lost'] });
    expect(first.sentences[0]).not.toHaveProperty('issues');
    expect(first.warnings).toEqual([
      { code: 'doubtful', detail: expect.stringContaining('names-lost'), sentences: [0] },
    ]);
    expect(first.usage.billedCharacters).toBe(first.usage.characters);

    const again = await process(input({ refresh: true }), context());
    expect(again.usage.billedCharacters).toBe(0);
    expect(again.sentences).toEqual(first.sentences);
    expect(again.warnings).toEqual(first.warnings);
    expect(Math.max(...translator.stats.billedSentences.values())).toBe(1);
  });

  /** An engine that gets one sentence wrong while it is broken. */
  function setupBroken() {
    const engine = { isBroken: true };
    const translateSentence = (text: string, target: string) =>
      engine.isBroken && text.includes('4 millions')
        ? 'The building will be expensive for the village &amp; more'
        : translateArtificially(text, target);
    return { ...setup({ engine: { translateSentence } }), engine };
  }

  test('what fails again is marked, not remembered, served for its full time, and not bought again for an hour', async () => {
    const { deps, sumOf, translator, engine, clock } = setupBroken();
    const process = createProcessArticle(deps);
    const first = await process(input(), context());
    const marked = first.sentences.findIndex(({ issues }) => issues !== undefined);
    const sentence = first.sentences[marked]?.source ?? '';
    expect(sentence).toContain('4 millions');
    expect(first.warnings).toMatchObject([{ code: 'integrity', sentences: [marked] }]);
    expect(sumOf('IntegrityFailure')).toBe(2);
    expect(Date.parse(first.expiresAt) - Date.parse(first.createdAt)).toBe(deps.settings.resultTtlMs);

    const billed = translator.stats.billedCharacters;
    for (let time = 0; time < 20; time += 1) await process(input(), context());
    const elsewhere = await process(input({ id: 'elsewhere' }), context());
    expect(elsewhere.sentences[marked]).toMatchObject({ issues: first.sentences[marked]?.issues });
    expect(translator.stats.billedCharacters).toBe(billed);

    engine.isBroken = false;
    clock.advance(3_600_000);
    const second = await process(input(), context());
    expect(second.usage.billedCharacters).toBe(lengthOf(sentence));
    expect(second.warnings).toEqual([]);
  });

  test.each([
    ['among others', 20],
    ['alone', 1],
  ])('what the engine itself refuses %s is marked and not asked for again', async (_, chunkSize) => {
    const { deps, translator, sumOf } = setup({ engine: { chunkSize, isRefused: (text) => text === TITLE } });
    const process = createProcessArticle(deps);
    const first = await process(input(), context());
    expect(first).toMatchObject({ translation: { title: '' }, warnings: [{ code: 'integrity' }] });
    expect(first.warnings[0]?.detail).toContain('refused');
    expect(sumOf('IntegrityFailure')).toBe(1);
    const { calls } = translator.stats;
    await process(input({ text: `${TEXT} Une autre fin.` }), context());
    expect(translator.stats.billedSentences.get(TITLE)).toBe(1);
    expect(translator.stats.calls).toBe(calls + 1);
  });

  test('what fails the gate and is refused when it is sent again stays marked, and is final', async () => {
    let sent = 0;
    const { deps, translator } = setup({
      engine: {
        translateSentence: (text, target) => (text === TITLE ? '' : translateArtificially(text, target)),
        isRefused: (text) => text === TITLE && ++sent > 2,
      },
    });
    const first = await createProcessArticle(deps)(input(), context());
    expect(first.warnings).toMatchObject([{ code: 'integrity' }]);
    expect(await createProcessArticle(deps)(input(), context())).toMatchObject({ cached: true });
    expect(translator.stats.billedSentences.get(TITLE)).toBe(2);
  });

  test('what was refused is asked for again by a refresh, and by no one else meanwhile', async () => {
    const { deps, translator, engine } = setupBroken();
    const process = createProcessArticle(deps);
    const first = await process(input(), context());
    const billed = translator.stats.billedCharacters;
    engine.isBroken = false;
    const again = await process(input({ refresh: true }), context());
    expect(again.warnings).toEqual([]);
    const sentence = first.sentences.find(({ issues }) => issues !== undefined)?.source ?? '';
    expect(translator.stats.billedCharacters - billed).toBe(lengthOf(sentence));
  });

  test('a refresh whose message comes twice is made once, and pays once for what is refused each time', async () => {
    const { deps, translator, clock } = setupBroken();
    const process = createProcessArticle(deps);
    await process(input(), context());
    const askedMs = clock.nowMs();
    clock.advance(1_000);
    const refreshed = await process(input({ refresh: true }), context({ askedMs }));
    expect(refreshed).toMatchObject({ cached: false });
    const { billedCharacters } = translator.stats;
    clock.advance(1_000);
    const again = await process(input({ refresh: true }), context({ askedMs }));
    expect(again).toMatchObject({ cached: true, createdAt: refreshed.createdAt });
    expect(translator.stats.billedCharacters).toBe(billedCharacters);
    expect(await process(input({ refresh: true }), context())).toMatchObject({ cached: false });
  });

  test('a refusal that cannot be kept is marked all the same, and asked for again', async () => {
    const { deps, engine } = setupBroken();
    let isDown = true;
    const memory = {
      ...deps.memory,
      refuse: async (refusals: Parameters<typeof deps.memory.refuse>[0]) => {
        if (isDown) throw new DepecheError('storage-unavailable', 'The table does not answer.');
        await deps.memory.refuse(refusals);
      },
    };
    const process = createProcessArticle({ ...deps, memory });
    const first = await process(input(), context());
    expect(first.warnings.map(({ code }) => code)).toEqual(['integrity', 'cache-unavailable']);
    [isDown, engine.isBroken] = [false, false];
    const elsewhere = await process(input({ id: 'elsewhere' }), context());
    const sentence = first.sentences.find(({ issues }) => issues !== undefined)?.source ?? '';
    expect(elsewhere.warnings).toEqual([]);
    expect(elsewhere.usage.billedCharacters).toBe(lengthOf(sentence));
  });

  test('a failed title and a call that brought nothing back are told', async () => {
    const { deps } = setup({ engine: { chunkSize: 100, isUnusable: () => true } });
    const result = await createProcessArticle(deps)(input(), context());
    expect(result.sentences.every(({ issues }) => issues?.includes('empty'))).toBe(true);
    expect(result.warnings.map(({ code }) => code)).toEqual(['integrity']);
    const titleOnly = setup({
      engine: { translateSentence: (text, target) => (text === TITLE ? '' : translateArtificially(text, target)) },
    });
    const other = await createProcessArticle(titleOnly.deps)(input(), context());
    expect(other.warnings).toMatchObject([{ code: 'integrity', sentences: [] }]);
  });

  test('a second sending that fails leaves the sentence marked', async () => {
    for (const error of [throttled(), new Error('unexpected')]) {
      const { deps, logged } = setup({
        engine: {
          chunkSize: 100,
          translateSentence: (text, target) => (text === TITLE ? '' : translateArtificially(text, target)),
          beforeCall: ({ number }) => {
            if (number > 1) throw error;
          },
        },
      });
      const result = await createProcessArticle(deps)(input(), context());
      expect(result.warnings.map(({ code }) => code)).toEqual(['integrity']);
      expect(logged.some(({ message }) => message.includes('could not be sent again'))).toBe(true);
    }
  });

  test('what an older gate let into the memory is not taken over', async () => {
    const { deps } = setup();
    const poisoned = {
      ...deps.memory,
      recall: async (keys: readonly string[]) =>
        new Map(keys.map((key) => [key, { kind: 'remembered', translation: '', mark: 'old' } as const])),
    };
    const result = await createProcessArticle({ ...deps, memory: poisoned })(input(), context());
    expect(result.usage.savedCharacters).toBe(0);
    expect(result.warnings).toEqual([]);
  });
});

test('an answer to a sentence that nobody sent is left out', async () => {
  const { deps, translator } = setup();
  const odd: typeof translator = {
    ...translator,
    async *translate(request) {
      yield { translations: [{ index: 99, text: 'Nobody asked for this.' }], billedCharacters: 0 };
      yield* translator.translate(request);
    },
  };
  const result = await createProcessArticle({ ...deps, translator: odd })(input(), context());
  expect(result.warnings).toEqual([]);
  expect(JSON.stringify(result)).not.toContain('Nobody');
});

describe('a table that does not answer', () => {
  const { deps: healthy } = setup();
  const troubles: [string, (deps: typeof healthy) => Partial<typeof healthy>][] = [
    ['results cannot be read', ({ store }) => ({ store: { ...store, getResult: down } })],
    ['articles cannot be read', ({ store }) => ({ store: { ...store, getArticle: down } })],
    ['results cannot be written', ({ store }) => ({ store: { ...store, completeResult: down } })],
    ['sentences cannot be recalled', ({ memory }) => ({ memory: { ...memory, recall: down } })],
    ['sentences cannot be remembered', ({ memory }) => ({ memory: { ...memory, remember: down } })],
    ['sentences cannot be claimed', ({ memory }) => ({ memory: { ...memory, claim: down } })],
    ['leases cannot be acquired', ({ leases }) => ({ leases: { ...leases, acquire: down } })],
    ['usage cannot be counted', ({ ledger }) => ({ ledger: createFlakyLedger(ledger, () => true) })],
  ];

  test.each(troubles)('is no outage: %s', async (_, breakOne) => {
    const { deps, logged, sumOf } = setup();
    const result = await createProcessArticle({ ...deps, ...breakOne(deps) })(input(), context());
    expect(result.translation.text).not.toBe('');
    expect(sumOf('StoreFailure')).toBeGreaterThan(0);
    expect(logged.some(({ level }) => level === 'error')).toBe(true);
    expect(JSON.stringify(logged)).not.toContain('Brévanne');
  });

  test('that keeps a lease costs a failed work nothing but its error', async () => {
    const { deps, sumOf } = setup({ engine: { beforeCall: () => Promise.reject(throttled()) } });
    const leases = { ...deps.leases, release: down };
    const attempt = createProcessArticle({ ...deps, leases })(input(), context());
    await expect(attempt).rejects.toMatchObject({ code: 'throttled' });
    expect(sumOf('StoreFailure')).toBe(1);
  });

  test('is told once, in a warning', async () => {
    const { deps } = setup();
    const broken = {
      ...deps,
      memory: { ...deps.memory, recall: down, remember: down, claim: down },
      store: { ...deps.store, getResult: down },
    };
    const { warnings } = await createProcessArticle(broken)(input(), context());
    expect(warnings.map(({ code }) => code)).toEqual(['cache-unavailable']);
    const unwritable = { ...deps, store: { ...deps.store, completeResult: down } };
    const late = await createProcessArticle(unwritable)(input(), context());
    expect(late.warnings.map(({ code }) => code)).toEqual(['cache-unavailable']);
  });

  test('without a lease table nothing is stored but sentences', async () => {
    const { deps } = setup();
    const broken = { ...deps, leases: { ...deps.leases, acquire: down } };
    const { id } = await createProcessArticle(broken)(input(), context());
    expect(await deps.store.getArticle(id)).toBeUndefined();
    expect(await createEstimateArticle(deps)(input(), context())).toMatchObject({ billedCharacters: 0, cached: false });
  });

  test('under a budget, an unreachable ledger stops the spending', async () => {
    const { deps, translator } = setup({ settings: { monthlyCharacterBudget: 10_000 } });
    const broken = { ...deps, ledger: createFlakyLedger(deps.ledger, () => true) };
    await expect(createProcessArticle(broken)(input(), context())).rejects.toMatchObject({
      code: 'storage-unavailable',
    });
    expect(translator.stats.calls).toBe(0);
  });

  test('a budget that cannot be read is not reported', async () => {
    const { deps, sumOf } = setup({ settings: { monthlyCharacterBudget: 10_000 } });
    const broken = { ...deps, ledger: { ...deps.ledger, read: down } };
    await createProcessArticle(broken)(input(), context());
    expect(sumOf('BudgetUsedPercent')).toBe(0);
  });

  test('an unreachable ledger is caught up with by the next call', async () => {
    const { deps, translator } = setup({ engine: { chunkSize: 1 } });
    let failures = 3;
    const flaky = createFlakyLedger(deps.ledger, () => failures-- > 0);
    await createProcessArticle({ ...deps, ledger: flaky })(input(), context());
    const { billedCharacters } = await deps.ledger.read(MONTH, 'total');
    expect(billedCharacters).toBe(translator.stats.billedCharacters);
  });
});

test('under random faults the counters say what the engine billed, and no wrong sentence is kept', async () => {
  const fault = fc.constantFrom('none', 'none', 'throttle', 'unusable', 'garble');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fault, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 4 }),
      async (faults, chunkSize) => {
        let call = 0;
        const faultNow = () => faults[call % faults.length];
        const { deps, translator } = setup({
          settings: { monthlyCharacterBudget: 100_000 },
          engine: {
            chunkSize,
            beforeCall: () => {
              call += 1;
              if (faultNow() === 'throttle') throw throttled();
            },
            isUnusable: () => faultNow() === 'unusable',
            translateSentence: (text, target) =>
              faultNow() === 'garble' ? '&#39;' : translateArtificially(text, target),
          },
        });
        const process = createProcessArticle(deps);
        let told = 0;
        for (let attempt = 0; attempt < 3; attempt++) {
          const outcome = await process(input({ id: 'a' }), context({ apiKeyId: 'k' })).catch(
            (error: unknown) => error,
          );
          if (!(outcome instanceof DepecheError))
            told += (outcome as { usage: { billedCharacters: number } }).usage.billedCharacters;
        }
        const billed = translator.stats.billedCharacters;
        for (const scope of ['total', 'key:k']) {
          expect(await deps.ledger.read(MONTH, scope)).toMatchObject({
            billedCharacters: billed,
            reservedCharacters: 0,
            costMicroUsd: billed * 15,
          });
        }
        expect(told).toBeLessThanOrEqual(billed);
        const sound = await createProcessArticle({ ...deps, translator: setup().translator })(
          input({ id: 'a', refresh: true }),
          context(),
        );
        expect(
          sound.sentences.filter(
            ({ source, translation }) => translation !== translateArtificially(normalizeSentence(source), 'en'),
          ),
        ).toEqual([]);
      },
    ),
    runs(15),
  );
});
