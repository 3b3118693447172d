import * as z from 'zod';
import { ENGINES, FALLBACKS } from '../../shared/config/settings.ts';
import { judgeEnvironment } from './judge-environment.ts';

const text = z.string('must be a text').trim().min(1, 'must not be empty');
export const matching = (pattern: RegExp, message: string) => z.string().regex(pattern, message);
const count = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number(error).int(error).min(min, error).max(max, error);
};
/** Context comes as text from the command line and as JSON from cdk.json. */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')], {
  error: 'must be true or false',
});
const list = z.union([z.array(text), z.string().transform((value) => value.split(',').map((part) => part.trim()))]);

const price = z.coerce.string().regex(/^\d{1,6}(\.\d{1,6})?$/, 'must be USD per million tokens such as 3 or 0.06');

const variables = z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/), z.string());

/** `-c environment='{"NAME":"value"}'`, or an object in cdk.json. */
const environment = z.unknown().transform((value, context) => {
  const parsed = variables.safeParse(typeof value === 'string' ? parseJson(value) : value);
  if (!parsed.success) {
    context.addIssue('must be a JSON object of strings');
    return z.NEVER;
  }
  for (const problem of judgeEnvironment(parsed.data)) context.addIssue(problem);
  return parsed.data;
});

/** How traffic goes over to a new version: at once; a tenth, then the rest after some minutes; a tenth every few minutes. */
const TRAFFIC_SHIFTS = [
  'all-at-once',
  ...(['canary-5-minutes', 'canary-10-minutes', 'canary-15-minutes', 'canary-30-minutes'] as const),
  ...(['linear-1-minute', 'linear-2-minutes', 'linear-3-minutes', 'linear-10-minutes'] as const),
] as const;

/** CloudWatch Logs keeps logs for these and no other numbers of days (API reference, PutRetentionPolicy). */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1_096, 1_827, 2_192, 2_557, 2_922, 3_288, 3_653,
];

/** What an endpoint may lack of AWS. */
const DISPENSABLE = ['codedeploy', 'budgets', 'termination-protection'] as const;

export const STAGES = ['dev', 'prod'] as const;
export type Stage = (typeof STAGES)[number];

/** What a stage can be told: `-c name=value`, or an object under the stage's name in cdk.json. */
export const settingsSchema = z
  .object({
    stage: z.enum(STAGES, `must be ${STAGES.join(' or ')}`),
    /** Where the stage may be deployed, and nowhere else; where the credentials lead when unset. */
    account: matching(/^\d{12}$/, 'must be the 12 digits of an account').optional(),
    region: matching(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'must be a region such as eu-west-3').optional(),
    /** Merged into both functions' environment, over what the stack sets. */
    environment: environment.prefault({}),
    /** `local` ships the built-in engine and its model inside the functions. */
    translator: z.enum(ENGINES, `must be ${ENGINES.join(' or ')}`).default('amazon'),
    /** Engines that a request may choose beside that one. */
    enginesAllowed: list.pipe(z.array(z.enum(ENGINES, `may name ${ENGINES.join(', ')}`))).default([]),
    /** Translates what fails its checks twice with another engine. */
    translatorFallback: z.enum(FALLBACKS, `must be one of ${FALLBACKS.join(', ')}`).default('none'),
    /** Folder of a neural model for that, instead of the best one pulled to this machine or the one that ships. */
    localModel: text.optional(),
    /** CSV with a header such as `fr,en`: the newsroom's terms. */
    glossary: text.optional(),
    /** Bedrock model or inference profile for translations and abstractive summaries. */
    bedrockModel: matching(/^[a-z0-9][a-zA-Z0-9.:-]*$/, 'must be a model id such as amazon.nova-lite-v1:0').optional(),
    /** USD per million tokens of that model: a model without a price is refused, 0 is a price. */
    bedrockInputPrice: price.optional(),
    bedrockOutputPrice: price.optional(),
    /** A server that speaks OpenAI's chat completions, one of its models, and the secret that is its key. */
    openaiBaseUrl: z
      .url({ protocol: /^https?$/, error: 'must be an address such as https://llm.example.org/v1' })
      .optional(),
    openaiModel: text.optional(),
    openaiSecretArn: matching(
      /^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+-[A-Za-z0-9]{6}$/,
      'must be the whole ARN of a secret, with the six characters at its end',
    ).optional(),
    /** As those of Bedrock, of the model on that server. */
    openaiInputPrice: price.optional(),
    openaiOutputPrice: price.optional(),
    /** Characters a month that may be billed; 0 refuses every paid call. */
    monthlyCharacterBudget: count(0, 1e12),
    /** One API key for each name; add a name to rotate, then remove the old one. */
    apiKeys: list
      .pipe(z.array(matching(/^[A-Za-z0-9-]{1,64}$/, 'must be a name of letters, digits and hyphens')).min(1))
      .refine((names) => new Set(names).size === names.length, 'must be different names')
      .default(['default']),
    /** For each API key. */
    requestsPerSecond: count(1, 10_000),
    requestBurst: count(1, 5_000),
    requestsPerMonth: count(1, 1e9),
    /** Origins whose pages may call the API, or `*`; none when unset. */
    corsOrigins: list
      .pipe(z.array(matching(/^(\*|https?:\/\/[^/\s]+)$/, 'must be an origin such as https://desk.example.org')))
      .default([]),
    /** Articles that the queue hands out at a time: the natural throttle of Amazon Translate. Lambda's least is 2. */
    eventConcurrency: count(2, 1_000),
    /** Concurrent executions that Lambda keeps for each function, and gives it no more; shared with the account when unset. */
    httpReservedConcurrency: count(1, 10_000).optional(),
    eventReservedConcurrency: count(2, 10_000).optional(),
    /**
     * USD a month. What the engines may cost is held to it before each call; of the account's whole bill, AWS Budgets tells
     * `alarmEmail` at 80 % and at a forecast of 100 %. None when unset.
     */
    monthlyBudgetUsd: count(1, 999_999_999).optional(),
    /** How a new version gets its traffic, once it has passed its trial. */
    trafficShift: z.enum(TRAFFIC_SHIFTS, `must be one of ${TRAFFIC_SHIFTS.join(', ')}`),
    /** What the endpoint lacks, as emulators do; the stage goes there without it. */
    without: list.pipe(z.array(z.enum(DISPENSABLE, `may name ${DISPENSABLE.join(', ')}`))).default([]),
    /** Commit that is deployed: that of the checkout when unset. */
    commit: matching(/^[\w.-]{1,64}$/, 'must be the id of a commit').optional(),
    logRetentionDays: z.coerce
      .number()
      .refine((days) => RETENTION_DAYS.includes(days), `must be one of ${RETENTION_DAYS.join(', ')}`),
    inboxRetentionDays: count(1, 3650),
    /** Receives every alarm, after confirming the subscription. */
    alarmEmail: z.email('must be an e-mail address').optional(),
    /** A topic of one's own that alarms are announced on, instead of one that the stack makes. */
    alarmTopicArn: matching(
      /^arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]+$/,
      'must be the ARN of an SNS topic',
    ).optional(),
    /** Says on purpose that nobody is told of an alarm. */
    noAlarmRecipient: flag.default(false),
    /** Where alarms find their runbook; the anchor is appended. */
    runbook: text.default('docs/operations.md'),
    waf: flag.default(false),
    /** Logs of API Gateway about each failed execution, beside the access log. */
    apiExecutionLogs: flag.default(false),
    /** Minutes between two looks at the deployed API from outside; none when unset. */
    probeMinutes: count(1, 60).optional(),
    /** A name of one's own for the API; all of `certificateArn` (same region) is needed with it. */
    domainName: matching(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'must be a host name').optional(),
    certificateArn: z.string().startsWith('arn:', 'must be the ARN of a certificate').optional(),
    /** The DNS record is written too when both are given. */
    hostedZoneId: text.optional(),
    hostedZoneName: text.optional(),
  })
  .refine(({ domainName, certificateArn }) => (domainName === undefined) === (certificateArn === undefined), {
    path: ['domainName'],
    message: 'needs certificateArn, and the other way round',
  })
  .refine(({ hostedZoneId, hostedZoneName }) => (hostedZoneId === undefined) === (hostedZoneName === undefined), {
    path: ['hostedZoneId'],
    message: 'needs hostedZoneName, and the other way round',
  })
  .refine(({ domainName, hostedZoneId }) => hostedZoneId === undefined || domainName !== undefined, {
    path: ['hostedZoneId'],
    message: 'needs domainName',
  })
  .refine(({ monthlyBudgetUsd, alarmEmail }) => monthlyBudgetUsd === undefined || alarmEmail !== undefined, {
    path: ['monthlyBudgetUsd'],
    message: 'needs alarmEmail, which is told of it',
  })
  .refine(
    ({ eventReservedConcurrency, eventConcurrency }) =>
      eventReservedConcurrency === undefined || eventReservedConcurrency >= eventConcurrency,
    { path: ['eventReservedConcurrency'], message: 'must cover eventConcurrency, or the queue is throttled' },
  )
  .refine(
    ({ stage, alarmEmail, alarmTopicArn, noAlarmRecipient }) =>
      stage !== 'prod' || alarmEmail !== undefined || alarmTopicArn !== undefined || noAlarmRecipient,
    { path: ['alarmEmail'], message: 'prod needs it, or alarmTopicArn, or an explicit noAlarmRecipient=true' },
  );

export type StageSettings = Readonly<z.output<typeof settingsSchema>>;

export const STAGE_DEFAULTS: Readonly<Record<Stage, Readonly<Record<string, unknown>>>> = {
  dev: {
    monthlyCharacterBudget: 1_000_000,
    requestsPerSecond: 10,
    requestBurst: 20,
    requestsPerMonth: 100_000,
    eventConcurrency: 2,
    trafficShift: 'all-at-once',
    logRetentionDays: 7,
    inboxRetentionDays: 7,
  },
  prod: {
    monthlyCharacterBudget: 20_000_000,
    requestsPerSecond: 50,
    requestBurst: 100,
    requestsPerMonth: 1_000_000,
    eventConcurrency: 5,
    trafficShift: 'canary-5-minutes',
    logRetentionDays: 90,
    inboxRetentionDays: 30,
  },
};

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
