import { expect, test } from 'vitest';
import { createReadabilityExtractor } from '../../shared/adapters/extractor-readability/create-readability-extractor.ts';
import { createEldDetector } from '../../shared/adapters/language-eld/create-eld-detector.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { createCleanArticle } from '../../shared/app/use-cases/stages/clean-article.ts';
import { createEstimateArticle } from '../../shared/app/use-cases/stages/estimate-article.ts';
import { createSummarizeArticle } from '../../shared/app/use-cases/stages/summarize-article.ts';
import { createTranslateArticle } from '../../shared/app/use-cases/stages/translate-article.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import { context, input, setup } from '../app/support/setup.ts';
import { listAdversarialTexts } from '../bench/pipeline/adversarial.ts';
import { type GrowthOptions, MAX_EXPONENT, measureExponent } from '../support/growth.ts';

type Write = (characters: number) => string;

/** What every route makes of a text; a refusal is an answer as well: of an empty article, of a page that is too deep. */
function openRoutes() {
  const { deps: world } = setup();
  const deps = { ...world, extractor: createReadabilityExtractor(), detector: createEldDetector() };
  const routes = {
    clean: createCleanArticle(deps),
    summarize: createSummarizeArticle(deps),
    translate: createTranslateArticle(deps),
    estimate: createEstimateArticle(deps),
    articles: createProcessArticle(deps),
  };
  const ask = async (route: keyof typeof routes, body: { text: string } | { html: string }): Promise<void> => {
    try {
      await routes[route](input({ text: undefined, ...body, source: 'auto', refresh: true }), context());
    } catch (error) {
      if (!(error instanceof DepecheError)) throw error;
    }
  };
  const asPage = (text: string) => `<article><h1>Titre</h1><p>${text.replaceAll('\n', '</p><p>')}</p></article>`;
  const names = Object.keys(routes) as (keyof typeof routes)[];
  return [
    ...names.map((name) => [`/v1/${name}`, (text: string) => ask(name, { text })] as const),
    ['a page on /v1/clean', (text: string) => ask('clean', { html: asPage(text) })] as const,
  ];
}

async function measureRoutes(write: Write, options: GrowthOptions) {
  const found: { route: string; exponent: number; lastMs: number; characters: number }[] = [];
  for (const [route, run] of openRoutes()) found.push({ route, ...(await measureExponent(write, run, options)) });
  return found.sort((a, b) => b.exponent - a.exponent);
}

/** Each unit of the bench in one of its four shapes, in turn, and what was slow once in a line each. */
function listTexts() {
  const slowOnce = ['…', '! ', '?!', '» ', '« ', ' »'].map((unit) => `${JSON.stringify(unit)} a line each`);
  return listAdversarialTexts().filter(({ name }, at) => at % 4 === Math.floor(at / 4) % 4 || slowOnce.includes(name));
}

const SHAPES = listTexts();

test('there are enough shapes', () => {
  expect(SHAPES.length).toBeGreaterThanOrEqual(86);
});

test.each(SHAPES)('$name: every route takes time in proportion', { timeout: 1_800_000 }, async ({ name, write }) => {
  const found = await measureRoutes(write, { firstCharacters: 6_250, maxFirstCharacters: 12_500 });
  const [steepest] = found;
  process.stdout.write(`${name}: exponent ${steepest?.exponent.toFixed(2)} at most, on ${steepest?.route}\n`);
  expect(found.filter(({ exponent }) => exponent > MAX_EXPONENT)).toEqual([]);
});

const NAMED: [string, Write][] = [
  ['3.2 MB of one-letter lines', (characters) => 'a\n'.repeat(characters / 2)],
  ['repeated {"@context":', (characters) => '{"@context":'.repeat(characters / 12)],
  [
    'a page of {"@context":',
    (characters) => `<script type="application/ld+json">${'{"@context":'.repeat(characters / 12)}`,
  ],
  ['letters without a space', (characters) => 'abcdefgh'.repeat(characters / 8)],
  ['digits without a space', (characters) => '12345678'.repeat(characters / 8)],
];

test.each(NAMED)('%s: every route takes time in proportion', { timeout: 1_800_000 }, async (name, write) => {
  const found = await measureRoutes(write, { firstCharacters: 200_000 });
  for (const { route, exponent, lastMs } of found) {
    process.stdout.write(
      `${name}, ${route}: exponent ${exponent.toFixed(2)}, ${lastMs} ms of processor time at 3.2 MB\n`,
    );
  }
  expect(found.filter(({ exponent }) => exponent > MAX_EXPONENT)).toEqual([]);
});
