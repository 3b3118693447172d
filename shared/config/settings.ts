import * as z from 'zod';
import { DEFAULT_HOST, DEFAULT_PORT, DEFAULT_PRICE_PER_MILLION_USD } from './constants.ts';

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, `a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `a whole number from ${min} to ${max}`);

const usd = (wholeDigits: number, example: number) => () =>
  z
    .string()
    .regex(new RegExp(`^\\d{1,${wholeDigits}}(\\.\\d{1,6})?$`), `an amount in USD such as ${example} or 7.5`)
    .transform(Number);
const price = usd(6, 15);
const budgetUsd = usd(9, 50);

const splitList = (value: string) => value.split(',').map((part) => part.trim());

const commaList = () => z.string().transform((value) => splitList(value).filter((part) => part !== ''));

/** Spelled out, so that a slip such as `ture` is no silent no. */
const flag = () => z.enum(['true', 'false']).transform((value) => value === 'true');

/** Header values that every client can send, each once; an empty one would be everybody's. */
const keyList = () =>
  z
    .string()
    .transform(splitList)
    .refine(
      (keys) => keys.every((key) => /^[!-~]{1,256}$/.test(key)) && new Set(keys).size === keys.length,
      'different keys parted by single commas, each up to 256 printable ASCII characters without spaces',
    );

const text = (minLength: number, maxLength = Number.POSITIVE_INFINITY) => z.string().min(minLength).max(maxLength);

const listeningAddress = () =>
  z
    .string()
    .refine(
      (value) => value === 'localhost' || z.ipv4().safeParse(value).success || z.ipv6().safeParse(value).success,
      'an IP address such as 0.0.0.0, or localhost',
    );

const webAddress = () => z.url({ protocol: /^https?$/ });

/** How a variable is read where it is set, and what holds where it is not. Most are not, so schemas wait to be asked for. */
interface Setting<Value, Unset> {
  schema: () => z.ZodType<Value>;
  unset: Unset;
}

function setting<Value>(schema: () => z.ZodType<Value>): Setting<Value, undefined>;
function setting<Value>(schema: () => z.ZodType<Value>, unset: NoInfer<Value>): Setting<Value, Value>;
function setting<Value>(schema: () => z.ZodType<Value>, unset?: Value): Setting<Value, Value | undefined> {
  return { schema, unset };
}

/** What translates, by the names that settings and requests have for it. */
export const ENGINES = ['amazon', 'bedrock', 'openai', 'local'] as const;
export type Engine = (typeof ENGINES)[number];

/** Those that stand in for another: they need no instructions, and do not follow what a text says. */
export const FALLBACKS = ['amazon', 'local', 'none'] as const;

const engineList = () => commaList().pipe(z.array(z.enum(ENGINES)));

/** Every setting of the service, by the name of its environment variable. Defaults are those of a laptop. */
export const SETTINGS = {
  /** `amazon`: Amazon Translate. `bedrock`, `openai`: a language model. `local`: the best engine on this machine, no bill. */
  DEPECHE_TRANSLATOR: setting(() => z.enum(ENGINES), 'local'),
  /** Engines that a request may choose beside that one. */
  DEPECHE_ENGINES_ALLOWED: setting(engineList, []),
  /** Translates what the gate refuses another engine twice. */
  DEPECHE_TRANSLATOR_FALLBACK: setting(() => z.enum(FALLBACKS), 'none'),
  /** DynamoDB table. */
  DEPECHE_TABLE: setting(() => text(3, 255), 'depeche'),
  /** Bucket that new articles arrive in; asynchronous processing needs it. */
  DEPECHE_INBOX_BUCKET: setting(() => text(3, 63)),
  /** EventBridge bus for outgoing events. */
  DEPECHE_BUS: setting(() => text(1, 256)),
  /** Queue of incoming events, and where those go that can't be processed. */
  DEPECHE_QUEUE_URL: setting(webAddress),
  DEPECHE_DEAD_LETTER_QUEUE_URL: setting(webAddress),
  /** How long results are kept. */
  DEPECHE_RESULT_TTL_DAYS: setting(() => wholeNumber(1, 3650), 30),
  /** How long remembered sentences are kept. */
  DEPECHE_SEGMENT_TTL_DAYS: setting(() => wholeNumber(1, 3650), 365),
  /** How long a worker owns an article without a sign of life before another takes over. */
  DEPECHE_LEASE_SECONDS: setting(() => wholeNumber(1, 900), 30),
  /** Characters a month that may be billed, whole service; no limit when unset. */
  DEPECHE_MONTHLY_CHARACTER_BUDGET: setting(() => wholeNumber(0, 1e12)),
  /** USD a month that all paid engines may cost, summaries included; no limit when unset. */
  DEPECHE_MONTHLY_BUDGET_USD: setting(budgetUsd),
  /** Characters a month that may be billed for each API key. */
  DEPECHE_KEY_CHARACTER_BUDGET: setting(() => wholeNumber(0, 1e12)),
  /** Over budget: refuse, use the local engine, or clean and summarise without translating. */
  DEPECHE_OVER_BUDGET: setting(() => z.enum(['reject', 'local', 'clean-only']), 'reject'),
  /** Whether each API key has articles of its own; else every key reads, lists and deletes all. */
  DEPECHE_KEEP_KEYS_APART: setting(flag, false),
  /** USD per million characters, for costs in results. */
  DEPECHE_PRICE_PER_MILLION: setting(price, DEFAULT_PRICE_PER_MILLION_USD),
  /** Calls to a paid engine at a time, per process. */
  DEPECHE_MAX_CONCURRENT_REQUESTS: setting(() => wholeNumber(1, 100), 8),
  /** Threads of the local neural engine, 250 to 400 MB each; one a core when unset. */
  DEPECHE_LOCAL_WORKERS: setting(() => wholeNumber(1, 64)),
  /** Custom terminology in Amazon Translate, and a version that changes with its content. */
  DEPECHE_TERMINOLOGY: setting(() => text(1, 256)),
  DEPECHE_TERMINOLOGY_VERSION: setting(() => text(1, 64)),
  /** A newsroom's terms as CSV (`source,target`); the path of a file. */
  DEPECHE_GLOSSARY: setting(() => text(1)),
  /** Model or inference profile on Bedrock, for translations and for summaries. */
  DEPECHE_BEDROCK_MODEL: setting(() => text(1, 256)),
  DEPECHE_BEDROCK_REGION: setting(() => text(1, 64)),
  DEPECHE_BEDROCK_MAX_INPUT_TOKENS: setting(() => wholeNumber(100, 1_000_000), 20_000),
  DEPECHE_BEDROCK_MAX_OUTPUT_TOKENS: setting(() => wholeNumber(50, 10_000), 600),
  /** USD per million tokens of that model; a model without a price is refused, 0 is a price. */
  DEPECHE_BEDROCK_INPUT_PRICE: setting(price),
  DEPECHE_BEDROCK_OUTPUT_PRICE: setting(price),
  /** A server that speaks OpenAI's chat completions: the address above `/chat/completions`, and one of its models. */
  DEPECHE_OPENAI_BASE_URL: setting(webAddress),
  DEPECHE_OPENAI_MODEL: setting(() => text(1, 256)),
  /** Its key, where it wants one. */
  DEPECHE_OPENAI_API_KEY: setting(() => text(1, 1_024)),
  /** The secret in AWS Secrets Manager that is that key; set by the deployment. */
  DEPECHE_OPENAI_SECRET_ARN: setting(() => text(20, 2_048)),
  /** The most tokens that one call to translate sends, instructions included: local servers cut silently at 4,096. */
  DEPECHE_LLM_MAX_INPUT_TOKENS: setting(() => wholeNumber(500, 100_000), 2_000),
  /** The most sentences that a model reads together. With 1 none can change how another comes out; more are for texts that one trusts. */
  DEPECHE_LLM_MAX_LINES: setting(() => wholeNumber(1, 1_000), 1),
  /** For one call of a language model; what it is when unset depends on the way in. */
  DEPECHE_LLM_TIMEOUT_SECONDS: setting(() => wholeNumber(1, 600)),
  /** What writes abstractive summaries; `bedrock` when unset and a Bedrock model is set. */
  DEPECHE_SUMMARIZER: setting(() => z.enum(['bedrock', 'openai'])),
  /** As those of Bedrock, of the model on that server. */
  DEPECHE_OPENAI_INPUT_PRICE: setting(price),
  DEPECHE_OPENAI_OUTPUT_PRICE: setting(price),
  /** Origins that browsers may call the API from; `*` for any; none when unset. */
  DEPECHE_CORS_ORIGINS: setting(commaList, []),
  /** Name of the stage in metrics; set by the deployment. */
  DEPECHE_STAGE: setting(() => text(1, 64)),
  /** Commit that the functions were built from; set by the deployment. */
  DEPECHE_COMMIT: setting(() => text(1, 64)),
  /** Versions of the functions that a deployment tries before they get traffic; set by the deployment. */
  DEPECHE_TRIAL_HTTP: setting(() => text(1, 256)),
  DEPECHE_TRIAL_EVENTS: setting(() => text(1, 256)),
  /** Base URL for links in outgoing events. */
  DEPECHE_PUBLIC_URL: setting(webAddress),
  /** `npm start` only: address to listen at; any other than a loopback one asks every caller for one of the keys below. */
  DEPECHE_HOST: setting(listeningAddress, DEFAULT_HOST),
  /** `npm start` only: keys that have usage and budget of their own, parted by commas; any other key counts as none. */
  DEPECHE_API_KEYS: setting(keyList, []),
  /** `npm start` only. */
  DEPECHE_PORT: setting(() => wholeNumber(0, 65_535), DEFAULT_PORT),
  /** Where a laptop keeps its table, inbox and models. */
  DEPECHE_DATA_DIR: setting(() => text(1), '.depeche'),
  /** A place that is asked for published models before their publisher: a copy of Mozilla's, of today's or of the archived one. */
  DEPECHE_MODEL_MIRROR: setting(webAddress),
  /** Address of a registry of models of the shape of Mozilla's (`models.json`); then nothing else is asked. */
  DEPECHE_MODEL_REGISTRY: setting(webAddress),
  /** Whether the published model is fetched where no neural one is and no engine was chosen; never with `CI` set. */
  DEPECHE_MODEL_PULL: setting(() => z.enum(['auto', 'off']), 'auto'),
  LOG_LEVEL: setting(
    () =>
      z
        .string()
        .transform((value) => value.toLowerCase())
        .pipe(z.enum(['debug', 'info', 'warn', 'error'])),
    'info',
  ),
} as const;

export type SettingName = keyof typeof SETTINGS;

/** What a setting is read as. */
export type SettingValue<Name extends SettingName> =
  | z.output<ReturnType<(typeof SETTINGS)[Name]['schema']>>
  | (typeof SETTINGS)[Name]['unset'];
