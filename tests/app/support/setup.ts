import { createSightings } from '../../../shared/app/work/sightings.ts';
import { createSentenceFlights } from '../../../shared/app/work/sentence-flights.ts';
import { createMemoryStores } from '../../../shared/adapters/store-memory/create-memory-stores.ts';
import { createMemoryTranslator, type MemoryTranslatorOptions } from '../../support/translator-memory.ts';
import { type AppDependencies, type AppSettings, DEFAULT_APP_SETTINGS } from '../../../shared/app/dependencies.ts';
import { TEXT_WORK_HERE } from '../../../shared/app/work/text-work-here.ts';
import type { RequestContext } from '../../../shared/app/work/request-context.ts';
import type { ArticleInput } from '../../../shared/core/input.ts';
import type { Logger } from '../../../shared/ports/telemetry/logger.ts';
import { createVirtualClock } from './virtual-clock.ts';

// What they load at their first use: the virtual time of a test does not wait for files.
await TEXT_WORK_HERE.pickSummary({ title: '', text: '', sentences: [] }, 1);
await TEXT_WORK_HERE.checkTranslation({ source: 'Oui.', translation: 'Yes.', targetLanguage: 'en' });

/** Six sentences of our own. */
export const TEXT = `Le conseil municipal de Brévanne a voté mardi soir la construction d'une nouvelle école.

Le chantier doit commencer au printemps et durer dix-huit mois environ. Il coûtera 4 millions d'euros à la commune.

Les parents d'élèves demandaient cette ouverture depuis plusieurs années déjà. Le maire a promis une cantine et un préau couvert. La rentrée est espérée pour le mois de septembre.`;

export const TITLE = 'Brévanne aura sa nouvelle école';

export function input(overrides: Partial<ArticleInput> = {}): ArticleInput {
  return {
    title: TITLE,
    text: TEXT,
    source: 'fr',
    target: 'en',
    summary: { sentences: 2, method: 'extractive' },
    refresh: false,
    ...overrides,
  };
}

export const context = (overrides: Partial<RequestContext> = {}): RequestContext => ({
  correlationId: 'test',
  ...overrides,
});

export interface SetupOptions extends Partial<Omit<AppDependencies, 'settings' | 'translator' | 'engines'>> {
  translator?: AppDependencies['translator'];
  engines?: AppDependencies['engines'];
  engine?: MemoryTranslatorOptions;
  settings?: Partial<AppSettings>;
}

/** The use cases' world in memory, with what it logged and measured. */
export function setup({ engine, settings, ...overrides }: SetupOptions = {}) {
  const clock = createVirtualClock();
  const stores = createMemoryStores({ clock });
  const translator = createMemoryTranslator(engine);
  const logged: { level: string; message: string; fields: unknown }[] = [];
  const recorded: { name: string; value: number }[] = [];
  const deps: AppDependencies = {
    store: stores.articles,
    leases: stores.leases,
    memory: stores.segments,
    sentenceFlights: createSentenceFlights(),
    sightings: createSightings(clock),
    ledger: stores.usage,
    translator,
    engines: { own: 'amazon', allowed: ['amazon'], open: async () => translator },
    extractor: { extract: async (html) => ({ text: html.replace(/<[^>]*>/g, '\n') }) },
    detector: { detect: async () => ({ language: 'fr', reliable: true }) },
    clock,
    random: () => 0.5,
    logger: createListLogger(logged),
    metrics: { record: (name, value) => void recorded.push({ name, value }) },
    settings: { ...DEFAULT_APP_SETTINGS, ...settings },
    ...overrides,
  };
  const sumOf = (name: string) =>
    recorded.filter((metric) => metric.name === name).reduce((sum, { value }) => sum + value, 0);
  return { deps, clock, stores, translator, logged, recorded, sumOf };
}

/** The same world as another process sees it: the tables are shared, what is under way is not. */
export const anotherProcess = (deps: AppDependencies): AppDependencies => ({
  ...deps,
  sentenceFlights: createSentenceFlights(),
  sightings: createSightings(deps.clock),
});

function createListLogger(logged: { level: string; message: string; fields: unknown }[]): Logger {
  const log = (level: string) => (message: string, fields?: unknown) => void logged.push({ level, message, fields });
  const logger: Logger = {
    debug: log('debug'),
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
    with: () => logger,
  };
  return logger;
}

/** What a sentence is to the stand-in engine: billed by its code points. */
export const lengthOf = (text: string): number => [...text].length;
