import { z } from 'zod';
import { DEFAULT_PORT, DEFAULT_PRICE_PER_MILLION_USD } from './constants.ts';

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, `a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `a whole number from ${min} to ${max}`);

const price = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,6})?$/, 'an amount in USD such as 15 or 7.5')
  .transform(Number);

const commaList = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** Every setting of the service, by the name of its environment variable. Defaults are those of a laptop. */
export const SETTINGS = {
  /** `amazon`: Amazon Translate. `local`: the best engine on this machine, no bill. */
  DEPECHE_TRANSLATOR: z.enum(['amazon', 'local']).default('local'),
  /** DynamoDB table. */
  DEPECHE_TABLE: z.string().min(3).max(255).default('depeche'),
  /** Bucket that new articles arrive in; asynchronous processing needs it. */
  DEPECHE_INBOX_BUCKET: z.string().min(3).max(63).optional(),
  /** EventBridge bus for outgoing events. */
  DEPECHE_BUS: z.string().min(1).max(256).optional(),
  /** Queue of incoming events, and where those go that can't be processed. */
  DEPECHE_QUEUE_URL: z.url({ protocol: /^https?$/ }).optional(),
  DEPECHE_DEAD_LETTER_QUEUE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** How long results are kept. */
  DEPECHE_RESULT_TTL_DAYS: wholeNumber(1, 3650).default(30),
  /** How long remembered sentences are kept. */
  DEPECHE_SEGMENT_TTL_DAYS: wholeNumber(1, 3650).default(365),
  /** How long a worker owns an article without a sign of life before another takes over. */
  DEPECHE_LEASE_SECONDS: wholeNumber(1, 900).default(30),
  /** Characters a month that may be billed, whole service; no limit when unset. */
  DEPECHE_MONTHLY_CHARACTER_BUDGET: wholeNumber(0, 1e12).optional(),
  /** The same for each API key. */
  DEPECHE_KEY_CHARACTER_BUDGET: wholeNumber(0, 1e12).optional(),
  /** Over budget: refuse, use the local engine, or clean and summarise without translating. */
  DEPECHE_OVER_BUDGET: z.enum(['reject', 'local', 'clean-only']).default('reject'),
  /** USD per million characters, for costs in results. */
  DEPECHE_PRICE_PER_MILLION: price.default(DEFAULT_PRICE_PER_MILLION_USD),
  /** Calls to Amazon Translate at a time, per process. */
  DEPECHE_MAX_CONCURRENT_REQUESTS: wholeNumber(1, 100).default(8),
  /** Threads of the local neural engine, 250 to 400 MB each; one a core when unset. */
  DEPECHE_LOCAL_WORKERS: wholeNumber(1, 64).optional(),
  /** Custom terminology in Amazon Translate, and a version that changes with its content. */
  DEPECHE_TERMINOLOGY: z.string().min(1).max(256).optional(),
  DEPECHE_TERMINOLOGY_VERSION: z.string().min(1).max(64).optional(),
  /** A newsroom's terms as CSV (`source,target`); the path of a file. */
  DEPECHE_GLOSSARY: z.string().min(1).optional(),
  /** Bedrock model for `summary.method: "bedrock"`; off when unset. */
  DEPECHE_BEDROCK_MODEL: z.string().min(1).max(256).optional(),
  DEPECHE_BEDROCK_REGION: z.string().min(1).max(64).optional(),
  DEPECHE_BEDROCK_MAX_INPUT_TOKENS: wholeNumber(100, 1_000_000).default(20_000),
  DEPECHE_BEDROCK_MAX_OUTPUT_TOKENS: wholeNumber(50, 10_000).default(600),
  /** USD per million tokens of that model. */
  DEPECHE_BEDROCK_INPUT_PRICE: price.default(0),
  DEPECHE_BEDROCK_OUTPUT_PRICE: price.default(0),
  /** Origins that browsers may call the API from; `*` for any; none when unset. */
  DEPECHE_CORS_ORIGINS: commaList.default([]),
  /** Base URL for links in outgoing events. */
  DEPECHE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** `npm start` only. */
  DEPECHE_PORT: wholeNumber(0, 65_535).default(DEFAULT_PORT),
  /** Where a laptop keeps its table, inbox and models. */
  DEPECHE_DATA_DIR: z.string().min(1).default('.depeche'),
  /** Where `depeche models pull` finds the published models, instead of their publisher: a copy of Mozilla's repository. */
  DEPECHE_MODEL_MIRROR: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z
    .string()
    .transform((value) => value.toLowerCase())
    .pipe(z.enum(['debug', 'info', 'warn', 'error']))
    .default('info'),
} as const;

export type SettingName = keyof typeof SETTINGS;
