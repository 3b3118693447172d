import { expect, test } from 'vitest';
import { createReadabilityExtractor } from '../../shared/adapters/extractor-readability/create-readability-extractor.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { createReadRefresh } from '../../shared/app/use-cases/read-refresh.ts';
import { restoreDropped } from '../../shared/core/clean/restore-dropped.ts';
import { context, input, lengthOf, setup, TEXT } from './support/setup.ts';

const BOX = 'Le maire avait promis ce chantier il y a dix ans déjà.';
const FORM = 'Recevez chaque matin notre lettre par courriel.';
const [FIRST, ...REST] = TEXT.split('\n\n').map((text) => `<p>${text}</p>`);
const HTML = `<body><article>${FIRST}<aside><p>${BOX}</p></aside>${REST.join('')}</article><footer>${FORM}</footer></body>`;

function world() {
  const made = setup({ extractor: createReadabilityExtractor() });
  const process = createProcessArticle(made.deps);
  const refresh = async (id: string, keep: readonly string[]) => {
    made.clock.advance(1_000);
    return process(await createReadRefresh(made.deps)({ id, target: 'en', keep }), context());
  };
  return { ...made, process, refresh };
}

test('what the extractor left out is listed, and comes back where it stood, for its own price', async () => {
  const { process, refresh, deps } = world();
  const page = input({ text: undefined, html: HTML });
  const first = await process(page, context());
  expect(first.cleaning.removed).toEqual([
    { rule: 'extracted', text: BOX },
    { rule: 'extracted', text: FORM },
  ]);
  const restored = await refresh(first.id, [BOX]);
  expect(restored.id).toBe(first.id);
  expect(restored.source.text.split('\n\n')[1]).toBe(BOX);
  expect(restored.usage.billedCharacters).toBe(lengthOf(BOX));
  expect(restored.cleaning.removed).toEqual([{ rule: 'extracted', text: FORM }]);
  expect(restored.warnings).toEqual([]);
  expect((await deps.store.getSource(first.id))?.text).toContain(BOX);
  expect(await process(page, context())).toMatchObject({ id: first.id, cleaning: first.cleaning });
  expect((await refresh(first.id, [BOX, FORM])).cleaning.removed).toEqual([]);
});

test('a block is asked for by the whole of it, or by words that the text does not say', () => {
  const text = 'Un premier paragraphe.\n\nUn second paragraphe.';
  const dropped = [
    { text: 'Un encadré qui dit tout.', at: text.indexOf('\n') },
    { text: 'Un second paragraphe.', at: text.length },
    { text: 'Une tête de page.', at: 0 },
  ];
  const restore = (...keep: string[]) => restoreDropped(text, dropped, keep);
  expect(restore('qui  dit', 'tête de page.').text.split('\n\n')).toEqual([
    'Une tête de page.',
    'Un premier paragraphe.',
    'Un encadré qui dit tout.',
    'Un second paragraphe.',
  ]);
  expect(restore('second', 'absent')).toEqual({ text, left: dropped });
  expect(restore('Un second paragraphe.').left).toHaveLength(2);
});
