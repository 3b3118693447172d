import { type Environment, loadConfig } from './load-config.ts';
import { LLM_HTTP_TIMEOUT_SECONDS, LLM_TIMEOUT_SECONDS } from './constants.ts';
import { findMissingEnginePrices, findMissingModels, findMissingPrices } from './missing-models.ts';
import { findOpenDoor } from './open-door.ts';
import { findPullRefusal } from './pull-refusal.ts';
import type { SettingName } from './settings.ts';
import { findUnknownVariables } from './unknown-variables.ts';
import { findUselessFallback } from './useless-fallback.ts';

/** What every way in that processes articles reads. */
const SERVICE_SETTINGS = [
  'DEPECHE_TRANSLATOR',
  'DEPECHE_ENGINES_ALLOWED',
  'DEPECHE_TRANSLATOR_FALLBACK',
  'DEPECHE_TABLE',
  'DEPECHE_RESULT_TTL_DAYS',
  'DEPECHE_SEGMENT_TTL_DAYS',
  'DEPECHE_LEASE_SECONDS',
  'DEPECHE_MONTHLY_CHARACTER_BUDGET',
  'DEPECHE_MONTHLY_BUDGET_USD',
  'DEPECHE_KEY_CHARACTER_BUDGET',
  'DEPECHE_OVER_BUDGET',
  'DEPECHE_KEEP_KEYS_APART',
  'DEPECHE_PRICE_PER_MILLION',
  'DEPECHE_MAX_CONCURRENT_REQUESTS',
  'DEPECHE_LOCAL_WORKERS',
  'DEPECHE_TERMINOLOGY',
  'DEPECHE_TERMINOLOGY_VERSION',
  'DEPECHE_GLOSSARY',
  'DEPECHE_BEDROCK_MODEL',
  'DEPECHE_BEDROCK_REGION',
  'DEPECHE_BEDROCK_MAX_INPUT_TOKENS',
  'DEPECHE_BEDROCK_MAX_OUTPUT_TOKENS',
  'DEPECHE_BEDROCK_INPUT_PRICE',
  'DEPECHE_BEDROCK_OUTPUT_PRICE',
  'DEPECHE_OPENAI_BASE_URL',
  'DEPECHE_OPENAI_MODEL',
  'DEPECHE_OPENAI_API_KEY',
  'DEPECHE_OPENAI_SECRET_ARN',
  'DEPECHE_OPENAI_INPUT_PRICE',
  'DEPECHE_OPENAI_OUTPUT_PRICE',
  'DEPECHE_LLM_MAX_INPUT_TOKENS',
  'DEPECHE_LLM_MAX_LINES',
  'DEPECHE_LLM_TIMEOUT_SECONDS',
  'DEPECHE_SUMMARIZER',
  'DEPECHE_DATA_DIR',
  'LOG_LEVEL',
] as const satisfies readonly SettingName[];

/** `memory` forgets everything with the process; for commands that run once. */
export type Storage = 'dynamodb' | 'memory';

type ServiceSettings = ReturnType<typeof loadConfig<(typeof SERVICE_SETTINGS)[number]>>;

export type ServiceConfig = ServiceSettings & {
  storage: Storage;
  /** For one call of a language model. */
  llmTimeoutMs: number;
};

/** The time that a model gets for a call: as it is set, else as long as a way in can wait; never longer than it has. */
const llmTimeout = (
  { DEPECHE_LLM_TIMEOUT_SECONDS: seconds }: ServiceSettings,
  usualSeconds: number,
  mostSeconds = Number.POSITIVE_INFINITY,
) => ({ llmTimeoutMs: Math.min(seconds ?? usualSeconds, mostSeconds) * 1_000 });

/** What is told where somebody is there to be told of a name that is mistyped; and of what else was `found`. */
const told = (env: Environment, ...found: ReturnType<typeof findUnknownVariables>[]) =>
  [findUnknownVariables(env), ...found].flat();

/** Where models come from, and whether one may be fetched unasked. */
const MODEL_SETTINGS = ['DEPECHE_MODEL_MIRROR', 'DEPECHE_MODEL_REGISTRY', 'DEPECHE_MODEL_PULL'] as const;

/** `npm start`: the service, where it listens and where it keeps its data. */
export function loadLocalConfig(env: Environment) {
  const own = [
    'DEPECHE_HOST',
    'DEPECHE_API_KEYS',
    'DEPECHE_PORT',
    'DEPECHE_CORS_ORIGINS',
    'DEPECHE_PUBLIC_URL',
  ] as const;
  const wrong = told(env, findOpenDoor(env), findMissingModels(env), findMissingPrices(env), findUselessFallback(env));
  const settings = loadConfig(env, [...SERVICE_SETTINGS, ...MODEL_SETTINGS, ...own], [], wrong);
  const pullRefusal = findPullRefusal(env, settings.DEPECHE_MODEL_PULL);
  const wait = llmTimeout(settings, LLM_TIMEOUT_SECONDS.laptop);
  return { ...settings, ...wait, pullRefusal, storage: 'dynamodb' as const };
}

/** What a deployed function reads beside. */
const DEPLOYED_SETTINGS = [...SERVICE_SETTINGS, 'DEPECHE_STAGE', 'DEPECHE_COMMIT'] as const;

/**
 * What holds of every deployed function beside its settings, with the time that a call of a model may take in it.
 * CloudFormation changes the code and the environment of a function in two calls, so that in between a name may be unknown
 * that is none by mistake, or a price be missing: it is told in the log and refuses nothing.
 */
const ofDeployment = (env: Environment, settings: ServiceSettings, seconds: number) => ({
  ...llmTimeout(settings, seconds, seconds),
  unknownVariables: findUnknownVariables(env),
  missingPrices: findMissingPrices(env),
  storage: 'dynamodb' as const,
  s3PathStyle: usesPathStyle(env),
});

/** In a deployment the engine is Amazon Translate unless said otherwise. */
const deployed = (env: Environment): Environment => ({ DEPECHE_TRANSLATOR: 'amazon', ...env });

/** An endpoint of one's own has no DNS names for buckets, so they stand in the path there. */
const usesPathStyle = (env: Environment) => Boolean(env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL);

/** The HTTP function: the table is named by the deployment. */
export function loadHttpConfig(env: Environment) {
  const names = [...DEPLOYED_SETTINGS, 'DEPECHE_INBOX_BUCKET', 'DEPECHE_CORS_ORIGINS'] as const;
  const settings = loadConfig(deployed(env), names, ['DEPECHE_TABLE'], findMissingModels(env));
  return { ...settings, ...ofDeployment(env, settings, LLM_HTTP_TIMEOUT_SECONDS) };
}

/** The event function: everything it reads from and writes to is named by the deployment. */
export function loadEventsConfig(env: Environment) {
  const required = [
    'DEPECHE_TABLE',
    'DEPECHE_INBOX_BUCKET',
    'DEPECHE_BUS',
    'DEPECHE_QUEUE_URL',
    'DEPECHE_DEAD_LETTER_QUEUE_URL',
  ] as const;
  const names = [...DEPLOYED_SETTINGS, ...required, 'DEPECHE_PUBLIC_URL'] as const;
  const settings = loadConfig(deployed(env), names, required, findMissingModels(env));
  return { ...settings, ...ofDeployment(env, settings, LLM_TIMEOUT_SECONDS.events) };
}

/** The pre-traffic hook: what the functions have, and the versions of theirs that are to be tried. */
export function loadPreTrafficConfig(env: Environment) {
  const required = ['DEPECHE_TABLE', 'DEPECHE_TRIAL_HTTP', 'DEPECHE_TRIAL_EVENTS'] as const;
  const settings = loadConfig(deployed(env), [...DEPLOYED_SETTINGS, ...required], required, findMissingModels(env));
  return { ...settings, ...ofDeployment(env, settings, LLM_TIMEOUT_SECONDS.events) };
}

/** The probe: where callers find the API. */
export function loadProbeConfig(env: Environment) {
  return loadConfig(env, ['DEPECHE_PUBLIC_URL'], ['DEPECHE_PUBLIC_URL']);
}

/** The `depeche` command: keeps nothing, unless a table is named to share what is remembered. */
export function loadCliConfig(env: Environment) {
  const quiet = { ...env, LOG_LEVEL: env.LOG_LEVEL || 'error' };
  const wrong = told(env, findMissingModels(env), findMissingPrices(env), findUselessFallback(env));
  const settings = loadConfig(quiet, [...SERVICE_SETTINGS, ...MODEL_SETTINGS], [], wrong);
  const wait = llmTimeout(settings, LLM_TIMEOUT_SECONDS.laptop);
  const storage: Storage = env.DEPECHE_TABLE ? 'dynamodb' : 'memory';
  return { ...settings, ...wait, pullRefusal: findPullRefusal(env, settings.DEPECHE_MODEL_PULL), storage };
}

/** `depeche models`: where models are kept, and where they come from. */
export function loadModelsConfig(env: Environment) {
  return loadConfig(env, ['DEPECHE_DATA_DIR', 'DEPECHE_MODEL_MIRROR', 'DEPECHE_MODEL_REGISTRY'], [], told(env));
}

/** `depeche repair`: the table of this machine. */
export function loadRepairConfig(env: Environment) {
  return loadConfig(env, ['DEPECHE_DATA_DIR', 'DEPECHE_TABLE'], [], told(env));
}

/** `depeche restore`: where it keeps how far it came, and the live table, which has to be named one way or the other. */
export function loadRestoreConfig(env: Environment, { to }: { to: string | undefined }) {
  const required = to === undefined ? (['DEPECHE_TABLE'] as const) : [];
  return loadConfig(env, ['DEPECHE_DATA_DIR', 'DEPECHE_TABLE'], required, told(env));
}

/** `depeche backfill`: the inbox, of a deployment where its bucket is named, and what its engine charges. */
export function loadBackfillConfig(env: Environment) {
  const names = [
    'DEPECHE_DATA_DIR',
    'DEPECHE_INBOX_BUCKET',
    'DEPECHE_TRANSLATOR',
    'DEPECHE_PRICE_PER_MILLION',
    'DEPECHE_BEDROCK_INPUT_PRICE',
    'DEPECHE_BEDROCK_OUTPUT_PRICE',
    'DEPECHE_OPENAI_INPUT_PRICE',
    'DEPECHE_OPENAI_OUTPUT_PRICE',
    'DEPECHE_LLM_MAX_INPUT_TOKENS',
    'DEPECHE_LLM_MAX_LINES',
  ] as const;
  const own = env.DEPECHE_INBOX_BUCKET ? deployed(env) : env;
  const settings = loadConfig(own, names, [], told(own, findMissingEnginePrices(env)));
  return { ...settings, s3PathStyle: usesPathStyle(env) };
}

/** `depeche dlq` and `depeche redrive`: the queues, as the stack's outputs name them. */
export function loadQueueConfig(env: Environment) {
  const names = ['DEPECHE_QUEUE_URL', 'DEPECHE_DEAD_LETTER_QUEUE_URL'] as const;
  return loadConfig(env, names, names, told(env));
}
