import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createReadabilityExtractor } from '../../shared/adapters/extractor-readability/create-readability-extractor.ts';
import { createEldDetector } from '../../shared/adapters/language-eld/create-eld-detector.ts';
import { createStreamLogger } from '../../shared/adapters/telemetry/logger-stream.ts';
import { createNoMetrics } from '../../shared/adapters/telemetry/metrics-none.ts';
import { createNoTracer } from '../../shared/adapters/telemetry/tracer-none.ts';
import {
  createDynamodbClient,
  type DynamodbClientOptions,
} from '../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createDynamodbStores } from '../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { type AppDependencies, DEFAULT_APP_SETTINGS } from '../../shared/app/dependencies.ts';
import type { Trial } from '../../shared/app/trial/create-trial.ts';
import { createSentenceFlights } from '../../shared/app/work/sentence-flights.ts';
import { createSightings } from '../../shared/app/work/sightings.ts';
import { SETTLE_GRACE_MS } from '../../shared/config/constants.ts';
import type { ServiceConfig } from '../../shared/config/service-config.ts';
import type { Glossary } from '../../shared/core/glossary/glossary.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { LocalModel } from '../../shared/ports/engines/local-model.ts';
import type { Logger } from '../../shared/ports/telemetry/logger.ts';
import type { Stores } from '../../shared/ports/stores/stores.ts';
import type { Summarizer } from '../../shared/ports/engines/summarizer.ts';
import type { Tracer } from '../../shared/ports/telemetry/tracer.ts';
import { createTranslator, tryNeuralTranslator } from './create-translator.ts';
import type { ModelEngines } from './engines/create-model-engines.ts';
import { createEngines } from './engines/create-engines.ts';
import { once } from './once.ts';
import { type AcceptedInbox, createUseCases, type UseCases } from './use-cases.ts';

const DAY_MS = 86_400_000;
/** For writing down what the last call brought. */
const LANDING_MS = 2_000;
const MICRO_USD_PER_USD = 1_000_000;

/** Everything a way in needs; closed once, when the process ends. */
export interface Container {
  useCases: UseCases;
  logger: Logger;
  clock: Clock;
  /** How long a stopped request may take to land its calls and keep what they bring. */
  settleGraceMs: number;
  /**
   * Runs new jobs on this neural model, once it has translated a word; jobs under way keep the engine that they began
   * with. Throws `translator-unavailable` for a model that cannot be used, and goes on as before.
   */
  takeOver(model: LocalModel): Promise<void>;
  /** For the trial article of a deployment. */
  openTrial(): Promise<Trial>;
  /** Frees workers, sockets and files. */
  close(): Promise<void>;
}

/** What a way in replaces: its own table, its own log. */
export interface ContainerOverrides extends Partial<AppDependencies> {
  /** Where DynamoDB is, when the SDK should not find it by itself. */
  dynamodb?: DynamodbClientOptions;
  /** Set when no other process can open the table: what an earlier one had under way is then taken up at once. */
  tableIsOurs?: boolean;
  /** Where articles go that are taken on for later. */
  inbox?: AcceptedInbox;
  /** Where calls of language models are traced. */
  tracer?: Tracer;
}

/**
 * Builds the adapters that the settings name and the use cases on them; the only place that does. What is heavy and not
 * always needed (HTML, language data, the local engine) loads itself at its first use.
 */
export async function createContainer(config: ServiceConfig, overrides: ContainerOverrides = {}): Promise<Container> {
  const { dynamodb, tableIsOurs = false, inbox, tracer = createNoTracer(), ...replaced } = overrides;
  const clock = replaced.clock ?? createSystemClock();
  const logger =
    replaced.logger ??
    createStreamLogger({ write: (line) => void process.stderr.write(line), level: config.LOG_LEVEL, clock });
  const metrics = replaced.metrics ?? createNoMetrics();
  const glossary = config.DEPECHE_GLOSSARY === undefined ? undefined : await loadGlossary(config.DEPECHE_GLOSSARY);
  const loadModels = once(async () => {
    const { createModelEngines } = await import('./engines/create-model-engines.ts');
    return createModelEngines(config, { clock, glossary, metrics, tracer });
  });
  const engines = createEngines(config, (name) =>
    createTranslator(name, config, { clock, glossary, logger, metrics, loadModels }),
  );
  const translator = replaced.translator ?? (await engines.open(engines.own));
  const overBudgetTranslator =
    config.DEPECHE_OVER_BUDGET === 'local' && engines.own !== 'local' ? await engines.open('local') : undefined;
  const { own, fallback } = engines;
  const fallbackTranslator = fallback !== undefined && fallback !== own ? await engines.open(fallback) : undefined;
  const stores = await createStores(config, { clock, dynamodb, isSole: tableIsOurs });
  const ours = tableIsOurs ? await keepToOneProcess(stores, { clock, logger }) : undefined;
  const deps: AppDependencies = {
    store: stores.articles,
    leases: ours?.leases ?? stores.leases,
    memory: ours?.memory ?? stores.segments,
    sentenceFlights: createSentenceFlights(),
    sightings: createSightings(clock),
    ledger: ours?.ledger ?? stores.usage,
    translator,
    engines,
    fallbackTranslator,
    overBudgetTranslator,
    summarizer: await createSummarizer(config, loadModels),
    glossary,
    extractor: createReadabilityExtractor(),
    detector: createEldDetector(),
    clock,
    random: Math.random,
    logger,
    metrics,
    settings: {
      ...DEFAULT_APP_SETTINGS,
      resultTtlMs: config.DEPECHE_RESULT_TTL_DAYS * DAY_MS,
      leaseMs: config.DEPECHE_LEASE_SECONDS * 1_000,
      settleGraceMs: settleGrace(config),
      monthlyCharacterBudget: config.DEPECHE_MONTHLY_CHARACTER_BUDGET,
      monthlyBudgetMicroUsd: toMicroUsd(config.DEPECHE_MONTHLY_BUDGET_USD),
      keyCharacterBudget: config.DEPECHE_KEY_CHARACTER_BUDGET,
      overBudget: config.DEPECHE_OVER_BUDGET,
      keepKeysApart: config.DEPECHE_KEEP_KEYS_APART,
    },
    ...replaced,
  };
  const switchable = createUseCases(deps, inbox);
  return {
    useCases: switchable.useCases,
    logger,
    clock,
    settleGraceMs: deps.settings.settleGraceMs,
    takeOver: async (model) => switchable.takeOver(await tryNeuralTranslator(config, model, glossary)),
    openTrial: async () => (await import('../../shared/app/trial/create-trial.ts')).createTrial(deps),
    close: async () => {
      await Promise.all([switchable.close(), engines.close()]);
      await ours?.ledger.close();
      stores.close();
    },
  };
}

/** A setting has six decimals at the most. */
function toMicroUsd(usd: number | undefined): number | undefined {
  return usd === undefined ? undefined : Math.round(usd * MICRO_USD_PER_USD);
}

/**
 * The stores of a process that owns its table: it knows who else is at work, lives on, and can wait for the disk to have room
 * again. No function brings them along.
 */
async function keepToOneProcess(
  { leases, segments, usage }: Omit<Stores, 'articles'>,
  { clock, logger }: { clock: Clock; logger: Logger },
) {
  const [{ createSoleProcessLeases }, { createSoleProcessMemory }, { createPatientLedger }] = await Promise.all([
    import('../../shared/adapters/sole-process/leases-sole-process.ts'),
    import('../../shared/adapters/sole-process/memory-sole-process.ts'),
    import('../../shared/adapters/ledger-patient.ts'),
  ]);
  return {
    leases: createSoleProcessLeases(leases),
    memory: createSoleProcessMemory(segments),
    ledger: createPatientLedger(usage, { clock, logger }),
  };
}

async function loadGlossary(path: string): Promise<Glossary> {
  const { readGlossary } = await import('../../shared/adapters/glossary-csv.ts');
  return readGlossary(path);
}

async function createStores(
  config: ServiceConfig,
  { clock, dynamodb, isSole }: { clock: Clock; dynamodb: DynamodbClientOptions | undefined; isSole: boolean },
) {
  const segmentTtlMs = config.DEPECHE_SEGMENT_TTL_DAYS * DAY_MS;
  if (config.storage === 'memory') {
    const { createMemoryStores } = await import('../../shared/adapters/store-memory/create-memory-stores.ts');
    return { ...createMemoryStores({ clock, segmentTtlMs }), close: () => {} };
  }
  const client = createDynamodbClient(dynamodb);
  const tableName = config.DEPECHE_TABLE;
  const random = Math.random;
  const stores = createDynamodbStores({ client, tableName, clock, random, segmentTtlMs, isSole });
  return { ...stores, close: () => client.destroy() };
}

/** A call under way lands, and one of a language model may take as long as it is given. */
function settleGrace(config: ServiceConfig): number {
  const { DEPECHE_TRANSLATOR: own, DEPECHE_ENGINES_ALLOWED: others, llmTimeoutMs } = config;
  const callsModel =
    summarizerOf(config) !== undefined || [own, ...others].some((name) => name === 'bedrock' || name === 'openai');
  return callsModel ? Math.max(SETTLE_GRACE_MS, llmTimeoutMs + LANDING_MS) : SETTLE_GRACE_MS;
}

/** What writes abstractive summaries: the way to a model that is set, or Bedrock where a model of it is. */
const summarizerOf = ({ DEPECHE_SUMMARIZER, DEPECHE_BEDROCK_MODEL }: ServiceConfig) =>
  DEPECHE_SUMMARIZER ?? (DEPECHE_BEDROCK_MODEL === undefined ? undefined : 'bedrock');

async function createSummarizer(
  config: ServiceConfig,
  loadModels: () => Promise<ModelEngines>,
): Promise<Summarizer | undefined> {
  const name = summarizerOf(config);
  return name === undefined ? undefined : (await loadModels()).openSummarizer(name);
}
