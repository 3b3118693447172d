import { ArnFormat, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

/** Requests that one address may send in five minutes. */
const MAX_REQUESTS_PER_ADDRESS = 2_000;

/** Rules of the common set that take a web page in a request, the very thing this API is for, for an attack. */
const RULES_ON_BODIES = [
  'SizeRestrictions_BODY',
  'CrossSiteScripting_BODY',
  'GenericLFI_BODY',
  'GenericRFI_BODY',
  'EC2MetaDataSSRF_BODY',
];

export interface ApiWebAclProps {
  api: RestApi;
  logRetentionDays: number;
  removalPolicy: RemovalPolicy;
}

/** Web application firewall: AWS's common rules and bad inputs, and a limit for each address. */
export class ApiWebAcl extends Construct {
  constructor(scope: Construct, id: string, { api, logRetentionDays, removalPolicy }: ApiWebAclProps) {
    super(scope, id);
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility('Depeche'),
      rules: [
        {
          name: 'RequestsPerAddress',
          priority: 0,
          action: { block: {} },
          statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: MAX_REQUESTS_PER_ADDRESS } },
          visibilityConfig: visibility('RequestsPerAddress'),
        },
        managedRules(1, 'AWSManagedRulesCommonRuleSet', RULES_ON_BODIES),
        managedRules(2, 'AWSManagedRulesKnownBadInputsRuleSet', []),
      ],
    });
    new CfnWebACLAssociation(this, 'Association', {
      webAclArn: acl.attrArn,
      resourceArn: Stack.of(this).formatArn({
        service: 'apigateway',
        account: '',
        resource: '/restapis',
        resourceName: `${api.restApiId}/stages/${api.deploymentStage.stageName}`,
      }),
    });
    const logs = new LogGroup(this, 'Logs', {
      // WAF writes to groups of this prefix only (WAF developer guide, "Logging destinations").
      logGroupName: `aws-waf-logs-${Stack.of(this).stackName}`,
      retention: logRetentionDays,
      removalPolicy,
    });
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      // WAF wants the ARN of the group without the `:*` that is for its streams.
      logDestinationConfigs: [
        Stack.of(this).formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: logs.logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      // What was refused and why; as everywhere, no key and no query.
      redactedFields: [{ singleHeader: { Name: 'x-api-key' } }, { queryString: {} }],
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          { Behavior: 'KEEP', Requirement: 'MEETS_ANY', Conditions: [{ ActionCondition: { Action: 'BLOCK' } }] },
        ],
      },
    });
  }
}

function managedRules(priority: number, name: string, onlyCounted: readonly string[]): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: onlyCounted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: visibility(name),
  };
}

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false };
}
