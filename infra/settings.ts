import * as z from 'zod';

const text = z.string().trim().min(1);
const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
/** Context comes as text from the command line and as JSON from cdk.json. */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]);
const list = z.union([z.array(text), z.string().transform((value) => value.split(',').map((part) => part.trim()))]);

const variables = z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/), z.string());

/** `-c environment='{"NAME":"value"}'`, or an object in cdk.json. */
const environment = z.unknown().transform((value, context) => {
  const parsed = variables.safeParse(typeof value === 'string' ? parseJson(value) : value);
  if (parsed.success) return parsed.data;
  context.addIssue('must be a JSON object of strings');
  return z.NEVER;
});

const STAGES = ['dev', 'prod'] as const;
export type Stage = (typeof STAGES)[number];

/** What a stage can be told: `-c name=value`, or an object under the stage's name in cdk.json. */
const settingsSchema = z
  .object({
    stage: z.enum(STAGES, `must be ${STAGES.join(' or ')}`),
    /** Merged into both functions' environment, over what the stack sets. */
    environment: environment.prefault({}),
    /** `local` ships the built-in engine and its model inside the functions. */
    translator: z.enum(['amazon', 'local'], 'must be amazon or local').default('amazon'),
    /** CSV with a header such as `fr,en`: the newsroom's terms. */
    glossary: text.optional(),
    /** Bedrock model or inference profile for abstractive summaries; off when unset. */
    bedrockModel: z
      .string()
      .regex(/^[a-z0-9][a-zA-Z0-9.:-]*$/, 'must be a model id such as amazon.nova-lite-v1:0')
      .optional(),
    /** Characters a month that may be billed; 0 refuses every paid call. */
    monthlyCharacterBudget: count(0, 1e12),
    /** One API key for each name; add a name to rotate, then remove the old one. */
    apiKeys: list.pipe(z.array(z.string().regex(/^[A-Za-z0-9-]{1,64}$/)).min(1)).default(['default']),
    /** For each API key. */
    requestsPerSecond: count(1, 10_000),
    requestBurst: count(1, 5_000),
    requestsPerMonth: count(1, 1e9),
    /** Articles that the queue hands out at a time: the natural throttle of Amazon Translate. Lambda's least is 2. */
    eventConcurrency: count(2, 1_000),
    logRetentionDays: count(1, 3653),
    inboxRetentionDays: count(1, 3650),
    /** Receives every alarm, after confirming the subscription. */
    alarmEmail: z.email('must be an e-mail address').optional(),
    /** Where alarms find their runbook; the anchor is appended. */
    runbook: text.default('docs/operations.md'),
    waf: flag.default(false),
    /** A name of one's own for the API; all of `certificateArn` (same region) is needed with it. */
    domainName: z
      .string()
      .regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'must be a host name')
      .optional(),
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
  });

export type StageSettings = Readonly<z.output<typeof settingsSchema>>;

/** Whether the functions translate by themselves: always, or once the month's budget is spent. */
export function needsLocalEngine({ translator, environment }: StageSettings): boolean {
  return translator === 'local' || environment.DEPECHE_OVER_BUDGET === 'local';
}

const STAGE_DEFAULTS: Record<Stage, Record<string, unknown>> = {
  dev: {
    monthlyCharacterBudget: 1_000_000,
    requestsPerSecond: 10,
    requestBurst: 20,
    requestsPerMonth: 100_000,
    eventConcurrency: 2,
    logRetentionDays: 7,
    inboxRetentionDays: 7,
  },
  prod: {
    monthlyCharacterBudget: 20_000_000,
    requestsPerSecond: 50,
    requestBurst: 100,
    requestsPerMonth: 1_000_000,
    eventConcurrency: 5,
    logRetentionDays: 90,
    inboxRetentionDays: 30,
  },
};

/**
 * Settings of the stage that `-c stage=` names (`dev` without it). A name given with `-c` wins over the stage's object in
 * cdk.json, which wins over the stage's defaults. Throws an `Error` that lists every bad setting by name.
 */
export function readSettings(readContext: (name: string) => unknown): StageSettings {
  const stage = readContext('stage') ?? 'dev';
  const fromFile = typeof stage === 'string' ? readContext(stage) : undefined;
  const names = Object.keys(settingsSchema.shape);
  const unknownNames = Object.keys(fromFile ?? {}).filter((name) => !names.includes(name));
  const given = names.map((name) => [name, readContext(name)]).filter(([, value]) => value !== undefined);
  const defaults = STAGES.find((name) => name === stage);
  const parsed = settingsSchema.safeParse({
    ...(defaults ? STAGE_DEFAULTS[defaults] : STAGE_DEFAULTS.dev),
    ...(fromFile ?? {}),
    ...Object.fromEntries(given),
    stage,
  });
  const problems = [
    ...unknownNames.map((name) => `${name}: is no setting`),
    ...(parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? []),
  ];
  if (!parsed.success || problems.length > 0) {
    throw new Error(`These context settings can't be used:\n${problems.map((line) => `  ${line}`).join('\n')}`);
  }
  return parsed.data;
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
