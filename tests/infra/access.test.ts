import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { readAccessSettings } from '../../infra/access/access-settings.ts';
import { AccessStack } from '../../infra/access/access-stack.ts';
import cdkJson from '../../cdk.json' with { type: 'json' };

const REPOSITORY = 'newsroom/depeche';
const PROVIDER = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';

function synthesizeAccess(context: Record<string, unknown> = {}) {
  const app = new App({
    context: { ...cdkJson.context, repository: REPOSITORY, ...context },
    analyticsReporting: false,
    // As in `synthesize.ts`.
    builtinCloudFormationValidation: false,
  });
  const settings = readAccessSettings(app.node.getAllContext());
  const env = { account: '111122223333', region: 'eu-west-3' };
  const stack = new AccessStack(app, 'Access', { stackName: `Depeche-access-${settings.stage}`, env, settings });
  return { app, template: Template.fromStack(stack) };
}

/** Each role by the environment that may take it on, with what it may do: `action resource`, references left out. */
function rolesOf(template: Template): Record<string, string[]> {
  const policies = Object.values(template.findResources('AWS::IAM::Policy'));
  return Object.fromEntries(
    Object.entries(template.findResources('AWS::IAM::Role')).map(([id, { Properties }]) => {
      const [trust] = Properties.AssumeRolePolicyDocument.Statement;
      expect(Properties.AssumeRolePolicyDocument.Statement).toHaveLength(1);
      expect(trust.Action).toBe('sts:AssumeRoleWithWebIdentity');
      const condition = trust.Condition.StringEquals;
      expect(condition['token.actions.githubusercontent.com:aud']).toBe('sts.amazonaws.com');
      const statements = policies
        .filter(({ Properties: policy }) => policy.Roles.some((role: { Ref: string }) => role.Ref === id))
        .flatMap(
          ({ Properties: policy }) =>
            policy.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[],
        );
      const may = statements.flatMap(({ Action, Resource }) =>
        [Action].flat().flatMap((action) => [Resource].flat().map((arn) => `${action} ${JSON.stringify(arn)}`)),
      );
      return [condition['token.actions.githubusercontent.com:sub'], may];
    }),
  );
}

describe.each(['dev', 'prod'])('the roles of the workflows, stage %s', (stage) => {
  const { app, template } = synthesizeAccess({ stage });
  const roles = rolesOf(template);

  test('are taken on by one environment of one repository each', () => {
    const environments = stage === 'dev' ? ['dev', 'diff-dev', 'e2e'] : ['diff-prod', 'prod'];
    expect(Object.keys(roles).sort()).toEqual(environments.map((name) => `repo:${REPOSITORY}:environment:${name}`));
  });

  test('a deployment may take on the roles of the bootstrap and do nothing itself', () => {
    const may = roles[`repo:${REPOSITORY}:environment:${stage}`] ?? [];
    expect(may).toHaveLength(3);
    for (const [index, name] of ['deploy', 'file-publishing', 'lookup'].entries()) {
      expect(may[index]).toMatch(
        new RegExp(`^sts:AssumeRole .*role/cdk-hnb659fds-${name}-role-111122223333-eu-west-3`),
      );
    }
  });

  test('a diff may look, and nothing else', () => {
    const may = roles[`repo:${REPOSITORY}:environment:diff-${stage}`] ?? [];
    expect(may.map((one) => one.split(' ')[0])).toEqual([
      'sts:AssumeRole',
      'cloudformation:DescribeStacks',
      'cloudformation:GetTemplate',
    ]);
    expect(may[0]).toContain('cdk-hnb659fds-lookup-role');
    expect(may[1]).toContain(`stack/Depeche-${stage}/*`);
  });

  test('no role has an action by wildcard or a resource that is everything', () => {
    const all = Object.values(roles).flat();
    expect(all.filter((one) => one.split(' ')[0]?.includes('*') || one.endsWith(' "*"'))).toEqual([]);
    if (stage === 'dev') expect(all.filter((one) => /prod/.test(one))).toEqual([]);
  });

  test('the account gets GitHub’s provider, unless it has it', () => {
    template.resourceCountIs('AWS::IAM::OIDCProvider', 1);
    const given = synthesizeAccess({ stage, providerArn: PROVIDER }).template;
    given.resourceCountIs('AWS::IAM::OIDCProvider', 0);
    for (const { Properties } of Object.values(given.findResources('AWS::IAM::Role'))) {
      expect(Properties.AssumeRolePolicyDocument.Statement[0].Principal).toEqual({ Federated: PROVIDER });
    }
  });

  test('passes both packs of rules; what it does not follow has a reason', () => {
    const violations = [AwsSolutionsChecks, ServerlessChecks].flatMap(
      (Checks) => new Checks(app).validateScope(app).violations,
    );
    expect(violations.map(({ ruleName, violatingResources }) => ({ ruleName, violatingResources }))).toEqual([]);
  });
});

test.each([
  [{ repository: undefined }, 'repository: is needed'],
  [{ repository: 'depeche' }, 'repository: must be owner/name'],
  [{ providerArn: 'arn:aws:iam::1:oidc-provider/evil.example' }, 'providerArn: must be the ARN of a provider'],
  [{ repositry: REPOSITORY }, 'repositry is not known; did you mean repository?'],
  [{ stage: 'test' }, 'stage: must be dev or prod'],
])('the wrong setting %j is refused in one line', (context, message) => {
  const act = () => readAccessSettings({ repository: REPOSITORY, ...context });
  expect(act).toThrow(message);
  expect(act).toThrow(/^[^\n]+$/);
});
