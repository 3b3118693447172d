import { expect, test } from 'vitest';
import { closeAccount } from '../../shared/app/usage/close-account.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { createTolerance } from '../../shared/app/work/tolerate-trouble.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import type { SentenceMemory } from '../../shared/ports/stores/sentence-memory.ts';
import { createFlakyLedger } from '../support/ledger.ts';
import { context, input, setup } from './support/setup.ts';

const MONTH = '2026-11';
const unanswered = () => new DepecheError('storage-unavailable', 'down', { isUnanswered: true });

/** A table that answers nothing while `isDown` says so, neither the memory nor the ledger. */
function start(options: Parameters<typeof setup>[0], isDown: () => boolean) {
  const world = setup(options);
  const { memory, ledger } = world.deps;
  const remember: SentenceMemory['remember'] = async (segments) => {
    if (isDown()) throw unanswered();
    await memory.remember(segments);
  };
  const deps = { ...world.deps, memory: { ...memory, remember }, ledger: createFlakyLedger(ledger, isDown) };
  return { ...world, deps, ledger, process: createProcessArticle(deps) };
}

test.each([
  ['from the first call on', undefined, 1],
  ['from the second call on', undefined, 2],
  ['from the last call on', undefined, 3],
  ['from the first call on, under a budget', 10_000, 1],
  ['from the second call on, under a budget', 10_000, 2],
])('what is billed before and while the table hangs, %s, is counted with the next article', async (_, budget, from) => {
  let isDown = false;
  const { process, ledger, translator } = start(
    {
      settings: { monthlyCharacterBudget: budget },
      engine: {
        chunkSize: 3,
        beforeCall: ({ number }) => {
          if (number === from) isDown = true;
        },
      },
    },
    () => isDown,
  );
  const first = process(input(), context());
  if (budget === undefined) expect(await first).toMatchObject({ status: 'completed' });
  else await expect(first).rejects.toMatchObject({ code: 'storage-unavailable' });
  expect((await ledger.read(MONTH, 'total')).billedCharacters).toBeLessThan(translator.stats.billedCharacters);

  isDown = false;
  await process(input({ title: 'Un pont', text: 'Le pont de Valmore rouvre lundi matin.' }), context());
  expect(await ledger.read(MONTH, 'total')).toMatchObject({
    billedCharacters: translator.stats.billedCharacters,
    reservedCharacters: 0,
    uncertainCharacters: 0,
  });
});

/** Accounts that close while the ledger answers, and how often each was asked to. */
function startClosing() {
  const { deps } = setup();
  const world = { isDown: true };
  const asked: string[] = [];
  const close = async (name: string) => {
    const tolerance = createTolerance(deps.logger, deps.metrics);
    await closeAccount(deps.ledger, { tolerance }, async () => {
      if (world.isDown) throw unanswered();
      asked.push(name);
    });
  };
  return { world, asked, close };
}

test('after an outage each job closes some accounts beside its own, each of them once', async () => {
  const { world, asked, close } = startClosing();
  for (let at = 0; at < 15; at += 1) await close(`old ${at}`);
  world.isDown = false;
  await close('new 0');
  expect(asked).toHaveLength(11);
  await Promise.all([close('new 1'), close('new 2')]);
  expect(asked).toHaveLength(18);
  expect(new Set(asked).size).toBe(18);
});

test('a long outage does not fill the memory', async () => {
  const { world, asked, close } = startClosing();
  for (let at = 0; at < 1_010; at += 1) await close(`old ${at}`);
  world.isDown = false;
  for (let at = 0; at < 101; at += 1) await close(`new ${at}`);
  expect(asked).toHaveLength(1_000 + 101);
});
