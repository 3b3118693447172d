import { type EngineSettings, enginesOf } from './engines-of.ts';
import type { StageSettings } from './settings-schema.ts';

/** Regions with Amazon Translate (AWS General Reference, "Amazon Translate endpoints and quotas"). */
const TRANSLATE_REGIONS: ReadonlySet<string> = new Set([
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'us-gov-west-1', 'ca-central-1'],
  ...['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3'],
  ...['ap-east-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
]);

/** Where an inference profile can be called from, by its prefix (Bedrock user guide, "Supported Regions and models"). */
const PROFILE_REGIONS: Readonly<Record<string, RegExp>> = {
  us: /^(us-(east|west)|ca)-/,
  'us-gov': /^us-gov-/,
  eu: /^eu-/,
  apac: /^ap-/,
  jp: /^ap-northeast-[13]$/,
  au: /^ap-southeast-[24]$/,
  ca: /^ca-/,
  global: /^/,
};

/** Models that a plain id reaches in few regions only; everywhere else they want a profile (the same guide). */
const PLAIN_MODELS: readonly (readonly [model: RegExp, regions: RegExp])[] = [
  [/^amazon\.nova-(micro|lite|pro)-/, /^us-(east|gov-west)-1$/],
];

/**
 * What the pinned region of a stage lacks of the engines that it is set to, one sentence each; nothing without a pin.
 * AWS adds regions and models, so this is a warning and not an error.
 */
export function findMissingEngines(
  settings: EngineSettings & Pick<StageSettings, 'region' | 'bedrockModel'>,
): string[] {
  const { region, bedrockModel, environment } = settings;
  const warnings: string[] = [];
  if (region !== undefined && enginesOf(settings).has('amazon') && !TRANSLATE_REGIONS.has(region)) {
    warnings.push(`Amazon Translate is not known to be in ${region}: what it is to translate would fail.`);
  }
  const bedrockRegion = environment.DEPECHE_BEDROCK_REGION ?? region;
  if (bedrockRegion !== undefined && bedrockModel !== undefined && !hasModel(bedrockRegion, bedrockModel)) {
    warnings.push(`The Bedrock model ${bedrockModel} is not known to be callable in ${bedrockRegion}.`);
  }
  return warnings;
}

function hasModel(region: string, model: string): boolean {
  const profile = Object.keys(PROFILE_REGIONS).find((prefix) => model.startsWith(`${prefix}.`));
  if (profile !== undefined) return PROFILE_REGIONS[profile]?.test(region) === true;
  return PLAIN_MODELS.every(([pattern, regions]) => !pattern.test(model) || regions.test(region));
}
