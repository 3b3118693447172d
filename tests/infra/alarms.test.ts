import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { readKeptTemplate } from '../support/kept-builds/kept-template.ts';
import { resolveTemplate } from '../support/policy/resolve-template.ts';
import { findAlarms } from './find-alarms.ts';

interface Metric {
  Namespace: string;
  MetricName: string;
  Dimensions: { Name: string; Value: string }[];
}

interface AlarmProperties {
  AlarmDescription: string;
  Threshold: number;
  EvaluationPeriods: number;
  TreatMissingData: string;
}

const withProbe = { probeMinutes: 5, noAlarmRecipient: true };
const readStage = async (stage: string) => {
  const raw = await readKeptTemplate({ stage, ...withProbe });
  return { stage, template: resolveTemplate(raw), paging: new Set(Object.keys(findAlarms(raw.Resources).paging)) };
};
const stages = await Promise.all(['dev', 'prod'].map(readStage));

const alarmsOf = ({ template, paging }: (typeof stages)[number]) =>
  template
    .ofType('AWS::CloudWatch::Alarm')
    .filter(({ id }) => paging.has(id))
    .map(({ id, Properties }) => ({
      id,
      properties: Properties as unknown as AlarmProperties,
      metrics: [Properties as unknown as Metric],
    }));

const show = ({ Namespace, MetricName, Dimensions }: Metric) => {
  const by = Dimensions.map(({ Name, Value }) => `${Name}=${Value}`).sort();
  return `${Namespace} ${MetricName} ${by.join(' ')}`;
};

describe.each(stages)('the alarms of stage $stage', ({ stage, template, paging }) => {
  const alarms = alarmsOf({ stage, template, paging });
  const one = (type: string, matches: (properties: Record<string, unknown>) => boolean = () => true) => {
    const [found] = template.ofType(type).filter(({ Properties }) => matches(Properties));
    return found ? template.ref(found.id) : 'none';
  };

  test('each is fed: by the stage’s own API, functions, queues and rules, or by the service in this stage', () => {
    const [api] = template.ofType('AWS::ApiGateway::RestApi');
    const described = (text: string) =>
      one('AWS::Lambda::Function', ({ Description }) => String(Description).includes(text));
    const queueName = (isSource: boolean) =>
      one('AWS::SQS::Queue', ({ RedrivePolicy }) => (RedrivePolicy !== undefined) === isSource)
        .split('/')
        .at(-1);
    const ruleName = (text: string) =>
      one('AWS::Events::Rule', ({ Description }) => String(Description).includes(text));
    const bus = one('AWS::Events::EventBus');
    // What AWS sends and by which dimensions: the guides of each service, "metrics and dimensions".
    const sentByAws = new Set([
      ...['5XXError', 'Latency'].map(
        (name) => `AWS/ApiGateway ${name} ApiName=${String(api?.Properties.Name)} Stage=${stage}`,
      ),
      ...['the HTTP API', 'the inbox and the bus', 'from outside'].flatMap((text) =>
        ['Errors', 'Throttles', 'AsyncEventsDropped'].map(
          (name) => `AWS/Lambda ${name} FunctionName=${described(text)}`,
        ),
      ),
      ...[true, false].flatMap((isSource) =>
        [
          'ApproximateNumberOfMessagesVisible',
          'ApproximateNumberOfMessagesNotVisible',
          'ApproximateAgeOfOldestMessage',
        ].map((name) => `AWS/SQS ${name} QueueName=${queueName(isSource)}`),
      ),
      ...['FailedInvocations', 'InvocationsFailedToBeSentToDlq'].flatMap((name) => [
        `AWS/Events ${name} RuleName=${ruleName('inbox bucket')}`,
        `AWS/Events ${name} EventBusName=${bus} RuleName=${ruleName('announced on the bus')}`,
      ]),
    ]);
    const metrics = alarms.flatMap((alarm) => alarm.metrics);
    const ours = metrics.filter(({ Namespace }) => Namespace === 'Depeche');
    expect(ours.length).toBeGreaterThan(5);
    for (const metric of ours) {
      expect(show(metric)).toBe(`Depeche ${metric.MetricName} service=depeche stage=${stage}`);
    }
    const theirs = metrics.filter((metric) => !ours.includes(metric)).map(show);
    expect(theirs.filter((metric) => !sentByAws.has(metric))).toEqual([]);
    for (const { Properties } of template.ofType('AWS::Lambda::Function')) {
      const { Variables } = Properties.Environment as { Variables: Record<string, string> };
      if (Variables.DEPECHE_TABLE) expect(Variables.DEPECHE_STAGE).toBe(stage);
    }
  });

  test('the API has a name of its own, by which it is measured', () => {
    const [api] = template.ofType('AWS::ApiGateway::RestApi');
    expect(api?.Properties.Name).toBe(`Depeche-${stage}`);
  });

  test('no single error and no message that is delivered again wakes anybody up', () => {
    const once = alarms.filter(({ properties }) => properties.Threshold <= 1 && properties.EvaluationPeriods === 1);
    // What is lost, buried or refused for good; each for itself is somebody's article.
    expect(once.map(({ metrics }) => metrics[0]?.MetricName).sort()).toEqual([
      'ApproximateNumberOfMessagesVisible',
      'BudgetRejected',
      'InvocationsFailedToBeSentToDlq',
      'InvocationsFailedToBeSentToDlq',
    ]);
    const [source] = template.ofType('AWS::SQS::Queue').filter(({ Properties }) => Properties.RedrivePolicy);
    const age = alarms.find(({ metrics }) => metrics[0]?.MetricName === 'ApproximateAgeOfOldestMessage');
    // SQS leaves a message out of the age once it was delivered three times.
    expect(age?.properties.Threshold).toBeGreaterThan(3 * Number(source?.Properties.VisibilityTimeout));
  });

  test('each is over one metric: not every endpoint computes alarms of several', () => {
    for (const { properties } of alarms) expect(properties).not.toHaveProperty('Metrics');
  });

  test('a probe that falls silent is an alarm; any other silence is health, or keeps what a budget said', () => {
    const silent = (treatment: string) =>
      alarms
        .filter(({ properties }) => properties.TreatMissingData === treatment)
        .map(({ metrics }) => metrics[0]?.MetricName);
    expect(silent('breaching')).toEqual(['Errors']);
    expect(silent('ignore').sort()).toEqual(['BudgetRejected', 'BudgetUsedPercent', 'MoneyBudgetUsedPercent']);
  });
});

describe('the runbook', () => {
  const runbook = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
  const [, afterIt = ''] = runbook.split('\n## Runbook\n');
  const [entries = ''] = afterIt.split('\n## ');

  test('has an entry for each alarm that wakes somebody up, and no other', () => {
    const [stage] = stages;
    if (!stage) throw new Error('No stage.');
    const linked = alarmsOf(stage).map(({ properties }) => properties.AlarmDescription.split('#').at(-1));
    const titles = [...entries.matchAll(/^### (.+)$/gm)].map(([, title = '']) => title);
    expect(titles.map((title) => title.toLowerCase().replaceAll(' ', '-')).sort()).toEqual([...new Set(linked)].sort());
  });

  test('comes first, then what an operator on call needs, in that order', () => {
    const chapters = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(chapters.slice(0, 7)).toEqual([
      'Runbook',
      'Dashboard',
      'Redrive',
      'Rollback',
      'Restore',
      'Upgrade',
      'Deploy',
    ]);
  });
});

test('the probe runs as often as it is told to, may do nothing but log, and is not there unless asked for', async () => {
  const template = Template.fromJSON(await readKeptTemplate(withProbe));
  template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(5 minutes)' });
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumRetryAttempts: 0 });
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
  expect(alarms.filter(({ Properties }) => Properties.AlarmDescription.includes('#probe'))).toHaveLength(2);
  const without = Template.fromJSON(await readKeptTemplate());
  expect(Object.keys(without.findResources('AWS::Lambda::Function'))).toHaveLength(3);
});
