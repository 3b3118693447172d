import { expect, test } from 'vitest';
import { createUseCases } from '../../../functions/wiring/use-cases.ts';
import type { ArticleResult } from '../../../shared/core/result.ts';
import type { Translator } from '../../../shared/ports/engines/translator.ts';
import { createMemoryTranslator } from '../../support/translator-memory.ts';
import { context, input, setup } from '../../app/support/setup.ts';

/** An engine that waits for `go` before each call, and tells when it was closed. */
function createWatched(id: string, quality: 'draft' | 'standard', isHeld = false) {
  let go = () => {};
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  const inner = createMemoryTranslator({
    engine: { id, model: `model-${id}`, quality, usdPerMillionCharacters: 0 },
    beforeCall: () => {
      begin();
      return isHeld ? held : undefined;
    },
  });
  const watched = { closed: 0, go: () => go(), begun };
  const translator: Translator = {
    ...inner,
    close: async () => {
      watched.closed += 1;
    },
  };
  return { translator, watched };
}

const made = ({ translation, pipelineVersion }: ArticleResult) => ({
  engine: translation.engine,
  model: translation.model,
  quality: translation.quality,
  pipelineVersion,
});

test('an engine takes over while jobs run: they keep theirs to the end, which is closed after the last of them', async () => {
  const first = createWatched('first', 'draft', true);
  const second = createWatched('second', 'standard');
  const { deps } = setup({ translator: first.translator });
  const { useCases, takeOver, close } = createUseCases(deps);
  const before = useCases.describeService();
  const jobs = ['a', 'b'].map((id) => useCases.processArticle(input({ id }), context()));
  await first.watched.begun;

  takeOver(second.translator);

  const after = useCases.describeService();
  expect([before.model, before.quality, before.engine.id]).toEqual(['model-first', 'draft', 'first']);
  expect([after.model, after.quality, after.engine.id]).toEqual(['model-second', 'standard', 'second']);
  const meanwhile = await useCases.processArticle(input({ id: 'a' }), context());
  expect(made(meanwhile)).toEqual({
    engine: 'second',
    model: 'model-second',
    quality: 'standard',
    pipelineVersion: after.pipelineVersion,
  });
  expect(first.watched.closed).toBe(0);

  first.watched.go();
  for (const result of await Promise.all(jobs)) {
    expect(made(result)).toMatchObject({ engine: 'first', quality: 'draft', pipelineVersion: before.pipelineVersion });
  }
  expect([first.watched.closed, second.watched.closed]).toEqual([1, 0]);
  await close();
  expect([first.watched.closed, second.watched.closed]).toEqual([1, 1]);
});

test('an idle engine is closed at once when another takes over, and one that does not close is told in the log', async () => {
  const first = createWatched('first', 'draft');
  const broken: Translator = {
    ...createMemoryTranslator(),
    close: async () => {
      throw new Error('stuck');
    },
  };
  const { deps, logged } = setup({ translator: first.translator });
  const { takeOver, close } = createUseCases(deps);

  takeOver(broken);
  expect(first.watched.closed).toBe(1);
  takeOver(createMemoryTranslator());
  await close();

  expect(logged.map(({ message }) => message)).toEqual(['An engine could not be closed']);
});

test('a job that fails leaves its engine as one that succeeds', async () => {
  const first = createWatched('first', 'draft', true);
  const { deps } = setup({ translator: first.translator });
  const { useCases, takeOver } = createUseCases(deps);
  const failing = useCases.processArticle(input({ text: 'Partager', title: '' }), context());

  takeOver(createMemoryTranslator());

  await expect(failing).rejects.toMatchObject({ code: 'empty-article' });
  expect(first.watched.closed).toBe(1);
});
