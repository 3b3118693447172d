import { expect, test } from 'vitest';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { diskFull } from '../../shared/core/disk-full.ts';
import { context, input, setup, TEXT } from './support/setup.ts';

/** A world whose table is read as ever and takes nothing more. */
function fillDisk(options: Parameters<typeof setup>[0] = {}) {
  const { deps, translator, stores } = setup(options);
  const full = async (): Promise<never> => {
    throw diskFull(new Error('ENOSPC'));
  };
  const world = {
    ...deps,
    store: { ...deps.store, changeArticle: full, completeResult: full },
    leases: { acquire: full, renew: full, release: full },
    memory: { ...deps.memory, remember: full, refuse: full, claim: full, giveBack: full, beat: full },
    ledger: { ...deps.ledger, open: () => ({ change: full }) },
  };
  return { deps, world, translator, stores };
}

test.each([[undefined], [1_000_000]])(
  'nothing is bought that a full disk could not keep, budget %s',
  async (budget) => {
    const { world, translator } = fillDisk({ settings: { monthlyCharacterBudget: budget } });
    const refused = createProcessArticle(world)(input(), context());
    const problem = { code: 'storage-unavailable', retryable: true, message: expect.stringContaining('disk') };
    await expect(refused).rejects.toMatchObject(problem);
    expect(translator.stats.calls).toBe(0);
  },
);

test('what is stored is served, what is remembered put together, and a free engine goes on', async () => {
  const { deps, world } = fillDisk();
  const stored = await createProcessArticle(deps)(input(), context());
  expect(await createProcessArticle(world)(input(), context())).toEqual({
    ...stored,
    cached: true,
    usage: expect.anything(),
  });
  const [first = ''] = TEXT.split('\n\n');
  const remembered = await createProcessArticle(world)(input({ text: first }), context());
  expect(remembered).toMatchObject({ usage: { billedCharacters: 0 } });
  expect(remembered.warnings.map(({ code }) => code)).toContain('cache-unavailable');

  const engine = { quality: 'draft', usdPerMillionCharacters: 0 } as const;
  const free = fillDisk({ engine: { engine } });
  const made = await createProcessArticle(free.world)(input(), context());
  expect(made.warnings.map(({ code }) => code)).toContain('cache-unavailable');
  expect(made.sentences).toHaveLength(6);
});
