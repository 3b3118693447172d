import { suggestName } from '../shared/config/nearest-name.ts';
import { describeMissingModels } from './settings/model-variables.ts';
import { ENGINES, FALLBACKS } from '../shared/config/settings.ts';
import { enginesOf } from './settings/engines-of.ts';
import { SettingsError } from './settings/settings-error.ts';
import { STAGE_DEFAULTS, STAGES, type StageSettings, settingsSchema } from './settings/settings-schema.ts';

/** Names of the CDK itself and of its libraries, such as `aws:cdk:enable-path-metadata` or `@aws-cdk/core:…`. */
const FOREIGN_NAME = /[:/@]/;

const NAMES = Object.keys(settingsSchema.shape);

/** Whether the functions translate by themselves: always, where asked to, as a fallback, or once the month's budget is spent. */
export function needsLocalEngine(settings: StageSettings): boolean {
  return enginesOf(settings).has('local');
}

/**
 * Settings of the stage that `-c stage=` names (`dev` without it), from all of the app's context. A name given with `-c`
 * wins over the stage's object in cdk.json, which wins over the stage's defaults; what is empty counts as not given.
 * Throws a `SettingsError` that lists every bad setting by name.
 */
export function readSettings(context: Readonly<Record<string, unknown>>): StageSettings {
  const stage = STAGES.find((name) => name === (context.stage ?? 'dev'));
  const objects = STAGES.filter((name) => context[name] !== undefined);
  const ofStages = objects.map((name) => [name, asObject(context[name])] as const);
  const own = Object.keys(context).filter((name) => !FOREIGN_NAME.test(name));
  const unknown = [
    ...own.filter((name) => !NAMES.includes(name) && !STAGES.some((known) => known === name)),
    ...ofStages.flatMap(([, settings]) => Object.keys(settings ?? {}).filter((name) => !NAMES.includes(name))),
  ];
  const given = Object.fromEntries(NAMES.map((name) => [name, context[name]]).filter(([, value]) => isGiven(value)));
  const parsed = settingsSchema.safeParse({
    ...STAGE_DEFAULTS[stage ?? 'dev'],
    ...ofStages.find(([name]) => name === stage)?.[1],
    stage: 'dev',
    ...given,
  });
  const problems = [
    ...unknown.map((name) => `${name} is not known${suggestName(name, NAMES)}`),
    ...ofStages.flatMap(([name, settings]) => (settings ? [] : [`${name}: must be an object of settings`])),
    ...(parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []),
  ];
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);
  const settings = withEnvironment(parsed.data);
  if (settings.localModel !== undefined && !needsLocalEngine(settings)) {
    throw new SettingsError([
      'localModel: needs translator=local, or local in enginesAllowed, as translatorFallback or as DEPECHE_OVER_BUDGET in environment',
    ]);
  }
  if (isUselessFallback(settings)) {
    throw new SettingsError([
      'translatorFallback: must be another engine than the only one; name another in translator or enginesAllowed, or leave it out',
    ]);
  }
  const missing = describeMissingModels(settings);
  if (missing.length > 0) throw new SettingsError(missing);
  return settings;
}

/** What is the engine of the stage already stands in for nothing, where no request may choose another. */
function isUselessFallback({ translator, translatorFallback, enginesAllowed }: StageSettings): boolean {
  return translatorFallback === translator && enginesAllowed.every((name) => name === translator);
}

/** What the functions are told in `environment` is what the stack must fit: permissions, memory, what is shipped. */
function withEnvironment(settings: StageSettings): StageSettings {
  const {
    DEPECHE_BEDROCK_MODEL: bedrockModel,
    DEPECHE_OPENAI_SECRET_ARN: openaiSecretArn,
    ...given
  } = settings.environment;
  const translator = ENGINES.find((name) => name === given.DEPECHE_TRANSLATOR);
  const translatorFallback = FALLBACKS.find((name) => name === given.DEPECHE_TRANSLATOR_FALLBACK);
  const allowed = given.DEPECHE_ENGINES_ALLOWED?.split(',').map((name) => name.trim());
  return {
    ...settings,
    ...(translator !== undefined && { translator }),
    ...(translatorFallback !== undefined && { translatorFallback }),
    ...(allowed !== undefined && { enginesAllowed: ENGINES.filter((name) => allowed.includes(name)) }),
    ...(bedrockModel !== undefined && { bedrockModel }),
    ...(openaiSecretArn !== undefined && { openaiSecretArn }),
  };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== '';
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : undefined;
}
