import { expect, test } from 'vitest';
import { createCleanArticle } from '../../shared/app/use-cases/stages/clean-article.ts';
import { createEstimateArticle } from '../../shared/app/use-cases/stages/estimate-article.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { createSummarizeArticle } from '../../shared/app/use-cases/stages/summarize-article.ts';
import { createTranslateArticle } from '../../shared/app/use-cases/stages/translate-article.ts';
import { createReadabilityExtractor } from '../../shared/adapters/extractor-readability/create-readability-extractor.ts';
import { createEldDetector } from '../../shared/adapters/language-eld/create-eld-detector.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import { context, input, setup } from '../app/support/setup.ts';

/** Time over length on logarithmic scales: 1 is linear, 2 quadratic. */
const MAX_EXPONENT = 1.25;
const DOUBLINGS = 4;
/** Characters of the shortest text; the longest has 3.2 million. */
const FIRST_CHARACTERS = 200_000;
/** What else happens on the machine only ever adds time: the least of several runs counts, while a text looks suspicious. */
const ATTEMPTS = 3;

type Write = (characters: number) => string;

async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** The slope of the least squares through the logarithms of the times at each doubling. */
function fitExponent(times: readonly number[]): number {
  const points = times.map((ms, doublings) => [doublings, Math.log2(Math.max(ms, 1))] as const);
  const mean = (pick: 0 | 1) => points.reduce((sum, point) => sum + point[pick], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const products = points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0);
  return products / points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
}

async function measureExponent(write: Write, run: (text: string) => unknown) {
  const timeOf = (characters: number) => {
    const text = write(characters);
    return cpuMs(() => run(text));
  };
  const times = Array.from({ length: DOUBLINGS + 1 }, () => Number.POSITIVE_INFINITY);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    for (const [at, before] of times.entries()) times[at] = Math.min(before, await timeOf(FIRST_CHARACTERS * 2 ** at));
    if (fitExponent(times) <= MAX_EXPONENT) break;
  }
  return { exponent: fitExponent(times), lastMs: Math.round(times.at(-1) ?? 0) };
}

const TEXTS: [string, Write][] = [
  ['3.2 MB of one-letter lines', (characters) => 'a\n'.repeat(characters / 2)],
  ['repeated {"@context":', (characters) => '{"@context":'.repeat(characters / 12)],
  [
    'a page of {"@context":',
    (characters) => `<script type="application/ld+json">${'{"@context":'.repeat(characters / 12)}`,
  ],
];

test.each(TEXTS)('%s: every route takes time in proportion', { timeout: 1_800_000 }, async (name, write) => {
  const { deps: world } = setup();
  const deps = { ...world, extractor: createReadabilityExtractor(), detector: createEldDetector() };
  const routes = {
    clean: createCleanArticle(deps),
    summarize: createSummarizeArticle(deps),
    translate: createTranslateArticle(deps),
    estimate: createEstimateArticle(deps),
    articles: createProcessArticle(deps),
  };
  for (const [route, run] of Object.entries(routes)) {
    const ask = async (text: string) => {
      const body = text.startsWith('<') ? { text: undefined, html: text } : { text };
      try {
        await run(input({ ...body, source: 'auto', refresh: true }), context());
      } catch (error) {
        // A refusal is an answer as well: of an empty article, of a page that is too large or too deep.
        if (!(error instanceof DepecheError)) throw error;
      }
    };
    const { exponent, lastMs } = await measureExponent(write, ask);
    process.stdout.write(
      `${name}, /${route}: exponent ${exponent.toFixed(2)}, ${lastMs} ms of processor time at 3.2 MB\n`,
    );
    expect(exponent, route).toBeLessThanOrEqual(MAX_EXPONENT);
  }
});
