import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { findLocalModel } from '../../infra/build/find-local-model.ts';
import { readGlossaryFile } from '../../infra/data/glossary.ts';
import { readSettings } from '../../infra/settings.ts';
import { SettingsError } from '../../infra/settings/settings-error.ts';
import { settingsSchema } from '../../infra/settings/settings-schema.ts';

const read = (context: Record<string, unknown>) => readSettings(context);
const environment = (variables: Record<string, string>) => ({ environment: JSON.stringify(variables) });

describe('readSettings', () => {
  test('is the dev stage with Amazon Translate unless told', () => {
    expect(read({})).toMatchObject({ stage: 'dev', translator: 'amazon', environment: {}, waf: false });
  });

  test('merges the environment given as JSON on the command line', () => {
    expect(read(environment({ AWS_ENDPOINT_URL: 'http://localhost:4566' })).environment).toEqual({
      AWS_ENDPOINT_URL: 'http://localhost:4566',
    });
  });

  test('takes the command line before the file, and the file before the defaults of the stage', () => {
    const prod = { requestsPerSecond: 7, logRetentionDays: 30 };
    const settings = read({ stage: 'prod', prod, requestsPerSecond: '9', noAlarmRecipient: 'true' });
    expect(settings).toMatchObject({ requestsPerSecond: 9, logRetentionDays: 30, monthlyCharacterBudget: 20_000_000 });
  });

  test('takes what is empty as not given, as a workflow passes a variable that is not set', () => {
    expect(read({ alarmEmail: '', monthlyCharacterBudget: '' })).toMatchObject({ monthlyCharacterBudget: 1_000_000 });
  });

  test.each([{ alarmEmail: 'desk@example.org' }, { alarmTopicArn: 'arn:aws:sns:eu-west-3:111111111111:desk' }])(
    'takes a prod stage whose alarms go to %j',
    (context) => {
      expect(read({ stage: 'prod', ...context })).toMatchObject(context);
    },
  );

  test('leaves the names of the CDK and of its libraries to them', () => {
    const context = { 'aws:cdk:enable-path-metadata': true, '@aws-cdk/core:x': 1, 'availability-zones:account=1': [] };
    expect(read({ ...cdkJson.context, ...context })).toMatchObject({ stage: 'dev' });
  });

  const wrong: [Record<string, unknown>, string][] = [
    [{ stage: 'production' }, 'stage: must be dev or prod'],
    [{ monthlyCharacterBuget: 1 }, 'monthlyCharacterBuget is not known; did you mean monthlyCharacterBudget?'],
    [{ Region: 'eu-west-3' }, 'Region is not known; did you mean region?'],
    [{ somethingElseAltogether: 1 }, 'somethingElseAltogether is not known'],
    [{ dev: { budget: 1 } }, 'budget is not known'],
    [{ prod: { alarmMail: 'a@b.example' } }, 'alarmMail is not known; did you mean alarmEmail?'],
    [{ dev: 'eu-west-3' }, 'dev: must be an object of settings'],
    [{ account: '1234' }, 'account: must be the 12 digits of an account'],
    [{ region: 'Paris' }, 'region: must be a region such as eu-west-3'],
    [{ environment: 'no json' }, 'environment: must be a JSON object of strings'],
    [{ environment: '{"A":1}' }, 'environment: must be a JSON object of strings'],
    [environment({ DEPECHE_RESULT_TTL_DAY: '3' }), 'did you mean DEPECHE_RESULT_TTL_DAYS?'],
    [environment({ DEPECHE_RESULT_TTL_DAYS: '0' }), 'DEPECHE_RESULT_TTL_DAYS must be a whole number from 1 to 3650'],
    [environment({ DEPECHE_OVER_BUDGET: 'stop' }), 'DEPECHE_OVER_BUDGET must be one of reject, local, clean-only'],
    [environment({ DEPECHE_KEEP_KEYS_APART: 'ture' }), 'DEPECHE_KEEP_KEYS_APART must be one of true, false'],
    [environment({ LOG_LEVEL: 'loud' }), 'LOG_LEVEL must be one of'],
    [environment({ AWS_REGION: 'eu-west-3' }), 'environment: AWS_REGION is set by Lambda'],
    [environment({ AWS_LAMBDA_FUNCTION_NAME: 'f' }), 'AWS_LAMBDA_FUNCTION_NAME is set by Lambda'],
    [environment({ DEPECHE_TABLE: 'mine' }), 'DEPECHE_TABLE names what the stack makes'],
    [{ translator: 'google' }, 'translator: must be amazon or bedrock or openai or local'],
    [{ enginesAllowed: 'local,google' }, 'enginesAllowed.1: may name amazon, bedrock, openai, local'],
    [{ translatorFallback: 'google' }, 'translatorFallback: must be one of amazon, local, none'],
    [
      environment({ DEPECHE_ENGINES_ALLOWED: 'google' }),
      'DEPECHE_ENGINES_ALLOWED must be one of amazon, bedrock, openai, local',
    ],
    [{ monthlyCharacterBudget: 'many' }, 'monthlyCharacterBudget: '],
    [{ alarmEmail: 'nobody' }, 'alarmEmail: must be an e-mail address'],
    [{ alarmTopicArn: 'desk' }, 'alarmTopicArn: must be the ARN of an SNS topic'],
    [{ stage: 'prod' }, 'alarmEmail: prod needs it, or alarmTopicArn, or an explicit noAlarmRecipient=true'],
    [{ stage: 'prod', noAlarmRecipient: 'false' }, 'alarmEmail: prod needs it'],
    [{ waf: 'maybe' }, 'waf: must be true or false'],
    [{ corsOrigins: 'desk' }, 'corsOrigins.0: must be an origin such as'],
    [{ domainName: 'news.example.org' }, 'domainName: needs certificateArn'],
    [{ hostedZoneId: 'Z1', hostedZoneName: 'example.org' }, 'hostedZoneId: needs domainName'],
    [{ eventConcurrency: 1 }, 'eventConcurrency: '],
    [{ trafficShift: 'canary' }, 'trafficShift: must be one of all-at-once, canary-5-minutes'],
    [{ without: 'codedeploy,lambda' }, 'without.1: may name codedeploy, budgets, termination-protection'],
    [{ commit: 'a commit' }, 'commit: must be the id of a commit'],
    [environment({ DEPECHE_COMMIT: 'abc' }), 'DEPECHE_COMMIT names what the stack makes'],
    [{ eventConcurrency: 9, eventReservedConcurrency: 5 }, 'eventReservedConcurrency: must cover eventConcurrency'],
    [{ monthlyBudgetUsd: 50 }, 'monthlyBudgetUsd: needs alarmEmail'],
    [{ probeMinutes: 0 }, 'probeMinutes: '],
    [{ bedrockModel: 'm', bedrockInputPrice: 0 }, 'bedrockOutputPrice: is needed with DEPECHE_BEDROCK_MODEL'],
    [
      environment({ DEPECHE_BEDROCK_MODEL: 'm', DEPECHE_BEDROCK_OUTPUT_PRICE: '3' }),
      'bedrockInputPrice: is needed with DEPECHE_BEDROCK_MODEL',
    ],
    [{ translator: 'bedrock' }, 'bedrockModel: is needed where DEPECHE_TRANSLATOR names its model'],
    [
      { enginesAllowed: 'openai', openaiModel: 'm', openaiInputPrice: 0, openaiOutputPrice: 0 },
      'openaiBaseUrl: is needed where DEPECHE_ENGINES_ALLOWED names its model',
    ],
    [{ openaiBaseUrl: 'llm.example.org' }, 'openaiBaseUrl: must be an address such as https://llm.example.org/v1'],
    [
      { openaiSecretArn: 'arn:aws:secretsmanager:eu-west-3:111111111111:secret:llm' },
      'openaiSecretArn: must be the whole ARN',
    ],
    [environment({ DEPECHE_OPENAI_API_KEY: 'sk' }), 'DEPECHE_OPENAI_API_KEY would stand in the template'],
    [{ openaiInputPrice: 'free' }, 'openaiInputPrice: must be USD per million tokens such as 3 or 0.06'],
    [{ openaiOutputPrice: '-1' }, 'openaiOutputPrice: must be USD per million tokens'],
    [{ bedrockInputPrice: '3 USD' }, 'bedrockInputPrice: must be USD per million tokens'],
    [{ bedrockOutputPrice: '1e3' }, 'bedrockOutputPrice: must be USD per million tokens'],
    [{ bedrockModel: 'a model' }, 'bedrockModel: must be a model id such as amazon.nova-lite-v1:0'],
    [{ dev: { localModel: 5 } }, 'localModel: must be a text'],
    [{ localModel: 'models/mine' }, 'localModel: needs translator=local'],
    [{ translatorFallback: 'amazon' }, 'translatorFallback: must be another engine than the only one'],
    [
      { translator: 'local', enginesAllowed: 'local', translatorFallback: 'local' },
      'translatorFallback: must be another engine than the only one',
    ],
    [{ dev: { glossary: ['terms.csv'] } }, 'glossary: must be a text'],
    [{ dev: { runbook: 5 } }, 'runbook: must be a text'],
    [{ apiKeys: 'desk,the wire' }, 'apiKeys.1: must be a name of letters, digits and hyphens'],
    [{ apiKeys: 'desk,desk' }, 'apiKeys: must be different names'],
    [{ requestsPerSecond: 0 }, 'requestsPerSecond: must be a whole number from 1 to 10000'],
    [{ requestBurst: '1.5' }, 'requestBurst: must be a whole number from 1 to 5000'],
    [{ requestsPerMonth: 'all' }, 'requestsPerMonth: must be a whole number'],
    [{ httpReservedConcurrency: -1 }, 'httpReservedConcurrency: must be a whole number'],
    [{ eventReservedConcurrency: 'two' }, 'eventReservedConcurrency: must be a whole number'],
    [{ logRetentionDays: 8 }, 'logRetentionDays: must be one of 1, 3, 5, 7, 14, 30'],
    [{ inboxRetentionDays: 0 }, 'inboxRetentionDays: must be a whole number from 1 to 3650'],
    [{ noAlarmRecipient: 'yes' }, 'noAlarmRecipient: must be true or false'],
    [{ apiExecutionLogs: 'on' }, 'apiExecutionLogs: must be true or false'],
    [{ domainName: 'https://news.example.org', certificateArn: 'arn:c' }, 'domainName: must be a host name'],
    [{ domainName: 'news.example.org', certificateArn: 'cert' }, 'certificateArn: must be the ARN of a certificate'],
    [
      { domainName: 'news.example.org', certificateArn: 'arn:c', hostedZoneName: 'example.org' },
      'needs hostedZoneName',
    ],
    [environment({ DEPECHE_API_KEYS: 'desk' }), 'DEPECHE_API_KEYS is for npm start alone'],
  ];

  test.each(wrong)('refuses %j in one line', (context, message) => {
    expect(() => read(context)).toThrow(message);
    expect(() => read(context)).not.toThrow('\n');
  });

  test('has a wrong value of every setting among those', () => {
    const tried = wrong.flatMap(([{ dev, prod, ...given }]) =>
      [given, dev, prod].flatMap((settings) => (typeof settings === 'object' ? Object.keys(settings ?? {}) : [])),
    );
    expect(Object.keys(settingsSchema.shape).filter((name) => !tried.includes(name))).toEqual([]);
  });

  test('takes a model with its prices, wherever they are said', () => {
    const model = { bedrockModel: 'm', bedrockInputPrice: '0' };
    expect(read({ ...model, ...environment({ DEPECHE_BEDROCK_OUTPUT_PRICE: '3' }) })).toMatchObject(model);
  });

  test('lists every bad setting at once, and no value', () => {
    const act = () => read({ stage: 'dev', alarmEmail: 'secret-value', waf: 'secret-value' });
    expect(act).toThrow(/alarmEmail: [\s\S]*waf: |waf: [\s\S]*alarmEmail: /);
    expect(act).not.toThrow('secret-value');
  });
});

test('a setting that is wrong stops synth with its line and nothing else', () => {
  const { status, stderr, stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'infra/app.ts'], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify({ monthlyCharacterBuget: '1' }) },
    encoding: 'utf8',
  });
  const line = 'The setting monthlyCharacterBuget is not known; did you mean monthlyCharacterBudget?\n';
  expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: line });
});

test('a file that is named and not there is a wrong setting too', () => {
  expect(() => readGlossaryFile('no-such-terms.csv')).toThrow(SettingsError);
  expect(() => readGlossaryFile('no-such-terms.csv')).toThrow(/^The setting glossary: the file cannot be read; .*$/);
  const find = () => findLocalModel('no-such-model', tmpdir());
  expect(find).toThrow(SettingsError);
  expect(find).toThrow(/^The setting localModel: must be a folder with a model .*$/);
});
