import { Annotations, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { SERVICE_VERSION } from '../shared/config/constants.ts';
import { BUNDLE_GLOSSARY } from './build/bundle-layout.ts';
import { addCustomDomain } from './doors/custom-domain.ts';
import { allowEngines } from './work/engine-access.ts';
import { EventPipeline } from './work/event-pipeline.ts';
import { type GlossaryFile, Terminology } from './data/glossary.ts';
import { HttpApi } from './doors/http-api.ts';
import { Operations } from './watch/operations.ts';
import { addCostBudget } from './watch/cost-budget.ts';
import { Probe } from './watch/probe.ts';
import { type GradualDeploymentProps, GradualDeployment, HOOK_TIMEOUT } from './release/gradual-deployment.ts';
import { PublishedFunction } from './work/published-function.ts';
import { ServiceFunction } from './work/service-function.ts';
import { needsLocalEngine } from './settings.ts';
import { modelVariables } from './settings/model-variables.ts';
import { enginesOf } from './settings/engines-of.ts';
import { findMissingEngines } from './settings/region-support.ts';
import type { StageSettings } from './settings/settings-schema.ts';
import { ArticleTable } from './data/table.ts';
import { ApiWebAcl } from './doors/web-acl.ts';

/** API Gateway ends a call after 29 seconds (its default quota). */
const HTTP_TIMEOUT = Duration.seconds(29);

/** Enough for a batch of long articles; what fails once is back after six times this, so it is not longer. */
const EVENT_TIMEOUT = Duration.minutes(2);

/** Calls of a new version that last as long speak against it: near what ends them. */
const SLOW_HTTP_MS = 20_000;
const SLOW_EVENTS_MS = 100_000;

/** Waiting for Amazon Translate takes little of a core, and more memory stops paying for itself here. */
const MEMORY_MB = 1_024;

/** One whole core (Lambda guide, "Configure Lambda function memory"), which is what one engine keeps busy. */
const LOCAL_ENGINE_MEMORY_MB = 1_769;

export interface DepecheStackProps extends StackProps {
  settings: StageSettings;
  /** Folder of a built function. */
  codeOf: (name: 'http' | 'events' | 'pre-traffic' | 'probe') => string;
  /** What is deployed, where that is known. */
  commit: string | undefined;
  glossary: GlossaryFile | undefined;
}

/** One stage of the service. Composition only: what each part is stands in its own file. */
export class DepecheStack extends Stack {
  constructor(scope: Construct, id: string, { settings, codeOf, commit, glossary, ...props }: DepecheStackProps) {
    super(scope, id, {
      ...props,
      env: {
        ...(settings.account !== undefined && { account: settings.account }),
        ...(settings.region !== undefined && { region: settings.region }),
      },
      terminationProtection: settings.stage === 'prod' && !settings.without.includes('termination-protection'),
    });
    for (const warning of findMissingEngines(settings)) Annotations.of(this).addWarningV2('depeche:engines', warning);
    Tags.of(this).add('service', 'depeche');
    Tags.of(this).add('stage', settings.stage);
    const removalPolicy = settings.stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

    const articles = new ArticleTable(this, 'Articles', { stage: settings.stage });
    const pipeline = new EventPipeline(this, 'Events', {
      stage: settings.stage,
      functionTimeout: EVENT_TIMEOUT,
      inboxRetentionDays: settings.inboxRetentionDays,
    });
    const api = new HttpApi(this, 'Http', settings, removalPolicy);
    const terminology =
      glossary && enginesOf(settings).has('amazon')
        ? new Terminology(this, 'Glossary', { namePrefix: this.stackName, file: glossary })
        : undefined;

    const withLocalEngine = needsLocalEngine(settings);
    const environment = {
      DEPECHE_TRANSLATOR: settings.translator,
      ...(settings.enginesAllowed.length > 0 && { DEPECHE_ENGINES_ALLOWED: settings.enginesAllowed.join(',') }),
      ...(settings.translatorFallback !== 'none' && { DEPECHE_TRANSLATOR_FALLBACK: settings.translatorFallback }),
      DEPECHE_TABLE: articles.table.tableName,
      DEPECHE_INBOX_BUCKET: pipeline.inbox.bucketName,
      DEPECHE_BUS: pipeline.bus.eventBusName,
      DEPECHE_MONTHLY_CHARACTER_BUDGET: String(settings.monthlyCharacterBudget),
      ...(settings.monthlyBudgetUsd !== undefined && { DEPECHE_MONTHLY_BUDGET_USD: String(settings.monthlyBudgetUsd) }),
      DEPECHE_PUBLIC_URL: api.url,
      DEPECHE_STAGE: settings.stage,
      ...(commit !== undefined && { DEPECHE_COMMIT: commit }),
      // Lambda shows two cores where it gives the time of one.
      ...(withLocalEngine && { DEPECHE_LOCAL_WORKERS: '1' }),
      ...(glossary && { DEPECHE_GLOSSARY: BUNDLE_GLOSSARY }),
      ...(terminology && { DEPECHE_TERMINOLOGY: terminology.name, DEPECHE_TERMINOLOGY_VERSION: terminology.version }),
      ...modelVariables(settings),
      ...(settings.corsOrigins.length > 0 && { DEPECHE_CORS_ORIGINS: settings.corsOrigins.join(',') }),
      ...settings.environment,
    };
    const release = commit === undefined ? SERVICE_VERSION : `${SERVICE_VERSION} ${commit}`;
    const common = {
      memoryMb: withLocalEngine ? LOCAL_ENGINE_MEMORY_MB : MEMORY_MB,
      logRetentionDays: settings.logRetentionDays,
      removalPolicy,
    };
    const http = new PublishedFunction(this, 'HttpFunction', {
      ...common,
      release,
      description: 'Dépêche: the HTTP API',
      codePath: codeOf('http'),
      failuresGoTo: 'API Gateway calls it and waits: the caller gets a problem.',
      environment,
      timeout: HTTP_TIMEOUT,
      reservedConcurrency: settings.httpReservedConcurrency,
    });
    const events = new PublishedFunction(this, 'EventFunction', {
      ...common,
      release,
      description: 'Dépêche: articles from the inbox and the bus',
      codePath: codeOf('events'),
      failuresGoTo: 'Messages go back to their queue, which has dead letters.',
      environment: {
        DEPECHE_QUEUE_URL: pipeline.queue.queueUrl,
        DEPECHE_DEAD_LETTER_QUEUE_URL: pipeline.deadLetters.queueUrl,
        ...environment,
      },
      timeout: EVENT_TIMEOUT,
      reservedConcurrency: settings.eventReservedConcurrency,
    });
    for (const fn of [http, events]) {
      articles.grantStore(fn);
      allowEngines(fn, settings);
      if (terminology) fn.node.addDependency(terminology);
      Tags.of(fn).add('version', SERVICE_VERSION);
      if (commit !== undefined) Tags.of(fn).add('commit', commit);
    }
    articles.grantLibrary(http);
    pipeline.grantAccept(http);
    pipeline.grantRead(events);
    pipeline.grantReport(events);
    pipeline.consumeWith(events, settings.eventConcurrency);
    api.serveWith(http);

    if (!settings.without.includes('codedeploy')) {
      const hook = new ServiceFunction(this, 'PreTrafficFunction', {
        ...common,
        description: 'Dépêche: tries a new version before it gets traffic',
        codePath: codeOf('pre-traffic'),
        failuresGoTo: 'A deployment that hears nothing of it ends and is undone.',
        environment: {
          ...environment,
          DEPECHE_TRIAL_HTTP: http.version.functionArn,
          DEPECHE_TRIAL_EVENTS: events.version.functionArn,
        },
        timeout: HOOK_TIMEOUT,
      });
      articles.grantTrial(hook);
      const { stage, trafficShift } = settings;
      const suspects: GradualDeploymentProps['suspects'] = {
        Http: { fn: http, stage, slowMs: SLOW_HTTP_MS, ownFault: 'InternalErrors' },
        Events: { fn: events, stage, slowMs: SLOW_EVENTS_MS, ownFault: 'LettersBuried' },
      };
      new GradualDeployment(this, 'Deployment', { trafficShift, suspects, hook });
    }

    const { logRetentionDays, probeMinutes } = settings;
    if (settings.waf) new ApiWebAcl(this, 'WebAcl', { api: api.api, logRetentionDays, removalPolicy });
    addCustomDomain(this, api.api, settings);
    addCostBudget(this, settings);
    const probe =
      probeMinutes === undefined
        ? undefined
        : new Probe(this, 'Probe', {
            codePath: codeOf('probe'),
            url: settings.environment.DEPECHE_PUBLIC_URL ?? api.url,
            everyMinutes: probeMinutes,
            logRetentionDays,
            removalPolicy,
          });
    const { dashboardUrl, topicArn } = new Operations(this, 'Operations', {
      observed: {
        stage: settings.stage,
        api: api.api.deploymentStage,
        http,
        events,
        pipeline,
        probe,
      },
      settings,
      removalPolicy,
    });
    const outputs = {
      ApiUrl: api.url,
      ApiKeyId: api.apiKeyId,
      InboxBucketName: pipeline.inbox.bucketName,
      BusName: pipeline.bus.eventBusName,
      QueueUrl: pipeline.queue.queueUrl,
      DeadLetterQueueUrl: pipeline.deadLetters.queueUrl,
      TableName: articles.table.tableName,
      DashboardUrl: dashboardUrl,
      AlarmTopicArn: topicArn,
      HttpFunctionName: http.handler.functionName,
      EventFunctionName: events.handler.functionName,
      Version: release,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
