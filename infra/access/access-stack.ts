import { CfnOutput, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import {
  CfnOIDCProvider,
  type Conditions,
  FederatedPrincipal,
  Policy,
  type PolicyStatement,
  Role,
} from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { allow } from '../work/service-function.ts';
import type { AccessSettings } from './access-settings.ts';
import { e2eStatements } from './e2e-statements.ts';

const ISSUER = 'token.actions.githubusercontent.com';
const AUDIENCE = 'sts.amazonaws.com';

/**
 * The roles that the workflows of one stage take on by OpenID Connect, so that no key is stored: each may be assumed by
 * one environment of one repository. Set up by hand, once, by an administrator of the account.
 */
export class AccessStack extends Stack {
  private readonly settings: AccessSettings;
  private readonly providerArn: string;

  constructor(scope: Construct, id: string, { settings, ...props }: StackProps & { settings: AccessSettings }) {
    super(scope, id, props);
    this.settings = settings;
    const { stage, providerArn } = settings;
    this.providerArn =
      providerArn ??
      new CfnOIDCProvider(this, 'GitHub', { url: `https://${ISSUER}`, clientIdList: [AUDIENCE] }).attrArn;
    this.addRole('Deploy', stage, [this.assumeBootstrap('deploy', 'file-publishing', 'lookup')]);
    // It reads the deployed template, and nothing of what the stack holds.
    this.addRole('Diff', `diff-${stage}`, [
      this.assumeBootstrap('lookup'),
      allow(['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'], [this.stackArn()]),
    ]);
    if (stage === 'dev') this.addRole('E2e', 'e2e', e2eStatements(this, this.stackArn()));
  }

  /** A role for one environment of the repository. */
  private addRole(id: string, environment: string, statements: PolicyStatement[]): void {
    const conditions: Conditions = {
      StringEquals: {
        [`${ISSUER}:aud`]: AUDIENCE,
        [`${ISSUER}:sub`]: `repo:${this.settings.repository}:environment:${environment}`,
      },
    };
    const role = new Role(this, id, {
      description: `Dépêche: GitHub environment ${environment}`,
      assumedBy: new FederatedPrincipal(this.providerArn, conditions, 'sts:AssumeRoleWithWebIdentity'),
    });
    const policy = new Policy(this, `${id}Policy`, { roles: [role], statements });
    const open = statements.flatMap(({ resources }) => resources).filter((arn) => arn.includes('*'));
    for (const arn of open) {
      Validations.of(policy).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${this.writeOut(arn)}]`,
        reason: 'Names begin as one stage, or the tests, call theirs; what CloudFormation appends is not known before.',
      });
    }
    new CfnOutput(this, `${id}RoleArn`, { value: role.roleArn });
  }

  /** The roles of the bootstrap, which hold all rights that a deployment needs. */
  private assumeBootstrap(...names: string[]): PolicyStatement {
    const { qualifier } = this.settings;
    const arns = names.map((name) =>
      this.formatArn({
        service: 'iam',
        region: '',
        resource: 'role',
        resourceName: `cdk-${qualifier}-${name}-role-${this.account}-${this.region}`,
      }),
    );
    return allow(['sts:AssumeRole'], arns);
  }

  /** An ARN as the rules name it, with references in angle brackets. */
  private writeOut(arn: string): string {
    const {
      'Fn::Join': [, parts],
    } = this.resolve(arn) as { 'Fn::Join': [string, (string | { Ref: string })[]] };
    return parts.map((part) => (typeof part === 'string' ? part : `<${part.Ref}>`)).join('');
  }

  private stackArn(): string {
    return this.formatArn({
      service: 'cloudformation',
      resource: 'stack',
      resourceName: `Depeche-${this.settings.stage}/*`,
    });
  }
}
