import { describe, expect, test } from 'vitest';
import { findAlarms } from '../infra/find-alarms.ts';
import { readKeptTemplate } from '../support/kept-builds/kept-template.ts';
import { type Call, findPermission, type Statement } from '../support/policy/evaluate.ts';
import {
  ACCOUNT,
  FUNCTION_DESCRIPTIONS,
  readRoleStatements,
  REGION,
  resolveTemplate,
} from '../support/policy/resolve-template.ts';

const readStage = async (stage: string) => {
  const raw = await readKeptTemplate({ stage, noAlarmRecipient: true });
  return { stage, template: resolveTemplate(raw), paging: new Set(Object.keys(findAlarms(raw.Resources).paging)) };
};
const stages = await Promise.all(['dev', 'prod'].map(readStage));

/** Over TLS, as AWS's own services call. */
const SECURE = { 'aws:securetransport': 'true', 'aws:sourceaccount': ACCOUNT };

describe.each(stages)('what AWS does in the name of stage $stage', ({ template, paging }) => {
  const statementsOf = (type: string) =>
    template
      .ofType(type)
      .flatMap(({ Properties }) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement);
  const queuePolicies = statementsOf('AWS::SQS::QueuePolicy');
  const topicPolicies = statementsOf('AWS::SNS::TopicPolicy');

  test('each rule may send to its queue and to its dead letters, over TLS alone', () => {
    const rules = template.ofType('AWS::Events::Rule');
    expect(rules).toHaveLength(2);
    for (const { id, Properties } of rules) {
      const targets = Properties.Targets as { Arn: string; DeadLetterConfig?: { Arn: string } }[];
      const queues = targets.flatMap(({ Arn, DeadLetterConfig }) => [Arn, DeadLetterConfig?.Arn ?? 'none']);
      expect(queues).toHaveLength(2);
      for (const resource of queues) {
        const call: Call = {
          action: 'sqs:SendMessage',
          resource,
          service: 'events.amazonaws.com',
          context: { ...SECURE, 'aws:sourcearn': template.arn(id) },
        };
        expect(findPermission(queuePolicies, call), `${id} to ${resource}`).toBeDefined();
        const plain = { ...call.context, 'aws:securetransport': 'false' };
        expect(findPermission(queuePolicies, { ...call, context: plain })).toBeUndefined();
        const stranger = { ...call.context, 'aws:sourcearn': `arn:aws:events:${REGION}:${ACCOUNT}:rule/another` };
        expect(findPermission(queuePolicies, { ...call, context: stranger })).toBeUndefined();
      }
    }
  });

  test('the gateway may call the live function behind each of its methods, and no other version of it', () => {
    const [api] = template.ofType('AWS::ApiGateway::RestApi');
    const pathOf = (resourceId: unknown): string => {
      const found = template.ofType('AWS::ApiGateway::Resource').find(({ id }) => template.ref(id) === resourceId);
      if (!found) return '';
      const part = String(found.Properties.PathPart);
      return `${pathOf(found.Properties.ParentId)}/${part.startsWith('{') ? '*' : part}`;
    };
    const permissions = template.ofType('AWS::Lambda::Permission').map(
      ({ Properties }): Statement => ({
        Effect: 'Allow',
        Action: String(Properties.Action),
        Resource: String(Properties.FunctionName),
        Principal: { Service: String(Properties.Principal) },
        Condition: { ArnLike: { 'aws:SourceArn': String(Properties.SourceArn) } },
      }),
    );
    const methods = template.ofType('AWS::ApiGateway::Method').filter(({ Properties }) => {
      const { Type } = Properties.Integration as { Type: string };
      return Type === 'AWS_PROXY';
    });
    expect(methods.length).toBeGreaterThan(8);
    for (const { Properties } of methods) {
      const { Uri } = Properties.Integration as { Uri: string };
      const resource = /functions\/(arn:.*)\/invocations$/.exec(Uri)?.[1] ?? 'none';
      const path = `${String(Properties.HttpMethod)}${pathOf(Properties.ResourceId) || '/'}`;
      const [stage] = template.ofType('AWS::ApiGateway::Stage');
      const sourceArn = `arn:aws:execute-api:${REGION}:${ACCOUNT}:${template.ref(api?.id ?? '')}/${template.ref(stage?.id ?? '')}/${path}`;
      const call: Call = {
        action: 'lambda:InvokeFunction',
        resource,
        service: 'apigateway.amazonaws.com',
        context: { 'aws:sourcearn': sourceArn },
      };
      expect(resource).toMatch(/:live$/);
      expect(findPermission(permissions, call), path).toBeDefined();
      expect(findPermission(permissions, { ...call, resource: resource.replace(/:live$/, '') }), path).toBeUndefined();
    }
  });

  test('Lambda may take messages from the queue for the live event function', () => {
    const [mapping] = template.ofType('AWS::Lambda::EventSourceMapping');
    expect(mapping?.Properties.FunctionName).toMatch(/^eventfunction\w*:live$/);
    const events = template
      .ofType('AWS::Lambda::Function')
      .find(({ Properties }) => Properties.Description === FUNCTION_DESCRIPTIONS.events);
    const statements = readRoleStatements(template, events?.id ?? '');
    for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']) {
      const resource = String(mapping?.Properties.EventSourceArn);
      expect(findPermission(statements, { action, resource }), action).toBeDefined();
    }
  });

  test('CodeDeploy may call the hook of each alias, which may answer it and call the versions on trial', () => {
    const aliases = template.ofType('AWS::Lambda::Alias');
    const hook = template
      .ofType('AWS::Lambda::Function')
      .find(({ Properties }) => Properties.Description === FUNCTION_DESCRIPTIONS.preTraffic);
    const hookArn = template.arn(hook?.id ?? '');
    const ofHook = readRoleStatements(template, hook?.id ?? '');
    const groups = template.ofType('AWS::CodeDeploy::DeploymentGroup');
    expect([aliases.length, groups.length]).toEqual([2, 2]);
    for (const { Properties } of groups) {
      const policies = template
        .ofType('AWS::IAM::Policy')
        .filter((policy) =>
          (policy.Properties.Roles as string[]).some((role) => String(Properties.ServiceRoleArn).endsWith(`/${role}`)),
        );
      const ofGroup = policies.flatMap(
        (policy) => (policy.Properties.PolicyDocument as { Statement: Statement[] }).Statement,
      );
      expect(findPermission(ofGroup, { action: 'lambda:InvokeFunction', resource: hookArn })).toBeDefined();
    }
    for (const { id } of template.ofType('AWS::Lambda::Version')) {
      const call = { action: 'lambda:InvokeFunction', resource: template.ref(id) };
      expect(findPermission(ofHook, call), id).toBeDefined();
    }
    expect(findPermission(ofHook, { action: 'lambda:InvokeFunction', resource: `${hookArn}:1` })).toBeUndefined();
    const application = template.ref(template.ofType('AWS::CodeDeploy::Application')[0]?.id ?? '');
    for (const { id } of groups) {
      const resource = `arn:aws:codedeploy:${REGION}:${ACCOUNT}:deploymentgroup:${application}/${template.ref(id)}`;
      const action = 'codedeploy:PutLifecycleEventHookExecutionStatus';
      expect(findPermission(ofHook, { action, resource }), id).toBeDefined();
    }
  });

  test('each alarm that wakes people reaches the topic, and may use the key that encrypts it', () => {
    const alarms = template.ofType('AWS::CloudWatch::Alarm').filter(({ id }) => paging.has(id));
    const keyPolicies = template
      .ofType('AWS::KMS::Key')
      .flatMap(({ Properties }) => (Properties.KeyPolicy as { Statement: Statement[] }).Statement);
    expect(alarms.length).toBeGreaterThan(8);
    for (const { id, Properties } of alarms) {
      const [resource = ''] = Properties.AlarmActions as string[];
      const asked = { service: 'cloudwatch.amazonaws.com', context: { ...SECURE, 'aws:sourcearn': template.arn(id) } };
      expect(findPermission(topicPolicies, { action: 'sns:Publish', resource, ...asked }), id).toBeDefined();
      for (const action of ['kms:Decrypt', 'kms:GenerateDataKey']) {
        expect(findPermission(keyPolicies, { action, resource: '*', ...asked }), action).toBeDefined();
      }
    }
    const [resource = ''] = alarms.flatMap(({ Properties }) => Properties.AlarmActions as string[]);
    const strangers = [
      { service: 'lambda.amazonaws.com', context: SECURE },
      { service: 'cloudwatch.amazonaws.com', context: { ...SECURE, 'aws:sourceaccount': '999999999999' } },
    ];
    for (const stranger of strangers) {
      expect(findPermission(topicPolicies, { action: 'sns:Publish', resource, ...stranger })).toBeUndefined();
    }
  });
});
