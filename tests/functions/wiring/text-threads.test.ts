import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { createTextThreads } from '../../../functions/wiring/text/text-threads.ts';
import { createReadabilityExtractor } from '../../../shared/adapters/extractor-readability/create-readability-extractor.ts';
import { createEldDetector } from '../../../shared/adapters/language-eld/create-eld-detector.ts';
import { TEXT_WORK_HERE } from '../../../shared/app/work/text-work-here.ts';

const threads = createTextThreads();
afterAll(() => threads.close());

const PARAGRAPH = `Le conseil municipal de Brévanne a voté mardi la construction d'une école . Elle coûtera 4 millions d'euros.`;
const SHORT = { title: 'Une école', text: `${PARAGRAPH}\n\nPartager sur Facebook` };
/** More marks and sentences than go over in one message. */
const LONG = {
  title: 'Une école',
  text: `${PARAGRAPH}

${"L'eau va. ".repeat(5_200)}`,
};

/** Long enough for a thread. */
const ENOUGH = { title: 'Une école', text: LONG.text.slice(0, 20_000) };

describe('work on texts in threads', () => {
  test.each([
    ['short', SHORT],
    ['long', LONG],
  ])('gives of a %s text what it gives here', async (_, raw) => {
    const cleaned = await threads.textWork.clean(raw, { isFrench: true });
    expect(cleaned).toEqual(await TEXT_WORK_HERE.clean(raw, { isFrench: true }));
    const article = { ...cleaned.clean, sentences: cleaned.sentences };
    expect(await threads.textWork.pickSummary(article, 3)).toEqual(await TEXT_WORK_HERE.pickSummary(article, 3));
    expect(await threads.detector.detect(raw.text)).toEqual(await createEldDetector().detect(raw.text));
    const pair = { source: raw.text, translation: 'Only 3 million.', targetLanguage: 'en' };
    const issues = await threads.textWork.checkTranslation(pair);
    expect(issues).toEqual(await TEXT_WORK_HERE.checkTranslation(pair));
    expect(issues).not.toEqual([]);
    const html = `<html lang="fr"><body><article><h1>Une école</h1><p>${raw.text.replaceAll('\n\n', '</p><p>')}</p>`;
    const options = { url: 'https://example.org/a' };
    const here = await createReadabilityExtractor().extract(html, options);
    expect(await threads.extractor.extract(html, options)).toEqual(here);
  });

  test('leaves this thread free meanwhile, and does two at a time', async () => {
    let turns = 0;
    let isOver = false;
    const all = Promise.all([1, 2, 3].map(() => threads.textWork.clean(ENOUGH, { isFrench: true }))).finally(() => {
      isOver = true;
    });
    // Worked on here, a text takes one turn. Further turns would say no more, and take a core until the texts are done.
    while (!isOver && turns <= 100) {
      await turn();
      turns += 1;
    }
    await all;
    expect(turns).toBeGreaterThan(100);
  });

  test('throws what the work throws, and goes on', async () => {
    const nested = `${'<div>'.repeat(20_000)}texte`;
    await expect(threads.extractor.extract(nested)).rejects.toMatchObject({
      code: 'payload-too-large',
      retryable: false,
    });
    const article = { title: '', text: LONG.text, sentences: [] };
    await expect(threads.textWork.pickSummary(article, 0)).rejects.toMatchObject({
      code: 'invalid-request',
      issues: [{ pointer: '/summary/sentences' }],
    });
    expect(await threads.textWork.pickSummary(article, 1)).toHaveLength(1);
  });

  test('says that it was ended when it is closed over a text', async () => {
    const others = createTextThreads();
    const work = others.textWork.clean(LONG, { isFrench: true });
    const ended = expect(work).rejects.toMatchObject({ code: 'internal' });
    await turn();
    await others.close();
    await ended;
  });
});
