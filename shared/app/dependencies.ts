import type { Glossary } from '../core/glossary/glossary.ts';
import type { ArticleStore } from '../ports/stores/article-store.ts';
import type { Clock, Random } from '../ports/clock.ts';
import type { Engines } from '../ports/engines/engines.ts';
import type { HtmlExtractor } from '../ports/html-extractor.ts';
import type { LanguageDetector } from '../ports/language-detector.ts';
import type { LeaseStore } from '../ports/stores/lease-store.ts';
import type { Logger } from '../ports/telemetry/logger.ts';
import type { Metrics } from '../ports/telemetry/metrics.ts';
import type { TextWork } from '../ports/text-work.ts';
import type { SentenceMemory } from '../ports/stores/sentence-memory.ts';
import type { Summarizer } from '../ports/engines/summarizer.ts';
import type { Translator } from '../ports/engines/translator.ts';
import type { UsageLedger } from '../ports/stores/usage-ledger.ts';
import type { SentenceFlights } from './work/sentence-flights.ts';
import type { Sightings } from './work/sightings.ts';

/** What the use cases stand on; `functions/wiring/create-container.ts` builds it once a process. */
export interface AppDependencies {
  store: ArticleStore;
  leases: LeaseStore;
  memory: SentenceMemory;
  /** One a process. */
  sentenceFlights: SentenceFlights;
  /** One a process. */
  sightings: Sightings;
  ledger: UsageLedger;
  /** The engine at work: the stage's own, or the one that a request has chosen. */
  translator: Translator;
  engines: Engines;
  /** Translates what the gate refuses that engine twice; another one, if there is one. */
  fallbackTranslator?: Translator | undefined;
  /** A local engine, for `overBudget: 'local'`. */
  overBudgetTranslator?: Translator | undefined;
  /** Absent: `summary.method: "abstractive"` is answered with an extractive summary and a warning. */
  summarizer?: Summarizer | undefined;
  /** The terms the engine was given, to say which it did not honour. */
  glossary?: Glossary | undefined;
  extractor: HtmlExtractor;
  detector: LanguageDetector;
  /** For long texts beside the thread that serves; absent: all texts are worked on in it. */
  textWork?: TextWork | undefined;
  clock: Clock;
  random: Random;
  logger: Logger;
  metrics: Metrics;
  settings: AppSettings;
}

export interface AppSettings {
  /** How long a result is served. */
  resultTtlMs: number;
  /** How long a result is shown that is to be computed anew when asked again. */
  provisionalTtlMs: number;
  /** How long a worker owns a result without a sign of life; it renews at a third of it. */
  leaseMs: number;
  /** First pause between looks at a result that another worker computes; each next one is half as long again. */
  pollIntervalMs: number;
  /** Longest pause between looks. */
  maxPollIntervalMs: number;
  /** How long a request waits for another worker before it answers `timeout`. */
  maxWaitMs: number;
  /** How long an abandoned request may take to settle what it has paid for. */
  settleGraceMs: number;
  /** Characters a month that may be billed, whole service; no limit when absent. */
  monthlyCharacterBudget?: number | undefined;
  /** The most that all paid engines may cost in a month, summaries included, in micro-USD; no limit when absent. */
  monthlyBudgetMicroUsd?: number | undefined;
  /** Characters a month that may be billed for each API key. */
  keyCharacterBudget?: number | undefined;
  /** Over budget: refuse; translate with `overBudgetTranslator`; or clean and summarise without translating. */
  overBudget: 'reject' | 'local' | 'clean-only';
  /** Whether each API key has articles of its own, which no other key sees. */
  keepKeysApart: boolean;
}

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

/** Settings that serve a laptop and a function alike. */
export const DEFAULT_APP_SETTINGS: AppSettings = {
  resultTtlMs: 30 * DAY_MS,
  provisionalTtlMs: 600 * SECOND_MS,
  leaseMs: 30 * SECOND_MS,
  pollIntervalMs: 200,
  maxPollIntervalMs: 2 * SECOND_MS,
  maxWaitMs: 120 * SECOND_MS,
  settleGraceMs: 2 * SECOND_MS,
  overBudget: 'reject',
  keepKeysApart: false,
};
