import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { startApp } from '../functions/http/start-app.ts';
import { editOneSentence, writeDirtyArticle } from './dirty-article.ts';
import type { Bench } from './report.ts';

const DATA = join(import.meta.dirname, '../../../shared/data/dirty/dev.jsonl');
const ARTICLES = 400;
const USD_PER_MILLION = 15;

/** The articles of the development set where it is at hand, else as many of our own. */
function readArticles(): { title: string; text: string }[] {
  if (!existsSync(DATA)) return Array.from({ length: ARTICLES }, (_, seed) => writeDirtyArticle(seed, 16));
  const rows = readFileSync(DATA, 'utf8').trimEnd().split('\n');
  return rows.map((row) => ({ title: '', ...(JSON.parse(row) as { text: string }) }));
}

/** What Amazon Translate would bill for 400 dirty articles and for a second version of each. */
export const benchCost: Bench = async () => {
  const articles = readArticles();
  const counter = createMemoryTranslator();
  const raw = articles.reduce((sum, { text }) => sum + counter.countCharacters([text]), 0);
  const { container, engine } = await startApp();
  const bill = async (texts: readonly { title: string; text: string }[]): Promise<number> => {
    const before = engine.stats.billedCharacters;
    for (const [index, { title, text }] of texts.entries()) {
      const options = {
        source: 'fr',
        target: 'en',
        summary: { sentences: 3, method: 'extractive' },
        refresh: false,
      } as const;
      await container.useCases.processArticle({ id: `a${index}`, title, text, ...options }, { correlationId: 'bench' });
    }
    return engine.stats.billedCharacters - before;
  };
  const first = await bill(articles);
  const again = await bill(articles);
  const second = await bill(articles.map(({ title, text }, seed) => ({ title, text: editOneSentence(text, seed) })));
  const line = (what: string, characters: number) => ({
    what,
    value: `${characters.toLocaleString('en')} characters`,
    baseline: `${((100 * characters) / raw).toFixed(1)} % of raw, $${((characters / articles.length) * USD_PER_MILLION * 1e-3).toFixed(2)} per 1,000 articles`,
  });
  return [
    line(`${articles.length} articles${existsSync(DATA) ? '' : ' (our own)'} as scraped, sent whole`, raw),
    line('the same through the service', first),
    line('asked for again', again),
    line('a second version of each, one sentence changed', second),
  ];
};
