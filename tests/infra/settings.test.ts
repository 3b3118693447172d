import { describe, expect, test } from 'vitest';
import { readSettings } from '../../infra/settings.ts';

const read = (context: Record<string, unknown>) => readSettings((name) => context[name]);

describe('readSettings', () => {
  test('is the dev stage with Amazon Translate unless told', () => {
    expect(read({})).toMatchObject({ stage: 'dev', translator: 'amazon', environment: {}, waf: false });
  });

  test('merges the environment given as JSON on the command line', () => {
    expect(read({ environment: '{"AWS_ENDPOINT_URL":"http://localhost:4566"}' }).environment).toEqual({
      AWS_ENDPOINT_URL: 'http://localhost:4566',
    });
  });

  test('takes the command line before the file, and the file before the defaults of the stage', () => {
    const prod = { requestsPerSecond: 7, logRetentionDays: 30 };
    const settings = read({ stage: 'prod', prod, requestsPerSecond: '9' });
    expect(settings).toMatchObject({ requestsPerSecond: 9, logRetentionDays: 30, monthlyCharacterBudget: 20_000_000 });
  });

  test.each([
    [{ stage: 'production' }, 'stage: must be dev or prod'],
    [{ environment: 'no json' }, 'environment: must be a JSON object of strings'],
    [{ environment: '{"A":1}' }, 'environment: must be a JSON object of strings'],
    [{ translator: 'google' }, 'translator: must be amazon or local'],
    [{ alarmEmail: 'nobody' }, 'alarmEmail: must be an e-mail address'],
    [{ domainName: 'news.example.org' }, 'domainName: needs certificateArn'],
    [{ hostedZoneId: 'Z1', hostedZoneName: 'example.org' }, 'hostedZoneId: needs domainName'],
    [{ dev: { budget: 1 } }, 'budget: is no setting'],
    [{ eventConcurrency: 1 }, 'eventConcurrency: '],
  ])('refuses %j', (context, message) => {
    expect(() => read(context)).toThrow(message);
  });

  test('lists every bad setting at once, and no value', () => {
    const act = () => read({ stage: 'dev', alarmEmail: 'secret-value', waf: 'secret-value' });
    expect(act).toThrow(/alarmEmail: [\s\S]*waf: |waf: [\s\S]*alarmEmail: /);
    expect(act).not.toThrow('secret-value');
  });
});
