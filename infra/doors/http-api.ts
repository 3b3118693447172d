import { Aws, RemovalPolicy, Size, Stack, Validations } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  ApiKey,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  Period,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { addProblemResponses } from './gateway-responses.ts';
import type { PublishedFunction } from '../work/published-function.ts';
import type { StageSettings } from '../settings/settings-schema.ts';

/** Pages and documents that anyone may read: the page, its assets, the API reference. */
const OPEN_PATHS = ['library', 'docs', 'openapi.json', 'a/{path+}', 'ui/{path+}'];

/** Below this, a compressed answer is hardly smaller. */
const MIN_COMPRESSED = Size.kibibytes(1);

/** REST API in front of the HTTP function: a key for everything under `/v1` but health, limits for each key. */
export class HttpApi extends Construct {
  readonly api: RestApi;
  /** Id of the first key; its value is read with `aws apigateway get-api-key --include-value`. */
  readonly apiKeyId: string;
  /** Where the API is, made of parts that do not depend on the functions behind it. */
  readonly url: string;

  constructor(scope: Construct, id: string, settings: StageSettings, removalPolicy: RemovalPolicy) {
    super(scope, id);
    const accessLogs = new LogGroup(this, 'AccessLogs', { retention: settings.logRetentionDays, removalPolicy });
    this.api = new RestApi(this, 'Api', {
      // Metrics and logs of API Gateway go by this name, so no other API of the account may have it.
      restApiName: Stack.of(this).stackName,
      description: 'Dépêche: French news articles in; cleaned, translated and summarised articles out',
      endpointTypes: [EndpointType.REGIONAL],
      // API Gateway compresses for callers that ask for it; functions and callers deal in plain text.
      minCompressionSize: MIN_COMPRESSED,
      // The account's setting for writing logs is shared by every API of the region, so prod leaves it in place.
      cloudWatchRole: true,
      cloudWatchRoleRemovalPolicy: removalPolicy,
      deployOptions: {
        stageName: settings.stage,
        tracingEnabled: true,
        // API Gateway makes the group of these logs by itself, and never lets it expire; see `keepExecutionLogs`.
        loggingLevel: settings.apiExecutionLogs ? MethodLoggingLevel.ERROR : MethodLoggingLevel.OFF,
        dataTraceEnabled: false,
        // For each method and path, at 0.30 USD a metric; the free ones of the stage are what is watched.
        metricsEnabled: false,
        throttlingRateLimit: settings.requestsPerSecond,
        throttlingBurstLimit: settings.requestBurst,
        accessLogDestination: new LogGroupLogDestination(accessLogs),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG_FIELDS)),
      },
    });
    if (settings.apiExecutionLogs) this.keepExecutionLogs(settings);
    // CDK's own output; the stack has `ApiUrl`.
    this.api.node.tryRemoveChild('Endpoint');
    addProblemResponses(this.api);
    this.url =
      settings.domainName === undefined
        ? `https://${this.api.restApiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}/${settings.stage}/`
        : `https://${settings.domainName}/`;
    this.apiKeyId = this.addUsagePlan(settings);
    this.explainFindings(settings);
  }

  /** Sends every request to the function, which knows its own routes. */
  serveWith({ live }: PublishedFunction): void {
    const integration = new LambdaIntegration(live, { allowTestInvoke: false });
    const { root } = this.api;
    root.addMethod('GET', integration);
    for (const path of OPEN_PATHS) root.resourceForPath(path).addMethod('GET', integration);
    const v1 = root.addResource('v1');
    v1.addResource('health').addMethod('GET', integration);
    const operations = v1.addResource('{path+}');
    for (const method of ['GET', 'HEAD', 'POST', 'DELETE', 'PUT', 'PATCH']) {
      operations.addMethod(method, integration, { apiKeyRequired: true });
    }
    // Browsers ask whether they may call before they send the key.
    operations.addMethod('OPTIONS', integration);
  }

  /** The group that API Gateway would make at its first error, before it does, so that its logs expire. */
  private keepExecutionLogs({ stage, logRetentionDays }: StageSettings): void {
    const group = new LogGroup(this, 'ExecutionLogs', {
      logGroupName: `API-Gateway-Execution-Logs_${this.api.restApiId}/${stage}`,
      retention: logRetentionDays,
      // Without the stack API Gateway owns it again; a group can be imported only where it is kept.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.api.deploymentStage.node.addDependency(group);
  }

  private addUsagePlan(settings: StageSettings): string {
    const { apiKeys, requestsPerSecond, requestBurst, requestsPerMonth } = settings;
    const plan = this.api.addUsagePlan('UsagePlan', {
      description: 'Limits of each API key',
      throttle: { rateLimit: requestsPerSecond, burstLimit: requestBurst },
      quota: { limit: requestsPerMonth, period: Period.MONTH },
      apiStages: [{ stage: this.api.deploymentStage }],
    });
    // API Gateway makes up the values; they appear in no template.
    const keys = apiKeys.map((name) => new ApiKey(this, `Key-${name}`, { description: `Dépêche: ${name}` }));
    for (const key of keys) plan.addApiKey(key);
    return keys[0]?.keyId ?? '';
  }

  private explainFindings({ waf, apiExecutionLogs }: StageSettings): void {
    const keys = 'Callers are programs with an API key and limits of their own; a newsroom has no user directory here.';
    Validations.of(this.api).acknowledge(
      { id: 'AwsSolutions-APIG2', reason: 'The function checks each request against the published schema.' },
      { id: 'AwsSolutions-APIG4', reason: keys },
      { id: 'AwsSolutions-COG4', reason: keys },
      {
        id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
        reason:
          'The policy that API Gateway asks for in order to write logs; the role is assumed by API Gateway alone.',
      },
    );
    if (!apiExecutionLogs) {
      Validations.of(this.api).acknowledge({
        id: 'AwsSolutions-APIG6',
        reason:
          'Who called, how it ended and how long it took are in the access log, which expires; the rest is in the function’s.',
      });
    }
    if (waf) return;
    Validations.of(this.api).acknowledge({
      id: 'AwsSolutions-APIG3',
      reason: 'A setting (waf=true), off by default: it costs more than a small newsroom spends on the whole service.',
    });
  }
}

/** Who called what, how it ended and how long it took; no body, query or key. */
const ACCESS_LOG_FIELDS = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  apiKeyId: '$context.identity.apiKeyId',
  method: '$context.httpMethod',
  resource: '$context.resourcePath',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
  responseBytes: '$context.responseLength',
  traceId: '$context.xrayTraceId',
};
