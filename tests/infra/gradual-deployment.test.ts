import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { readKeptTemplate } from '../support/kept-builds/kept-template.ts';
import { resolveTemplate } from '../support/policy/resolve-template.ts';
import { findAlarms } from './find-alarms.ts';
import { synthesize } from './synthesize.ts';

const withRecipient = { noAlarmRecipient: true };

interface Alarm {
  Namespace: string;
  MetricName: string;
  Dimensions: { Name: string; Value: string }[];
  Threshold: number;
  EvaluationPeriods: number;
  Period: number;
  TreatMissingData: string;
  ComparisonOperator: string;
}

/** What CloudWatch was sent within a minute, by metric and dimensions, each in the order of their names. */
type Minute = Readonly<Record<string, number>>;

const nameOf = ({ Namespace, MetricName, Dimensions }: Alarm) =>
  [Namespace, MetricName, ...Dimensions.map(({ Name, Value }) => `${Name}=${Value}`).sort()].join(' ');

/** Alarms that go off in a minute; as CloudWatch evaluates them, for the kind that is used here. */
function goingOff(alarms: readonly Alarm[], minute: Minute): string[] {
  return alarms
    .filter((alarm) => {
      expect(alarm).toMatchObject({
        EvaluationPeriods: 1,
        Period: 60,
        TreatMissingData: 'notBreaching',
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      });
      const value = minute[nameOf(alarm)];
      return value !== undefined && value >= alarm.Threshold;
    })
    .map(({ MetricName }) => MetricName);
}

async function readStage(stage: string) {
  const raw = await readKeptTemplate({ stage, ...withRecipient });
  const template = resolveTemplate(raw);
  const undoing = Object.keys(findAlarms(raw.Resources).undoing).map(
    (id) => template.resources.get(id)?.Properties as unknown as Alarm,
  );
  const functionName = (text: string) => {
    const [found] = template
      .ofType('AWS::Lambda::Function')
      .filter(({ Properties }) => String(Properties.Description).includes(text));
    return template.ref(found?.id ?? '');
  };
  const ofVersion = (metric: string, fn: string, version: string) =>
    `AWS/Lambda ${metric} ExecutedVersion=${version} FunctionName=${fn} Resource=${fn}:live`;
  return {
    stage,
    raw: Template.fromJSON(raw),
    template,
    undoing,
    http: functionName('the HTTP API'),
    events: functionName('the bus'),
    ofVersion,
  };
}

const stages = [await readStage('dev'), await readStage('prod')];

describe.each(stages)('a deployment of stage $stage', ({ stage, undoing, http, events, ofVersion, template, raw }) => {
  test('succeeds while an old letter lies among the dead ones, and while the version before buries more', () => {
    const queues = template.ofType('AWS::SQS::Queue').map(({ id }) => template.ref(id).split('/').at(-1));
    const letters = queues.map((name) => [`AWS/SQS ApproximateNumberOfMessagesVisible QueueName=${name}`, 12]);
    const before = {
      ...Object.fromEntries(letters),
      [`Depeche LettersBuried service=depeche stage=${stage} version=0`]: 3,
      [ofVersion('Errors', events, '0')]: 3,
      [`AWS/Lambda Errors FunctionName=${events}`]: 3,
    };
    expect(undoing.filter(({ Namespace }) => Namespace === 'AWS/SQS')).toEqual([]);
    expect(goingOff(undoing, before)).toEqual([]);
  });

  test('is undone by the first letter that the new version buries', () => {
    expect(goingOff(undoing, { [`Depeche LettersBuried service=depeche stage=${stage} version=1`]: 1 })).toEqual([
      'LettersBuried',
    ]);
  });

  test('is undone by one failure of either new version, by its slowness and by a defect that it answers with', () => {
    for (const fn of [http, events]) {
      expect(goingOff(undoing, { [ofVersion('Errors', fn, '1')]: 1 })).toEqual(['Errors']);
      expect(goingOff(undoing, { [ofVersion('Duration', fn, '1')]: 110_000 })).toEqual(['Duration']);
      expect(goingOff(undoing, { [ofVersion('Duration', fn, '1')]: 2_000 })).toEqual([]);
    }
    expect(goingOff(undoing, { [`Depeche InternalErrors service=depeche stage=${stage} version=1`]: 1 })).toEqual([
      'InternalErrors',
    ]);
  });

  test('starts with a trial of both new versions, whose hook may take its time but not the hour that CodeDeploy waits', () => {
    const aliases = template.ofType('AWS::Lambda::Alias');
    expect(aliases).toHaveLength(2);
    const hooks = Object.values(raw.findResources('AWS::Lambda::Alias')).map(
      ({ UpdatePolicy }) => UpdatePolicy.CodeDeployLambdaAliasUpdate,
    );
    const [hook] = Object.keys(
      raw.findResources('AWS::Lambda::Function', {
        Properties: {
          Description: Match.stringLikeRegexp('tries a new version'),
          Environment: {
            Variables: Match.objectLike({
              DEPECHE_TRIAL_HTTP: { Ref: Match.stringLikeRegexp('^HttpFunction.*CurrentVersion') },
              DEPECHE_TRIAL_EVENTS: { Ref: Match.stringLikeRegexp('^EventFunction.*CurrentVersion') },
            }),
          },
        },
      }),
    );
    expect(hooks.map(({ BeforeAllowTrafficHook }) => BeforeAllowTrafficHook)).toEqual([{ Ref: hook }, { Ref: hook }]);
    expect(new Set(hooks.map(({ DeploymentGroupName }) => DeploymentGroupName.Ref)).size).toBe(2);
  });

  test('goes back by itself when it fails, is stopped by an alarm or by its trial', () => {
    for (const { Properties } of template.ofType('AWS::CodeDeploy::DeploymentGroup')) {
      expect(Properties).toMatchObject({
        AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] },
      });
    }
  });
});

describe('how traffic goes over', () => {
  const configOf = async (context: Record<string, unknown>) => {
    const template = Template.fromJSON(await readKeptTemplate({ ...context, ...withRecipient }));
    const groups = template.findResources('AWS::CodeDeploy::DeploymentGroup');
    return [...new Set(Object.values(groups).map(({ Properties }) => Properties.DeploymentConfigName))];
  };

  test.each([
    [{ stage: 'dev' }, 'CodeDeployDefault.LambdaAllAtOnce'],
    [{ stage: 'prod' }, 'CodeDeployDefault.LambdaCanary10Percent5Minutes'],
    [{ stage: 'prod', trafficShift: 'canary-30-minutes' }, 'CodeDeployDefault.LambdaCanary10Percent30Minutes'],
    [{ stage: 'prod', trafficShift: 'linear-1-minute' }, 'CodeDeployDefault.LambdaLinear10PercentEvery1Minute'],
  ])('%j is %s', async (context, config) => {
    expect(await configOf(context)).toEqual([config]);
  });
});

describe('where the endpoint lacks CodeDeploy, Budgets or protection', () => {
  const { stack, template: lacking } = synthesize({
    stage: 'prod',
    without: 'codedeploy,budgets,termination-protection',
    monthlyBudgetUsd: 50,
    alarmEmail: 'desk@example.org',
  });

  test('the stage goes there without them, and without what serves them alone', () => {
    const types = Object.values(lacking.toJSON().Resources as Record<string, { Type: string }>).map(({ Type }) => Type);
    expect(types.filter((type) => /CodeDeploy|Budgets/.test(type))).toEqual([]);
    lacking.resourceCountIs('AWS::Lambda::Function', 2);
    expect(stack.terminationProtection).toBe(false);
    expect(synthesize({ stage: 'prod', ...withRecipient }).stack.terminationProtection).toBe(true);
    expect(findAlarms(lacking.toJSON().Resources).undoing).toEqual({});
    for (const alias of Object.values(lacking.findResources('AWS::Lambda::Alias'))) {
      expect(alias).not.toHaveProperty('UpdatePolicy');
    }
  });

  test('what callers call is the live version there, too', () => {
    lacking.resourceCountIs('AWS::Lambda::Alias', 2);
    const [mapping] = Object.values(lacking.findResources('AWS::Lambda::EventSourceMapping'));
    expect(JSON.stringify(mapping?.Properties.FunctionName)).toContain(':live');
  });
});

describe('which commit runs', async () => {
  const template = Template.fromJSON(await readKeptTemplate({ commit: '0123abc' }));

  test('is told to every function, in the tags of both that callers get, and in an output', () => {
    for (const { Properties } of Object.values(template.findResources('AWS::Lambda::Function'))) {
      expect(Properties.Environment.Variables.DEPECHE_COMMIT).toBe('0123abc');
    }
    const tagged = Object.values(template.findResources('AWS::Lambda::Function')).filter(({ Properties }) =>
      (Properties.Tags as { Key: string; Value: string }[]).some(
        ({ Key, Value }) => Key === 'commit' && Value === '0123abc',
      ),
    );
    expect(tagged).toHaveLength(2);
    for (const { Properties } of Object.values(template.findResources('AWS::Lambda::Alias'))) {
      expect(Properties.Description).toMatch(/^\d+\.\d+\.\d+ 0123abc$/);
    }
    template.hasOutput('Version', { Value: Match.stringLikeRegexp('^\\d+\\.\\d+\\.\\d+ 0123abc$') });
  });

  test('is left out where nobody knows it', async () => {
    const unknown = Template.fromJSON(await readKeptTemplate());
    unknown.allResourcesProperties('AWS::Lambda::Function', {
      Environment: { Variables: { DEPECHE_COMMIT: Match.absent() } },
    });
    unknown.hasOutput('Version', { Value: Match.stringLikeRegexp('^\\d+\\.\\d+\\.\\d+$') });
  });
});
