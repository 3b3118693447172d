import { expect, test } from 'vitest';
import { createGetArticle } from '../../shared/app/use-cases/get-article.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { createCleanArticle } from '../../shared/app/use-cases/stages/clean-article.ts';
import { createSummarizeArticle } from '../../shared/app/use-cases/stages/summarize-article.ts';
import { createTranslateArticle } from '../../shared/app/use-cases/stages/translate-article.ts';
import { context, input, setup } from './support/setup.ts';

const PLAIN =
  'Le maire a salué « un soulagement pour 140 familles » mardi soir ; « enfin ! » a dit le port : il rouvre demain.';
const SET = PLAIN.replaceAll('« ', '«\u00a0')
  .replace(/ (?=[»:])/g, '\u00a0')
  .replace(/ (?=[;!?])/g, '\u202f');
const TITLE = 'Port : il rouvre';
const plain = () => input({ title: TITLE, text: PLAIN });
const set = () => input({ title: TITLE.replace(' :', '\u00a0:'), text: SET });

test('no mark of the source can stand at another line than its words, in a result and in each stage', async () => {
  const { deps } = setup();
  const result = await createProcessArticle(deps)(plain(), context());
  expect(result.source).toMatchObject({ title: set().title, text: SET });
  expect(result.sentences.map(({ source }) => source)).toEqual([SET]);
  expect(result.summary.source).toEqual([SET]);
  expect(await createCleanArticle(deps)(plain(), context())).toMatchObject({ title: set().title, text: SET });
  expect((await createSummarizeArticle(deps)(plain(), context())).summary.source).toEqual([SET]);
  expect((await createTranslateArticle(deps)(plain(), context())).sentences[0]?.source).toBe(SET);
});

test('a text with its spaces set has the id and the sentences of one without, and nothing to repair', async () => {
  const { deps, translator } = setup();
  const process = createProcessArticle(deps);
  const first = await process(plain(), context());
  const billed = translator.stats.billedCharacters;
  expect(await process(set(), context())).toMatchObject({ id: first.id, cached: true });
  expect(await process({ ...set(), refresh: true }, context())).toMatchObject({ id: first.id, cached: false });
  expect(translator.stats.billedCharacters).toBe(billed);
  expect((await createCleanArticle(deps)(set(), context())).cleaning).toEqual({ removed: [], repaired: [] });
});

test('a stored result whose source alone tells its content is found, however its spaces are set', async () => {
  const { deps } = setup();
  const complete = deps.store.completeResult;
  deps.store.completeResult = ({ contentHash: _, ...stored }, change, lease) => complete(stored, change, lease);
  const { id, source } = await createProcessArticle(deps)(plain(), context());
  expect(await createGetArticle(deps)({ id, target: 'en' })).toMatchObject({ cached: true, source });
});
