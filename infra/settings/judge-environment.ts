import { ConfigError, loadConfig } from '../../shared/config/load-config.ts';
import { suggestName } from '../../shared/config/nearest-name.ts';
import { SETTINGS, type SettingName } from '../../shared/config/settings.ts';

/** What the stack makes and both functions must agree on with it. */
const MADE_BY_THE_STACK: ReadonlySet<string> = new Set([
  'DEPECHE_TABLE',
  'DEPECHE_INBOX_BUCKET',
  'DEPECHE_BUS',
  'DEPECHE_QUEUE_URL',
  'DEPECHE_DEAD_LETTER_QUEUE_URL',
  'DEPECHE_TRIAL_HTTP',
  'DEPECHE_TRIAL_EVENTS',
  'DEPECHE_COMMIT',
]);

/** Where this machine listens and whom it lets in; a key among them would stand in the template for everybody to read. */
const OF_NPM_START: ReadonlySet<string> = new Set(['DEPECHE_HOST', 'DEPECHE_PORT', 'DEPECHE_API_KEYS']);

/** Secrets: a template shows them to everybody who may read the stack. */
const SECRET: ReadonlySet<string> = new Set(['DEPECHE_OPENAI_API_KEY']);

/** What Lambda sets itself and lets nobody set (Lambda guide, "Defined runtime environment variables"). */
const SET_BY_LAMBDA =
  /^(AWS_(DEFAULT_REGION|REGION|EXECUTION_ENV|ACCESS_KEY(_ID)?|SECRET_ACCESS_KEY|SESSION_TOKEN|LAMBDA_(FUNCTION_(NAME|MEMORY_SIZE|VERSION)|INITIALIZATION_TYPE|LOG_(GROUP|STREAM)_NAME|RUNTIME_API))|LAMBDA_(TASK_ROOT|RUNTIME_DIR))$/;

const NAMES = Object.keys(SETTINGS) as SettingName[];
const isSetting = (name: string): name is SettingName => name in SETTINGS;

/**
 * What is wrong with variables for the functions, one line each, by the service's own settings: functions that start with
 * a bad one answer nothing. Names that do not begin with `DEPECHE_` are others' and pass.
 */
export function judgeEnvironment(environment: Readonly<Record<string, string>>): string[] {
  const given = Object.keys(environment);
  const unknown = given.filter((name) => name.startsWith('DEPECHE_') && !isSetting(name));
  const made = given.filter((name) => MADE_BY_THE_STACK.has(name));
  return [
    ...unknown.map((name) => `${name} is no setting of the service${suggestName(name, NAMES)}`),
    ...made.map((name) => `${name} names what the stack makes, and is set by it`),
    ...given.filter((name) => OF_NPM_START.has(name)).map((name) => `${name} is for npm start alone`),
    ...given
      .filter((name) => SECRET.has(name))
      .map((name) => `${name} would stand in the template: name its secret with openaiSecretArn`),
    ...given.filter((name) => SET_BY_LAMBDA.test(name)).map((name) => `${name} is set by Lambda`),
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
