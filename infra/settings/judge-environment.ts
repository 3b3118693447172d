import { ConfigError, loadConfig } from '../../shared/config/load-config.ts';
import { suggestName } from '../../shared/config/nearest-name.ts';
import { SETTINGS, type SettingName } from '../../shared/config/settings.ts';

/** Names that are nobody's to set here, and why. */
const TAKEN: readonly (readonly [names: RegExp, why: string])[] = [
  // Functions must agree on these with the stack.
  [
    /^DEPECHE_(TABLE|INBOX_BUCKET|BUS|QUEUE_URL|DEAD_LETTER_QUEUE_URL|TRIAL_HTTP|TRIAL_EVENTS|COMMIT)$/,
    'names what the stack makes, and is set by it',
  ],
  // Where this machine listens and whom it lets in; a key among them would stand in the template for everybody to read.
  [/^DEPECHE_(HOST|PORT|API_KEYS)$/, 'is for npm start alone'],
  // A template shows secrets to everybody who may read the stack.
  [/^DEPECHE_OPENAI_API_KEY$/, 'would stand in the template: name its secret with openaiSecretArn'],
  // Lambda sets these itself and lets nobody set them (Lambda guide, "Defined runtime environment variables").
  [
    /^(AWS_(DEFAULT_REGION|REGION|EXECUTION_ENV|ACCESS_KEY(_ID)?|SECRET_ACCESS_KEY|SESSION_TOKEN|LAMBDA_(FUNCTION_(NAME|MEMORY_SIZE|VERSION)|INITIALIZATION_TYPE|LOG_(GROUP|STREAM)_NAME|RUNTIME_API))|LAMBDA_(TASK_ROOT|RUNTIME_DIR))$/,
    'is set by Lambda',
  ],
];

const NAMES = Object.keys(SETTINGS) as SettingName[];
const isSetting = (name: string): name is SettingName => name in SETTINGS;

/**
 * What is wrong with variables for the functions, one line each, by the service's own settings: functions that start with
 * a bad one answer nothing. Names that do not begin with `DEPECHE_` are others' and pass.
 */
export function judgeEnvironment(environment: Readonly<Record<string, string>>): string[] {
  const given = Object.keys(environment);
  const unknown = given.filter((name) => name.startsWith('DEPECHE_') && !isSetting(name));
  return [
    ...unknown.map((name) => `${name} is no setting of the service${suggestName(name, NAMES)}`),
    ...TAKEN.flatMap(([names, why]) => given.filter((name) => names.test(name)).map((name) => `${name} ${why}`)),
    ...judgeValues(environment, given.filter(isSetting)),
  ];
}

function judgeValues(environment: Readonly<Record<string, string>>, names: readonly SettingName[]): string[] {
  try {
    loadConfig(environment, names);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ name, detail }) => `${name} ${detail}`);
  }
}
