import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, inject, test, vi } from 'vitest';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { createTranslateArticle } from '../../shared/app/use-cases/stages/translate-article.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import { normalizeSentence } from '../../shared/core/normalize/normalize-sentence.ts';
import { segmentText } from '../../shared/core/segment/segment-text.ts';
import { sentenceKey } from '../../shared/app/translation/sentence-keys.ts';
import type { LeaseStore } from '../../shared/ports/stores/lease-store.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { anotherProcess, context, input, setup, TEXT } from './support/setup.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Equal requests, and versions of one story: `npm run test:endurance` sends crowds. */
const [REQUESTS, STORIES] = inject('fuzzFactor') > 1 ? [200, 50] : [40, 20];

const FOREVER = new Promise<never>(() => {});

/** A world whose engine takes two seconds a call of two sentences. */
function setupSlow(options: Parameters<typeof setup>[0] = {}) {
  const world: ReturnType<typeof setup> = setup({
    ...options,
    engine: { chunkSize: 2, beforeCall: () => world.clock.sleep(2_000), ...options.engine },
  });
  return world;
}

/** What four requests come to, each sent when the one before has its answer: `done`, or the code of its error. */
async function askInTurn(ask: () => Promise<unknown>): Promise<string[]> {
  const outcomes: string[] = [];
  for (let at = 0; at < 4; at += 1) {
    const attempt = ask().then(
      () => 'done',
      ({ code }) => code,
    );
    outcomes.push(await attempt);
  }
  return outcomes;
}

describe('equal requests at the same time', () => {
  test(`${REQUESTS} of them over two processes are billed once and get the same result`, async () => {
    const { deps, translator } = setupSlow();
    const processes = [createProcessArticle(deps), createProcessArticle(anotherProcess(deps))];
    const results = await Promise.all(
      Array.from({ length: REQUESTS }, (_, at) => processes[at % 2]?.(input(), context({ correlationId: String(at) }))),
    );
    const [first] = results;
    expect(new Set(results.map((result) => JSON.stringify(result?.sentences))).size).toBe(1);
    expect(new Set(results.map((result) => result?.createdAt)).size).toBe(1);
    expect(Math.max(...translator.stats.billedSentences.values())).toBe(1);
    const billed = results.reduce((sum, result) => sum + (result?.usage.billedCharacters ?? 0), 0);
    expect(billed).toBe(translator.stats.billedCharacters);
    expect(first?.usage.characters).toBe(billed);
    const usage = await deps.ledger.read('2026-11', 'total');
    expect(usage).toMatchObject({ articles: 1, billedCharacters: billed, reservedCharacters: 0 });
  });

  test('a provisional result made meanwhile is good enough for whoever waited', async () => {
    const { deps, translator } = setupSlow({ engine: { translateSentence: () => '' } });
    const [one, two] = [createProcessArticle(deps), createProcessArticle(anotherProcess(deps))];
    const results = await Promise.all([one(input(), context()), two(input(), context())]);
    expect(results.map(({ cached }) => cached).sort()).toEqual([false, true]);
    expect(Math.max(...translator.stats.billedSentences.values())).toBe(2);
  });

  test('an aborted waiter leaves alone; the others get their result', async () => {
    const leaving = new AbortController();
    const { deps } = setup({ engine: { beforeCall: () => leaving.abort(new Error('gone')) } });
    const process = createProcessArticle(deps);
    const attempts = [
      process(input(), context({ signal: leaving.signal })),
      process(input(), context({ signal: new AbortController().signal })),
    ];
    const [gone, stayed] = await Promise.allSettled(attempts);
    expect(gone).toMatchObject({ status: 'rejected', reason: { message: 'gone' } });
    expect(stayed).toMatchObject({ status: 'fulfilled' });
    await expect(process(input(), context({ signal: leaving.signal }))).rejects.toThrow('gone');
  });

  test('the signals of a request go with it: Node keeps those made of others as long as somebody listens', async () => {
    const made: WeakRef<AbortSignal>[] = [];
    const { any } = AbortSignal;
    const combining = vi.spyOn(AbortSignal, 'any').mockImplementation((signals) => {
      const combined = any.call(AbortSignal, signals);
      made.push(new WeakRef(combined));
      return combined;
    });
    const { deps } = setup();
    const process = createProcessArticle(deps);
    for (let at = 0; at < 10; at += 1) await process(input(), context({ signal: new AbortController().signal }));
    combining.mockRestore();
    expect(made.length).toBeGreaterThanOrEqual(10);
    const left = () => made.filter((signal) => signal.deref() !== undefined).length;
    // More than once, as V8 may still hold the frame of the last; what is kept for good is there after every collection.
    for (let round = 0; round < 5; round += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      collectGarbage();
    }
    expect(left()).toBe(0);
  });

  test('past its deadline a request ends in a retryable timeout; the next one pays for the rest only', async () => {
    const { deps, translator, clock } = setupSlow();
    const process = createProcessArticle(deps);
    const attempt = process(input(), context({ deadlineMs: clock.nowMs() + 3_000 }));
    await expect(attempt).rejects.toMatchObject({ code: 'timeout', retryable: true });
    expect(translator.stats.calls).toBe(2);
    expect(await deps.ledger.read('2026-11', 'total')).toMatchObject({
      billedCharacters: translator.stats.billedCharacters,
      reservedCharacters: 0,
    });
    const result = await process(input(), context());
    expect(result.usage.savedCharacters).toBeGreaterThan(0);
    expect(translator.stats.billedCharacters).toBe(result.usage.characters);
  });

  test('work that does not end within the grace does not hold the answer back', async () => {
    const { deps, clock } = setup({ engine: { beforeCall: () => FOREVER } });
    const attempt = createProcessArticle(deps)(input(), context({ deadlineMs: clock.nowMs() + 1_000 }));
    await expect(attempt).rejects.toMatchObject({ code: 'timeout' });
  });
});

describe('the same sentences in different articles at the same time', () => {
  test(`${STORIES} versions of one story over two processes and two keys buy each sentence once`, async () => {
    const { deps, translator } = setupSlow();
    const processes = [createProcessArticle(deps), createProcessArticle(anotherProcess(deps))];
    const sentences = Array.from(
      { length: 20 },
      (_, at) => `Le conseil a voté la mesure numéro ${at + 30} ce mardi soir.`,
    );
    const results = await Promise.all(
      Array.from({ length: STORIES }, (_, version) => {
        const text = sentences
          .map((sentence, at) =>
            at === version % 20 ? `Le maire a repoussé la mesure ${version + 200} hier soir.` : sentence,
          )
          .join(' ');
        return processes[version % 2]?.(
          input({ id: `v${version}`, text }),
          context({ apiKeyId: `key-${version % 2}` }),
        );
      }),
    );
    expect([...translator.stats.billedSentences.values()].every((times) => times === 1)).toBe(true);
    const billed = results.reduce((sum, result) => sum + (result?.usage.billedCharacters ?? 0), 0);
    expect(billed).toBe(translator.stats.billedCharacters);
    expect(results.every((result) => result?.warnings.length === 0)).toBe(true);
  });

  test('equal requests for a translation alone, over two processes, buy each sentence once', async () => {
    const { deps, translator } = setupSlow();
    const processes = [createTranslateArticle(deps), createTranslateArticle(anotherProcess(deps))];
    await Promise.all(Array.from({ length: 40 }, (_, at) => processes[at % 2]?.(input(), context())));
    expect([...translator.stats.billedSentences.values()].every((times) => times === 1)).toBe(true);
  });

  test('of one process cost the table one claim each, however many ask', async () => {
    const { deps, translator } = setupSlow();
    let claims = 0;
    const memory: typeof deps.memory = {
      ...deps.memory,
      claim: (wanted, owner) => {
        claims += wanted.length;
        return deps.memory.claim(wanted, owner);
      },
    };
    const process = createProcessArticle({ ...deps, memory });
    await Promise.all(Array.from({ length: 20 }, (_, at) => process(input({ id: `a${at}` }), context())));
    expect(claims).toBe(translator.stats.billedSentences.size);
    expect([...translator.stats.billedSentences.values()].every((times) => times === 1)).toBe(true);
  });

  test('of one process are bought once also while the table keeps nothing', async () => {
    const { deps, translator } = setupSlow();
    const down = () => Promise.reject(new DepecheError('storage-unavailable', 'down'));
    const memory = { ...deps.memory, recall: down, claim: down, remember: down };
    const process = createProcessArticle({ ...deps, memory });
    const results = await Promise.all(
      Array.from({ length: 5 }, (_, at) => process(input({ id: `a${at}` }), context())),
    );
    expect([...translator.stats.billedSentences.values()].every((times) => times === 1)).toBe(true);
    expect(new Set(results.map(({ translation }) => translation.text)).size).toBe(1);
  });

  test('that the gate refuses twice are not bought again by who waited for them, and are marked', async () => {
    const { deps, translator } = setupSlow({ engine: { translateSentence: () => '' } });
    const process = createProcessArticle(deps);
    const results = await Promise.all([process(input({ id: 'a' }), context()), process(input({ id: 'b' }), context())]);
    expect(Math.max(...translator.stats.billedSentences.values())).toBe(2);
    for (const { warnings } of results) expect(warnings.map(({ code }) => code)).toContain('integrity');
  });

  test('that their buyer has to leave are bought by who waited for them', async () => {
    const { deps, translator, clock } = setupSlow();
    const process = createProcessArticle(deps);
    const leaving = process(input({ id: 'a' }), context({ deadlineMs: clock.nowMs() + 3_000 }));
    const [left, stayed] = await Promise.allSettled([leaving, process(input({ id: 'b' }), context())]);
    expect(left).toMatchObject({ status: 'rejected', reason: { code: 'timeout' } });
    expect(stayed).toMatchObject({ status: 'fulfilled' });
    expect([...translator.stats.billedSentences.values()].every((times) => times === 1)).toBe(true);
  });

  test('are no reason to stay for who gives up meanwhile', async () => {
    const { deps, translator } = setup({ engine: { beforeCall: () => FOREVER } });
    const process = createProcessArticle(deps);
    void process(input({ id: 'a' }), context());
    const leaving = new AbortController();
    const attempt = process(input({ id: 'b' }), context({ signal: leaving.signal }));
    await new Promise((resolve) => setImmediate(resolve));
    leaving.abort(new Error('gone'));
    await expect(attempt).rejects.toThrow('gone');
    expect(translator.stats.calls).toBe(1);
  });

  test('claims of a job that failed are free at once', async () => {
    let isDown = true;
    const { deps, clock } = setup({
      engine: {
        beforeCall: () => {
          if (isDown) throw new DepecheError('throttled', 'Not now.');
        },
      },
    });
    const process = createProcessArticle(deps);
    await expect(process(input(), context())).rejects.toMatchObject({ code: 'throttled' });
    isDown = false;
    const startedMs = clock.nowMs();
    await process(input({ id: 'other' }), context());
    expect(clock.nowMs() - startedMs).toBeLessThan(deps.settings.leaseMs);
  });

  test('a job that claims and lives is waited for, however long it takes', async () => {
    const world = setup({
      engine: { chunkSize: 1, beforeCall: () => world.clock.sleep(9_000) },
      settings: { leaseMs: 3_000 },
    });
    const [first, second] = [createProcessArticle(world.deps), createProcessArticle(anotherProcess(world.deps))];
    await Promise.all([first(input({ id: 'a' }), context()), second(input({ id: 'b' }), context())]);
    expect([...world.translator.stats.billedSentences.values()].every((times) => times === 1)).toBe(true);
  });

  test('what a dead worker had claimed is taken over by a job with claims of its own, and one sign of life', async () => {
    const { deps, clock, translator } = setup();
    const dead = ['4 millions', 'une cantine'].map((words) => {
      const sentence = segmentText(TEXT).find(({ text }) => text.includes(words))?.text ?? '';
      return { key: sentenceKey(normalizeSentence(sentence), 'fr', 'en', translator.engine), seen: undefined };
    });
    expect((await deps.memory.claim(dead, 'dead')).size).toBe(2);
    let beats = 0;
    const memory = {
      ...deps.memory,
      beat: async (owner: string) => {
        beats += 1;
        await deps.memory.beat(owner);
      },
    };
    const startedMs = clock.nowMs();
    const result = await createProcessArticle({ ...deps, memory })(input(), context());
    const waitedMs = clock.nowMs() - startedMs;
    expect(waitedMs).toBeGreaterThanOrEqual(deps.settings.leaseMs);
    expect(beats).toBeLessThanOrEqual(waitedMs / (deps.settings.leaseMs / 3));
    expect(result.warnings).toEqual([]);
    expect([...translator.stats.billedSentences.values()].every((times) => times === 1)).toBe(true);
  });

  test('what a dead worker had claimed comes free for requests that each wait for less than a lease', async () => {
    const { deps, clock } = setup();
    const [sentence] = segmentText(TEXT);
    const key = sentenceKey(normalizeSentence(sentence?.text ?? ''), 'fr', 'en', deps.translator.engine);
    expect((await deps.memory.claim([{ key, seen: undefined }], 'dead')).size).toBe(1);
    const translate = createTranslateArticle(deps);
    const ask = () => translate(input(), context({ deadlineMs: clock.nowMs() + deps.settings.leaseMs / 2 }));
    const outcomes = await askInTurn(ask);
    expect(outcomes[0]).toBe('timeout');
    expect(outcomes.at(-1)).toBe('done');
  });

  test('a job that waits for longer than it may ends in a retryable timeout', async () => {
    const { deps } = setup({ settings: { maxWaitMs: 5_000 } });
    let beats = 0;
    const memory = {
      ...deps.memory,
      claim: async () => new Set<string>(),
      recall: async (keys: readonly string[]) =>
        new Map(keys.map((key) => [key, { kind: 'claimed', mark: 'other' } as const])),
      heardOf: async () => {
        beats += 1;
        return new Map([['other', String(beats)]]);
      },
    };
    const attempt = createProcessArticle({ ...deps, memory })(input(), context());
    await expect(attempt).rejects.toMatchObject({ code: 'timeout', retryable: true });
  });
});

describe('the lease', () => {
  /** A process that is killed when the engine answers its second call: it neither renews nor writes any more. */
  function kill(world: ReturnType<typeof setup>) {
    let isDead = false;
    const orDead =
      <Arguments extends unknown[], Value>(call: (...given: Arguments) => Promise<Value>) =>
      async (...given: Arguments) =>
        isDead ? FOREVER : call(...given);
    const { leases, memory, ledger, translator } = world.deps;
    return {
      die: () => {
        isDead = true;
      },
      deps: {
        ...anotherProcess(world.deps),
        leases: { ...leases, renew: orDead(leases.renew), release: orDead(leases.release) },
        memory: {
          ...memory,
          remember: orDead(memory.remember),
          beat: orDead(memory.beat),
          giveBack: orDead(memory.giveBack),
        },
        ledger: {
          ...ledger,
          open: (...given: Parameters<typeof ledger.open>) => ({ change: orDead(ledger.open(...given).change) }),
        },
        translator,
      },
    };
  }

  test('of a dead worker comes free for requests that each wait for less than a lease', async () => {
    const { deps, clock } = setup();
    const first = createProcessArticle(deps);
    const { pipelineVersion, id } = await first(input(), context());
    await deps.leases.acquire({ id, target: 'en', pipelineVersion }, 'dead', { nowMs: clock.nowMs() });
    const ask = () =>
      first(input({ refresh: true }), context({ deadlineMs: clock.nowMs() + deps.settings.leaseMs / 2 }));
    const outcomes = await askInTurn(ask);
    expect(outcomes[0]).toBe('timeout');
    expect(outcomes.at(-1)).toBe('done');
  });

  test('of a killed worker is taken over when it expires; only the chunk in flight is paid twice', async () => {
    const world = setupSlow({ settings: { leaseMs: 10_000 } });
    const victim = kill(world);
    const { translator, clock } = world;
    void createProcessArticle(victim.deps)(input(), context());
    await clock.sleep(3_000);
    victim.die();
    const result = await createProcessArticle(world.deps)(input(), context());
    const twice = [...translator.stats.billedSentences.values()].filter((times) => times > 1);
    expect(twice.length).toBeLessThanOrEqual(2 * 3);
    expect(result.usage.savedCharacters).toBeGreaterThan(0);
    expect(await world.deps.store.getResult({ ...result, target: 'en' })).toBeDefined();
  });

  test('a worker that lost it cannot overwrite, and returns what the other stored', async () => {
    const world = setupSlow();
    const { leases } = world.deps;
    let thief: Awaited<ReturnType<LeaseStore['acquire']>> | undefined;
    const stolen: LeaseStore = {
      ...leases,
      renew: async (lease, ...until) => {
        if (thief) return leases.renew(lease, ...until);
        await leases.release(lease);
        thief = await leases.acquire(lease.key, 'thief', { nowMs: world.clock.nowMs() });
        return undefined;
      },
    };
    const slow = createProcessArticle({
      ...world.deps,
      leases: stolen,
      settings: { ...world.deps.settings, leaseMs: 3_000 },
    });
    const other = createProcessArticle(anotherProcess(world.deps));
    const [late, fresh] = await Promise.all([slow(input(), context()), other(input(), context())]);
    expect(thief).toBeDefined();
    expect(late.createdAt).toBe(fresh.createdAt);
    expect(world.translator.stats.billedCharacters).toBe(late.usage.characters);
  });

  test('lost at the very end, completion is refused and the work begins again from the memory', async () => {
    const { deps, translator } = setup();
    let refusals = 1;
    const store: typeof deps.store = {
      ...deps.store,
      completeResult: async (...given) => (refusals-- > 0 ? false : deps.store.completeResult(...given)),
    };
    const result = await createProcessArticle({ ...deps, store })(input(), context());
    expect(result.usage.billedCharacters).toBe(0);
    expect(translator.stats.billedCharacters).toBe(result.usage.characters);
  });

  test('lost twice by one work ends it for good: a third time it would be lost as well', async () => {
    const { deps } = setup();
    let refusals = 0;
    const store: typeof deps.store = {
      ...deps.store,
      completeResult: async () => {
        refusals += 1;
        return false;
      },
    };
    const attempt = createProcessArticle({ ...deps, store })(input(), context());
    await expect(attempt).rejects.toMatchObject({ code: 'timeout', retryable: false });
    expect(refusals).toBe(2);
  });

  test('is renewed while the work goes on, also after a renewal that failed', async () => {
    const world = setupSlow();
    const { leases } = world.deps;
    let renewals = 0;
    const flaky: LeaseStore = {
      ...leases,
      renew: async (...given) => {
        renewals += 1;
        if (renewals === 1) throw new DepecheError('storage-unavailable', 'The table did not answer.');
        return leases.renew(...given);
      },
    };
    const deps = { ...world.deps, leases: flaky, settings: { ...world.deps.settings, leaseMs: 3_000 } };
    const result = await createProcessArticle(deps)(input(), context());
    expect(renewals).toBeGreaterThan(2);
    expect(result.cached).toBe(false);
  });

  test('is given back by the completion, and by a release only when there was none', async () => {
    const { deps } = setup();
    let released = 0;
    const leases: LeaseStore = {
      ...deps.leases,
      release: async (lease) => {
        released += 1;
        return deps.leases.release(lease);
      },
    };
    await createProcessArticle({ ...deps, leases })(input(), context());
    expect(released).toBe(0);
    const broken = createMemoryTranslator({ targets: ['en'] });
    const failing = createProcessArticle({ ...deps, leases, translator: broken });
    await expect(failing(input({ target: 'de' }), context())).rejects.toMatchObject({ code: 'unsupported-language' });
    expect(released).toBe(1);
  });

  test('renewed by a table that never answers, holds no answer back', async () => {
    const world = setupSlow();
    let renewals = 0;
    const renew = () => {
      renewals += 1;
      return new Promise<never>(() => {});
    };
    const leases = { ...world.deps.leases, renew };
    // A third of it is less than one call of the engine takes.
    const deps = { ...world.deps, leases, settings: { ...world.deps.settings, leaseMs: 3_000 } };
    const result = await createProcessArticle(deps)(input(), context());
    expect(renewals).toBe(1);
    expect(result.warnings).toEqual([]);
    expect(await createProcessArticle(anotherProcess(deps))(input(), context())).toMatchObject({ cached: true });
  });

  test('held by another for longer than a request waits ends in a retryable timeout', async () => {
    const { deps, clock } = setup({ settings: { maxWaitMs: 5_000 } });
    let renewal = 0;
    const busy: LeaseStore = {
      ...deps.leases,
      acquire: async () => {
        renewal += 1;
        return { heldBy: { owner: 'other', renewal } };
      },
    };
    const attempt = createProcessArticle({ ...deps, leases: busy })(input(), context());
    await expect(attempt).rejects.toMatchObject({ code: 'timeout', retryable: true });
    expect(clock.nowMs()).toBeGreaterThan(Date.UTC(2026, 10, 23, 12) + 5_000);
  });

  test.each([-60_000, 60_000])(
    'of a worker that lives is left to it by one whose clock is %i ms off, for longer than a lease',
    async (offMs) => {
      const world = setupSlow({ settings: { leaseMs: 5_000 } });
      const { clock, leases } = world.deps;
      const taken: string[] = [];
      const watched: LeaseStore = {
        ...leases,
        acquire: async (...given) => {
          const outcome = await leases.acquire(...given);
          if (typeof outcome === 'object' && 'key' in outcome) taken.push(outcome.owner);
          return outcome;
        },
      };
      const other = { ...clock, nowMs: () => clock.nowMs() + offMs };
      const startedMs = clock.nowMs();
      const [first, second] = await Promise.all([
        createProcessArticle({ ...world.deps, leases: watched })(input(), context()),
        createProcessArticle({ ...world.deps, leases: watched, clock: other })(input(), context()),
      ]);
      expect(clock.nowMs() - startedMs).toBeGreaterThan(world.deps.settings.leaseMs);
      expect(taken).toHaveLength(1);
      expect(second.createdAt).toBe(first.createdAt);
      expect(world.translator.stats.billedCharacters).toBe(first.usage.characters);
    },
  );

  test.each([-60_000, 0, 60_000])(
    'of a dead worker whose clock was %i ms off is waited for during one lease, to the millisecond',
    async (offMs) => {
      const world = setup();
      const { clock, leases, settings } = world.deps;
      const slept: number[] = [];
      const patient = {
        ...clock,
        sleep: (ms: number, signal?: AbortSignal) => {
          slept.push(ms);
          return clock.sleep(ms, signal);
        },
      };
      const racing: LeaseStore = {
        ...leases,
        acquire: async (key, owner, when) => {
          if (slept.length === 0) await leases.acquire(key, 'dead', { nowMs: clock.nowMs() + offMs });
          return leases.acquire(key, owner, when);
        },
      };
      const startedMs = clock.nowMs();
      await createProcessArticle({ ...world.deps, leases: racing, clock: patient })(input(), context());
      expect(clock.nowMs() - startedMs).toBe(settings.leaseMs);
    },
  );

  test('a result that appears between look and lease is taken', async () => {
    const world = setup();
    const { leases } = world.deps;
    const racing: LeaseStore = {
      ...leases,
      acquire: async (...given) => {
        await createProcessArticle(world.deps)(input(), context());
        return leases.acquire(...given);
      },
    };
    const result = await createProcessArticle({ ...world.deps, leases: racing })(input(), context());
    expect(result.cached).toBe(true);
  });
});
