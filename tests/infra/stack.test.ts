import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../../infra/settings.ts';
import { findMissingEngines } from '../../infra/settings/region-support.ts';
import { METRIC_NAMES } from '../../shared/ports/telemetry/metrics.ts';
import { readKeptTemplate } from '../support/kept-builds/kept-template.ts';
import { findAlarms } from './find-alarms.ts';
import { synthesize } from './synthesize.ts';

const ROOT = join(import.meta.dirname, '../..');
const stages = { dev: synthesize({ stage: 'dev' }), prod: synthesize({ stage: 'prod', noAlarmRecipient: true }) };
const { dev, prod } = stages;
const each = Object.entries(stages);

type Statement = { Effect: string; Action: string | string[]; Resource: unknown };

/** Every statement of every policy that is attached to a role of the stack. */
function statements({ template }: { template: Template }): Statement[] {
  return Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    (policy) => policy.Properties.PolicyDocument.Statement as Statement[],
  );
}

/** What the stack breaks of both packs of rules without giving a reason. */
function violationsOf(app: App) {
  return [AwsSolutionsChecks, ServerlessChecks].flatMap((Checks) =>
    new Checks(app)
      .validateScope(app)
      .violations.map(({ ruleName, violatingResources }) => ({ ruleName, violatingResources })),
  );
}

/** A stage whose template alone is looked at. */
const readStage = async (...given: Parameters<typeof readKeptTemplate>) => ({
  template: Template.fromJSON(await readKeptTemplate(...given)),
});

const actionsOf = ({ Action }: Statement) => [Action].flat();

describe.each(each)('stage %s', (_stage, { app, template, ...rest }) => {
  const stage = { app, template, ...rest };

  test('passes the rules of AWS Solutions and of serverless applications; what it does not follow has a reason', () => {
    expect(violationsOf(app)).toEqual([]);
  });

  test('names its outputs as outside checks read them', () => {
    expect(Object.keys(template.findOutputs('*')).sort()).toEqual([
      'AlarmTopicArn',
      'ApiKeyId',
      'ApiUrl',
      'BusName',
      'DashboardUrl',
      'DeadLetterQueueUrl',
      'EventFunctionName',
      'HttpFunctionName',
      'InboxBucketName',
      'QueueUrl',
      'TableName',
      'Version',
    ]);
  });

  test('keeps everything in one on-demand table with expiry, recovery and the newest-first index', () => {
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      StreamSpecification: Match.absent(),
      GlobalSecondaryIndexes: [Match.objectLike({ IndexName: 'newest' })],
      Replicas: [Match.objectLike({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } })],
    });
  });

  test('runs its functions on Node 24 and arm64, traced, with logs as JSON', () => {
    const functions = Object.values(template.findResources('AWS::Lambda::Function'));
    expect(functions).toHaveLength(3);
    for (const { Properties } of functions) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'functions/wiring/index.handler',
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON' },
        Environment: { Variables: { DEPECHE_TRANSLATOR: 'amazon', POWERTOOLS_SERVICE_NAME: 'depeche' } },
      });
    }
  });

  test('lets every log expire', () => {
    const groups = Object.values(template.findResources('AWS::Logs::LogGroup'));
    expect(groups).toHaveLength(4);
    for (const { Properties } of groups) expect(Properties.RetentionInDays).toBeGreaterThan(0);
  });

  test('asks for a key on everything under /v1 but health and preflight, and on nothing else', () => {
    const resources = template.findResources('AWS::ApiGateway::Resource');
    const pathOf = (id: string | undefined): string => {
      const resource = id === undefined ? undefined : resources[id];
      return resource ? `${pathOf(resource.Properties.ParentId.Ref)}/${resource.Properties.PathPart}` : '';
    };
    const methods = Object.values(template.findResources('AWS::ApiGateway::Method')).map(({ Properties }) => ({
      path: pathOf(Properties.ResourceId.Ref) || '/',
      method: Properties.HttpMethod,
      key: Properties.ApiKeyRequired === true,
    }));
    const open = methods.filter(({ key }) => !key).map(({ method, path }) => `${method} ${path}`);
    expect(open.sort()).toEqual([
      'GET /',
      'GET /a/{path+}',
      'GET /docs',
      'GET /library',
      'GET /openapi.json',
      'GET /ui/{path+}',
      'GET /v1/health',
      'OPTIONS /v1/{path+}',
    ]);
    const keyed = methods.filter(({ key }) => key).map(({ path }) => path);
    expect(new Set(keyed)).toEqual(new Set(['/v1/{path+}']));
  });

  test('limits each key by rate, burst and month', () => {
    template.hasResourceProperties('AWS::ApiGateway::UsagePlan', {
      Throttle: { RateLimit: Match.anyValue(), BurstLimit: Match.anyValue() },
      Quota: { Limit: Match.anyValue(), Period: 'MONTH' },
    });
    template.resourceCountIs('AWS::ApiGateway::UsagePlanKey', 1);
  });

  test('holds no value of a key', () => {
    for (const { Properties } of Object.values(template.findResources('AWS::ApiGateway::ApiKey'))) {
      expect(Properties).not.toHaveProperty('Value');
    }
  });

  test('compresses at the gateway, and logs who called but no body and no key', () => {
    template.hasResourceProperties('AWS::ApiGateway::RestApi', { MinimumCompressionSize: 1_024 });
    const [{ Properties } = { Properties: {} }] = Object.values(template.findResources('AWS::ApiGateway::Stage'));
    expect(Properties.TracingEnabled).toBe(true);
    expect(Properties.MethodSettings).toMatchObject([
      { DataTraceEnabled: false, LoggingLevel: 'OFF', MetricsEnabled: false },
    ]);
    const format: string = Properties.AccessLogSetting.Format;
    expect(format).toContain('$context.requestId');
    expect(format).not.toMatch(/body|apiKey"|identity\.apiKey[^I]|querystring/i);
  });

  test('answers a refusal of the gateway as a problem', () => {
    for (const type of ['INVALID_API_KEY', 'THROTTLED', 'QUOTA_EXCEEDED', 'REQUEST_TOO_LARGE', 'INTEGRATION_TIMEOUT']) {
      template.hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
        ResponseType: type,
        ResponseParameters: Match.objectLike({
          'gatewayresponse.header.Content-Type': "'application/problem+json'",
        }),
      });
    }
  });

  test('sends new objects and published articles to the queue, without a function of its own for that', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          // Folders below and every type: upper-case extensions are read, and of what is not read the function says why.
          object: { key: [{ prefix: 'inbox/' }] },
        },
      },
    });
    template.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: Match.anyValue(),
      EventPattern: { 'detail-type': ['ArticlePublished'] },
    });
    expect(Object.keys(template.findResources('Custom::S3BucketNotifications'))).toEqual([]);
  });

  test('delivers at least three times, never twice at a time, and then keeps the message for 14 days', () => {
    const queues = Object.values(template.findResources('AWS::SQS::Queue')).map(({ Properties }) => Properties);
    const source = queues.find(({ RedrivePolicy }) => RedrivePolicy);
    const functions = Object.values(template.findResources('AWS::Lambda::Function'));
    const longest = Math.max(...functions.map(({ Properties }) => Properties.Timeout));
    expect(source?.VisibilityTimeout).toBeGreaterThanOrEqual(6 * longest);
    expect(source?.RedrivePolicy.maxReceiveCount).toBeGreaterThanOrEqual(3);
    expect(queues.find((queue) => queue !== source)?.MessageRetentionPeriod).toBe(14 * 86_400);
  });

  test('takes back only what failed in a batch, and bounds how many articles are in work', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: Match.anyValue() },
    });
  });

  test('refuses callers without TLS, encrypts what rests, and blocks the public', () => {
    const secure = Match.objectLike({
      Effect: 'Deny',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    for (const type of ['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy']) {
      template.allResourcesProperties(type, { PolicyDocument: { Statement: Match.arrayWith([secure]) } });
    }
    template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    template.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    template.allResourcesProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    template.allResourcesProperties('AWS::S3::Bucket', {
      BucketEncryption: Match.anyValue(),
      LifecycleConfiguration: Match.anyValue(),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });

  test('grants no action by wildcard, and all resources only to actions that know none', () => {
    const all = statements(stage);
    expect(all.flatMap(actionsOf).filter((action) => action.includes('*'))).toEqual([]);
    const onEverything = all.filter(({ Resource }) => [Resource].flat().includes('*')).flatMap(actionsOf);
    expect([...new Set(onEverything)].sort()).toEqual([
      'comprehend:DetectDominantLanguage',
      'translate:ListLanguages',
      'translate:TranslateText',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
  });

  test('announces every alarm that wakes people on the topic, with a link to an entry of the runbook', () => {
    const runbook = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8');
    const anchors = new Set(
      [...runbook.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title.toLowerCase().replaceAll(' ', '-')),
    );
    const alarms = Object.values(findAlarms(template.toJSON().Resources).paging);
    expect(alarms.length).toBeGreaterThanOrEqual(9);
    for (const { Properties } of alarms) {
      const anchor = /docs\/operations\.md#([\w-]+)$/.exec(String(Properties.AlarmDescription))?.[1] ?? 'none';
      expect(anchors).toContain(anchor);
      expect(Properties.AlarmActions).toHaveLength(1);
    }
  });

  test('takes alarms from its own account alone, and lets CloudWatch use the key as AWS documents it', () => {
    const cloudWatch = { Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' } };
    const ours = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };
    const publish = Match.objectLike({ ...cloudWatch, Action: 'sns:Publish', Condition: ours });
    template.allResourcesProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: { Statement: Match.arrayWith([publish]) },
    });
    const use = Match.objectLike({
      ...cloudWatch,
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Condition: Match.absent(),
    });
    template.allResourcesProperties('AWS::KMS::Key', { KeyPolicy: { Statement: Match.arrayWith([use]) } });
    expect(readFileSync(join(ROOT, 'docs/operations.md'), 'utf8')).toContain('aws cloudwatch set-alarm-state');
  });

  test('shows articles, latency, hits, characters, cost, throttles and the queue on one dashboard', () => {
    const [{ Properties } = { Properties: {} }] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
    const body = JSON.stringify(Properties.DashboardBody);
    for (const metric of [
      'ArticlesProcessed',
      'Latency',
      'CacheHit',
      'SegmentHit',
      'BilledCharacters',
      'SavedCharacters',
      'EstimatedCostUsd',
      'Throttles',
      'ApproximateAgeOfOldestMessage',
    ]) {
      expect(body).toContain(metric);
    }
  });
});

describe.each([
  ['dev', dev],
  ['prod', prod],
])('the metrics of stage %s', (_, { template }) => {
  /** Those of the service's own that an alarm or the dashboard is about. */
  const shown = () => {
    const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
    const watched = alarms.filter(({ Properties }) => Properties.Namespace === 'Depeche');
    const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
    const drawn = JSON.stringify(dashboard?.Properties.DashboardBody).matchAll(/\\"Depeche\\",\\"(\w+)\\"/g);
    return new Set([
      ...watched.map(({ Properties }) => String(Properties.MetricName)),
      ...Array.from(drawn, ([, name]) => name),
    ]);
  };

  test('that alarms and dashboard show are those that are declared, and each is recorded somewhere', () => {
    expect([...shown()].sort()).toEqual([...METRIC_NAMES].sort());
    const folders = ['shared/app', 'functions'];
    const code = folders.flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.tsx?$/.test(name))
        .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
    );
    const isRecorded = (name: string) => code.some((text) => new RegExp(`\\b[rR]ecord\\([^;]*?'${name}'`).test(text));
    expect(METRIC_NAMES.filter((name) => !isRecorded(name))).toEqual([]);
  });
});

/** Of Nova Lite. */
const PRICES = { bedrockInputPrice: 0.06, bedrockOutputPrice: '0.24' };

describe('what the stages differ in', () => {
  test('prod keeps its data when the stack goes, and cannot be deleted by accident', () => {
    expect(prod.stack.terminationProtection).toBe(true);
    prod.template.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      Properties: Match.objectLike({ Replicas: [Match.objectLike({ DeletionProtectionEnabled: true })] }),
    });
    prod.template.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Retain' });
  });

  test('dev leaves nothing behind', () => {
    const all = dev.template.toJSON().Resources as Record<string, { Type: string; DeletionPolicy?: string }>;
    const kept = Object.values(all).filter(({ DeletionPolicy }) => DeletionPolicy?.startsWith('Retain'));
    // Lambda deletes every version with its function (DeleteFunction without a qualifier).
    expect(new Set(kept.map(({ Type }) => Type))).toEqual(new Set(['AWS::Lambda::Version']));
  });
});

describe('settings', () => {
  test('the given environment goes into both functions', async () => {
    const { template } = await readStage({
      environment: '{"AWS_ENDPOINT_URL":"http://localhost:4566","LOG_LEVEL":"debug"}',
    });
    template.allResourcesProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ AWS_ENDPOINT_URL: 'http://localhost:4566', LOG_LEVEL: 'debug' }) },
    });
  });

  test('a local engine gets one core for its one thread, and no rights to a paid one', async () => {
    const local = await readStage({ translator: 'local' });
    expect(
      statements(local)
        .flatMap(actionsOf)
        .filter((action) => action.startsWith('translate:')),
    ).toEqual([]);
    local.template.allResourcesProperties('AWS::Lambda::Function', {
      MemorySize: 1_769,
      Environment: { Variables: Match.objectLike({ DEPECHE_TRANSLATOR: 'local', DEPECHE_LOCAL_WORKERS: '1' }) },
    });
  });

  test.each([
    [{ translator: 'local', enginesAllowed: 'amazon' }],
    [{ translator: 'local', translatorFallback: 'amazon' }],
    [{ enginesAllowed: ['local'] }],
    [{ translatorFallback: 'local' }],
    [{ environment: '{"DEPECHE_ENGINES_ALLOWED":"amazon, local"}' }],
    [{ environment: '{"DEPECHE_TRANSLATOR_FALLBACK":"local"}' }],
  ])('with %j both engines have what they need', async (context) => {
    const both = await readStage(context);
    for (const granted of ['translate:TranslateText', 'comprehend:DetectDominantLanguage']) {
      expect(statements(both).flatMap(actionsOf)).toContain(granted);
    }
    both.template.allResourcesProperties('AWS::Lambda::Function', {
      MemorySize: 1_769,
      Environment: { Variables: Match.objectLike({ DEPECHE_LOCAL_WORKERS: '1' }) },
    });
  });

  test('the functions are told which engines are allowed and which stands in, where that is set', async () => {
    const variables = { DEPECHE_ENGINES_ALLOWED: 'amazon,local', DEPECHE_TRANSLATOR_FALLBACK: 'local' };
    const set = await readStage({ enginesAllowed: 'amazon,local', translatorFallback: 'local' });
    set.template.allResourcesProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike(variables) },
    });
    const absent = { DEPECHE_ENGINES_ALLOWED: Match.absent(), DEPECHE_TRANSLATOR_FALLBACK: Match.absent() };
    dev.template.allResourcesProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike(absent) },
    });
  });

  test('a local engine for what is over budget gets the same, beside Amazon Translate', async () => {
    const both = await readStage({ environment: '{"DEPECHE_OVER_BUDGET":"local"}' });
    expect(statements(both).flatMap(actionsOf)).toContain('translate:TranslateText');
    both.template.allResourcesProperties('AWS::Lambda::Function', {
      MemorySize: 1_769,
      Environment: { Variables: Match.objectLike({ DEPECHE_TRANSLATOR: 'amazon', DEPECHE_LOCAL_WORKERS: '1' }) },
    });
    dev.template.allResourcesProperties('AWS::Lambda::Function', { MemorySize: 1_024 });
  });

  test('a language model as the engine is granted itself and its secret alone, whose value nobody knows here', async () => {
    const bedrock = await readStage({ translator: 'bedrock', bedrockModel: 'amazon.nova-lite-v1:0', ...PRICES });
    const granted = statements(bedrock).flatMap(actionsOf);
    expect(granted).toContain('bedrock:InvokeModel');
    for (const action of ['translate:TranslateText', 'secretsmanager:GetSecretValue']) {
      expect(granted).not.toContain(action);
    }
    const secret = 'arn:aws:secretsmanager:eu-west-3:111111111111:secret:llm-key-AbCdEf';
    const openai = await readStage({
      translator: 'openai',
      openaiBaseUrl: 'https://llm.example.org/v1',
      openaiModel: 'qwen3:8b',
      openaiSecretArn: secret,
      openaiInputPrice: 0,
      openaiOutputPrice: 0,
    });
    const reading = statements(openai).filter((one) => actionsOf(one).includes('secretsmanager:GetSecretValue'));
    expect(reading.map(({ Resource }) => [Resource].flat())).toEqual(reading.map(() => [secret]));
    expect(reading.length).toBeGreaterThan(1);
    expect(statements(openai).flatMap(actionsOf)).not.toContain('bedrock:InvokeModel');
    openai.template.allResourcesProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          DEPECHE_TRANSLATOR: 'openai',
          DEPECHE_OPENAI_SECRET_ARN: secret,
          DEPECHE_OPENAI_API_KEY: Match.absent(),
        }),
      },
    });
  });

  test('a glossary becomes a terminology whose name changes with it', async () => {
    const { template } = await readStage(
      {},
      { content: Buffer.from('fr,en\nprojet de loi,bill\n'), version: 'abc123' },
    );
    template.hasResourceProperties('AWS::Translate::Terminology', { Name: 'Depeche-dev-abc123' });
    template.allResourcesProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          DEPECHE_TERMINOLOGY: 'Depeche-dev-abc123',
          DEPECHE_TERMINOLOGY_VERSION: 'abc123',
          DEPECHE_GLOSSARY: 'glossary.csv',
        }),
      },
    });
  });

  test.each([
    ['amazon.nova-lite-v1:0', ['foundation-model/amazon.nova-lite-v1:0']],
    [
      'eu.amazon.nova-lite-v1:0',
      ['inference-profile/eu.amazon.nova-lite-v1:0', 'foundation-model/amazon.nova-lite-v1:0'],
    ],
  ])('the Bedrock model %s is the only one that may be called', async (bedrockModel, resources) => {
    const invoking = statements(await readStage({ bedrockModel, ...PRICES })).filter((statement) =>
      actionsOf(statement).includes('bedrock:InvokeModel'),
    );
    expect(invoking).toHaveLength(2);
    for (const { Resource } of invoking) {
      const arns = [Resource].flat().map((arn) => JSON.stringify(arn));
      expect(arns).toHaveLength(resources.length);
      for (const resource of resources) expect(arns.some((arn) => arn.includes(resource))).toBe(true);
    }
  });

  test('the functions are told the prices of their models', async () => {
    const openai = { openaiInputPrice: 0, openaiOutputPrice: '0' };
    const { template } = await readStage({ bedrockModel: 'amazon.nova-lite-v1:0', ...PRICES, ...openai });
    template.allResourcesProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          DEPECHE_BEDROCK_INPUT_PRICE: '0.06',
          DEPECHE_BEDROCK_OUTPUT_PRICE: '0.24',
          DEPECHE_OPENAI_INPUT_PRICE: '0',
          DEPECHE_OPENAI_OUTPUT_PRICE: '0',
        }),
      },
    });
  });

  test('a firewall lets articles pass and is bound to the stage', async () => {
    const { template } = await readStage({ waf: 'true' });
    template.resourceCountIs('AWS::WAFv2::WebACLAssociation', 1);
    const [{ Properties } = { Properties: {} }] = Object.values(template.findResources('AWS::WAFv2::WebACL'));
    expect(JSON.stringify(Properties.Rules)).toContain('{"ActionToUse":{"Count":{}},"Name":"SizeRestrictions_BODY"}');
    expect(dev.template.findResources('AWS::WAFv2::WebACL')).toEqual({});
    template.hasResourceProperties('AWS::WAFv2::LoggingConfiguration', {
      RedactedFields: [{ SingleHeader: { Name: 'x-api-key' } }, { QueryString: {} }],
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: 'aws-waf-logs-Depeche-dev',
      RetentionInDays: 7,
    });
  });

  test('no setting breaks one of those rules', () => {
    const { app } = synthesize({
      waf: true,
      bedrockModel: 'eu.amazon.nova-lite-v1:0',
      ...PRICES,
      domainName: 'depeche.example.org',
      certificateArn: 'arn:aws:acm:eu-west-3:111111111111:certificate/abc',
      alarmEmail: 'desk@example.org',
      probeMinutes: 5,
      apiExecutionLogs: true,
    });
    expect(violationsOf(app)).toEqual([]);
  });

  test('a domain of one’s own takes TLS 1.2 and later, and is where links lead', async () => {
    const { template } = await readStage({
      domainName: 'depeche.example.org',
      certificateArn: 'arn:aws:acm:eu-west-3:111111111111:certificate/abc',
      hostedZoneId: 'Z0123456789',
      hostedZoneName: 'example.org',
    });
    template.hasResourceProperties('AWS::ApiGateway::DomainName', { SecurityPolicy: 'TLS_1_2' });
    template.hasResourceProperties('AWS::Route53::RecordSet', { Name: 'depeche.example.org.' });
    template.hasOutput('ApiUrl', { Value: 'https://depeche.example.org/' });
  });

  test('each name of a key is a key on the plan', async () => {
    const { template } = await readStage({ apiKeys: 'desk,archive' });
    template.resourceCountIs('AWS::ApiGateway::ApiKey', 2);
    template.resourceCountIs('AWS::ApiGateway::UsagePlanKey', 2);
  });

  test('the bill has a budget, and functions have executions of their own, where a stage asks for them', async () => {
    const { template } = await readStage({
      monthlyBudgetUsd: 50,
      alarmEmail: 'desk@example.org',
      httpReservedConcurrency: 40,
      eventReservedConcurrency: 5,
    });
    template.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: { BudgetLimit: { Amount: 50, Unit: 'USD' }, BudgetType: 'COST', TimeUnit: 'MONTHLY' },
      NotificationsWithSubscribers: [
        Match.objectLike({
          Notification: Match.objectLike({ NotificationType: 'ACTUAL', Threshold: 80 }),
          Subscribers: [{ Address: 'desk@example.org', SubscriptionType: 'EMAIL' }],
        }),
        Match.objectLike({ Notification: Match.objectLike({ NotificationType: 'FORECASTED', Threshold: 100 }) }),
      ],
    });
    const reserved = Object.values(template.findResources('AWS::Lambda::Function')).map(({ Properties }) => [
      Properties.Description,
      Properties.ReservedConcurrentExecutions,
    ]);
    expect(Object.fromEntries(reserved)).toEqual({
      'Dépêche: the HTTP API': 40,
      'Dépêche: articles from the inbox and the bus': 5,
      'Dépêche: tries a new version before it gets traffic': undefined,
    });
    template.allResourcesProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ DEPECHE_MONTHLY_BUDGET_USD: '50' }) },
    });
    dev.template.resourceCountIs('AWS::Budgets::Budget', 0);
    dev.template.allResourcesProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ DEPECHE_MONTHLY_BUDGET_USD: Match.absent() }) },
    });
    dev.template.allResourcesProperties('AWS::Lambda::Function', { ReservedConcurrentExecutions: Match.absent() });
  });

  test('where API Gateway logs its executions, the group is there before and lets them expire', async () => {
    const { template } = await readStage({ apiExecutionLogs: true });
    const groups = template.findResources('AWS::Logs::LogGroup', {
      Properties: { RetentionInDays: 7, LogGroupName: { 'Fn::Join': Match.anyValue() } },
      DeletionPolicy: 'Retain',
    });
    const [id = ''] = Object.keys(groups);
    expect(JSON.stringify(groups[id])).toContain('API-Gateway-Execution-Logs_');
    template.hasResource('AWS::ApiGateway::Stage', {
      DependsOn: Match.arrayWith([id]),
      Properties: Match.objectLike({ MethodSettings: [Match.objectLike({ LoggingLevel: 'ERROR' })] }),
    });
  });

  test('alarms go to the address given, and to nobody otherwise', async () => {
    (await readStage({ alarmEmail: 'desk@example.org' })).template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'desk@example.org',
    });
    dev.template.resourceCountIs('AWS::SNS::Subscription', 0);
  });

  test('alarms go to a topic of one’s own, and none is made then', async () => {
    const alarmTopicArn = 'arn:aws:sns:eu-west-3:111111111111:desk';
    const { template } = await readStage({ stage: 'prod', alarmTopicArn });
    template.resourceCountIs('AWS::SNS::Topic', 0);
    template.resourceCountIs('AWS::KMS::Key', 0);
    for (const { Properties } of Object.values(findAlarms(template.toJSON().Resources).paging)) {
      expect(Properties).toMatchObject({ AlarmActions: [alarmTopicArn] });
    }
    template.hasOutput('AlarmTopicArn', { Value: alarmTopicArn });
  });

  test('a pinned account and region are the only place where the stage may go; synth warns of what the region lacks', () => {
    const bedrockModel = 'us.amazon.nova-lite-v1:0';
    const { stack, settings } = synthesize({ account: '111111111111', region: 'eu-west-3', bedrockModel, ...PRICES });
    expect(stack).toMatchObject({ account: '111111111111', region: 'eu-west-3' });
    const [lacking = ''] = findMissingEngines(settings);
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp(lacking));
    Annotations.fromStack(dev.stack).hasNoWarning('*', Match.stringLikeRegexp('not known'));
  });

  test.each([
    [{ region: 'af-south-1' }, 'Amazon Translate is not known to be in af-south-1'],
    [{ region: 'eu-west-3', bedrockModel: 'us.amazon.nova-lite-v1:0' }, 'us.amazon.nova-lite-v1:0 is not known'],
    [{ region: 'eu-west-3', bedrockModel: 'amazon.nova-lite-v1:0' }, 'amazon.nova-lite-v1:0 is not known'],
  ])('the region of %j lacks an engine', (context, message) => {
    expect(findMissingEngines(readSettings({ ...PRICES, ...context }))).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    {},
    { region: 'eu-west-3' },
    { region: 'af-south-1', translator: 'local' },
    { region: 'eu-west-3', bedrockModel: 'eu.amazon.nova-lite-v1:0' },
    {
      region: 'eu-west-3',
      bedrockModel: 'amazon.nova-lite-v1:0',
      environment: '{"DEPECHE_BEDROCK_REGION":"us-east-1"}',
    },
  ])('the region of %j has all', (context) => {
    expect(findMissingEngines(readSettings({ ...PRICES, ...context }))).toEqual([]);
  });

  test('what the functions are told of engines in their environment is what they are granted', async () => {
    const environment = '{"DEPECHE_BEDROCK_MODEL":"amazon.nova-lite-v1:0","DEPECHE_BEDROCK_REGION":"us-east-1"}';
    const invoking = statements(await readStage({ environment, ...PRICES })).filter((statement) =>
      actionsOf(statement).includes('bedrock:InvokeModel'),
    );
    expect(invoking).toHaveLength(2);
    for (const { Resource } of invoking) {
      expect(JSON.stringify(Resource)).toContain(':bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0');
    }
    const local = await readStage({ environment: '{"DEPECHE_TRANSLATOR":"local"}' });
    expect(statements(local).flatMap(actionsOf)).not.toContain('translate:TranslateText');
    local.template.allResourcesProperties('AWS::Lambda::Function', { MemorySize: 1_769 });
  });

  test('pages of the given origins may call the API', async () => {
    (
      await readStage({ corsOrigins: 'https://desk.example.org,https://news.example.org' })
    ).template.allResourcesProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          DEPECHE_CORS_ORIGINS: 'https://desk.example.org,https://news.example.org',
        }),
      },
    });
  });
});
