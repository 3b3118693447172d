import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLlmTranslator } from '../../shared/adapters/translator-llm/create-llm-translator.ts';
import { loadCliConfig } from '../../shared/config/service-config.ts';
import type { TokenUsage } from '../../shared/ports/engines/language-model.ts';
import { startApp } from '../functions/http/start-app.ts';
import { createMemoryLanguageModel } from '../support/language-model-memory.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { AMAZON_TRANSLATE_USD, LIST_PRICES } from './cost/list-prices.ts';
import { editOneSentence, writeDirtyArticle } from './dirty-article.ts';
import type { Bench } from './report.ts';

const DATA = join(import.meta.dirname, '../../../shared/data/dirty/dev.jsonl');
const ARTICLES = 400;
/** Sentences of one article, in one call. */
const WHOLE_ARTICLE = 10_000;
/** The deployed function's. */
const { DEPECHE_LLM_MAX_INPUT_TOKENS: maxInputTokens, DEPECHE_LLM_MAX_LINES: maxLines } = loadCliConfig({});
const LIMITS = { maxInputTokens, maxOutputTokens: 2_000, maxLines, maxConcurrentRequests: 1 };
/** So many that an article takes a call or two. */
const LINES_TOGETHER = 100;

/** The articles of the development set where it is at hand, else as many of our own. */
function readArticles(): { title: string; text: string }[] {
  if (!existsSync(DATA)) return Array.from({ length: ARTICLES }, (_, seed) => writeDirtyArticle(seed, 16));
  const rows = readFileSync(DATA, 'utf8').trimEnd().split('\n');
  return rows.map((row) => ({ title: '', ...(JSON.parse(row) as { text: string }) }));
}

/**
 * What the service sends to an engine: characters, and the tokens that a language model is likely to make of them, with as
 * many lines a call as the service sends unless told otherwise, and with many.
 */
interface Sent {
  characters: number;
  tokens: TokenUsage;
  tokensTogether: TokenUsage;
}

/** What engines would bill for 400 dirty articles and for a second version of each, at list prices. */
export const benchCost: Bench = async () => {
  const articles = readArticles();
  const counter = createMemoryTranslator();
  const raw = articles.reduce((sum, { text }) => sum + counter.countCharacters([text]), 0);
  const open = (limits: typeof LIMITS) =>
    createLlmTranslator({ model: createMemoryLanguageModel(), prices: NO_PRICES, ...limits });
  const model = open(LIMITS);
  const modelOfMany = open({ ...LIMITS, maxLines: LINES_TOGETHER });
  let sent: Sent = NOTHING_SENT;
  const { container, engine } = await startApp({
    translator: {
      chunkSize: WHOLE_ARTICLE,
      beforeCall: ({ sentences }) => {
        sent = {
          characters: sent.characters + engine.countCharacters(sentences),
          tokens: addTokens(sent.tokens, model.estimateTokens?.(sentences)),
          tokensTogether: addTokens(sent.tokensTogether, modelOfMany.estimateTokens?.(sentences)),
        };
      },
    },
  });
  const send = async (texts: readonly { title: string; text: string }[]): Promise<Sent> => {
    sent = NOTHING_SENT;
    for (const [index, { title, text }] of texts.entries()) {
      const options = {
        source: 'fr',
        target: 'en',
        summary: { sentences: 3, method: 'extractive' },
        refresh: false,
      } as const;
      await container.useCases.processArticle({ id: `a${index}`, title, text, ...options }, { correlationId: 'bench' });
    }
    return sent;
  };
  const first = await send(articles);
  const again = await send(articles);
  const second = await send(articles.map(({ title, text }, seed) => ({ title, text: editOneSentence(text, seed) })));
  const per1000 = (usd: number) => `$${((1_000 * usd) / articles.length).toFixed(2)}`;
  const line = (what: string, characters: number) => ({
    what,
    value: `${characters.toLocaleString('en')} characters`,
    baseline: `${((100 * characters) / raw).toFixed(1)} % of raw, ${per1000(characters * AMAZON_TRANSLATE_USD * 1e-6)} per 1,000 articles with Amazon Translate`,
  });
  const priced = (what: string, priceOf: (sent: Sent) => number) => ({
    what: `${what}, list price to check`,
    value: `${per1000(priceOf(first))} per 1,000 articles`,
    baseline: `${per1000(priceOf(second))} their second version; $${((1e6 * priceOf(first)) / first.characters).toFixed(3)} per million characters`,
  });
  return [
    line(`${articles.length} articles${existsSync(DATA) ? '' : ' (our own)'} as scraped, sent whole`, raw),
    line('the same through the service', first.characters),
    line('asked for again', again.characters),
    line('a second version of each, one sentence changed', second.characters),
    priced('Amazon Translate', ({ characters }) => characters * AMAZON_TRANSLATE_USD * 1e-6),
    ...LIST_PRICES.flatMap(([name, { input, output }]) => {
      const priceOf = ({ inputTokens, outputTokens }: TokenUsage) =>
        (inputTokens * input + outputTokens * output) * 1e-6;
      return [
        priced(name, ({ tokens }) => priceOf(tokens)),
        priced(`${name}, ${LINES_TOGETHER} lines a call`, ({ tokensTogether }) => priceOf(tokensTogether)),
      ];
    }),
    { ...priced('An engine on this machine', () => 0), what: 'An engine on this machine' },
  ];
};

const NO_TOKENS: TokenUsage = { inputTokens: 0, outputTokens: 0 };
const NO_PRICES = { input: 0, output: 0 };
const NOTHING_SENT: Sent = { characters: 0, tokens: NO_TOKENS, tokensTogether: NO_TOKENS };

function addTokens(left: TokenUsage, right: TokenUsage = NO_TOKENS): TokenUsage {
  return {
    inputTokens: left.inputTokens + right.inputTokens,
    outputTokens: left.outputTokens + right.outputTokens,
  };
}
