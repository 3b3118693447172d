import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import type { S3InboxOptions } from '../../shared/adapters/inbox-s3.ts';
import { createPowertoolsLogger } from '../../shared/adapters/telemetry/logger-powertools.ts';
import { createPowertoolsMetrics } from '../../shared/adapters/telemetry/metrics-powertools.ts';
import type { EventbridgePublisherOptions } from '../../shared/adapters/publisher-eventbridge.ts';
import { createPowertoolsTracer } from '../../shared/adapters/telemetry/tracer-powertools.ts';
import { MAX_RECEIVE_COUNT, SERVICE_VERSION } from '../../shared/config/constants.ts';
import type { loadEventsConfig, loadHttpConfig } from '../../shared/config/service-config.ts';
import type { EventPublisher } from '../../shared/ports/event-publisher.ts';
import type { Inbox } from '../../shared/ports/inbox.ts';
import type { Metrics } from '../../shared/ports/telemetry/metrics.ts';
import type { Queue } from '../../shared/ports/queue.ts';
import type { Tracer } from '../../shared/ports/telemetry/tracer.ts';
import { createBury } from '../events/dead-letter.ts';
import type { EventDependencies } from '../events/handler.ts';
import { createPostpone } from '../events/postpone-message.ts';
import { type Container, type ContainerOverrides, createContainer } from './create-container.ts';
import type { Telemetry } from './instrument-handler.ts';
import { once } from './once.ts';

export interface LambdaContainer extends Container {
  telemetry: Telemetry;
  metrics: Metrics;
}

/** The HTTP function's adapters; with an inbox it can take articles on for later. */
export async function createHttpContainer(config: ReturnType<typeof loadHttpConfig>): Promise<LambdaContainer> {
  const bucket = config.DEPECHE_INBOX_BUCKET;
  const inbox =
    bucket === undefined ? undefined : createLazyInbox({ bucket, sdk: { forcePathStyle: config.s3PathStyle } });
  return createWatchedContainer(config, inbox ? { inbox } : {});
}

/** The event function's adapters. */
export async function createEventsContainer(
  config: ReturnType<typeof loadEventsConfig>,
): Promise<LambdaContainer & EventDependencies & { tracer: Tracer }> {
  const inboxBucket = config.DEPECHE_INBOX_BUCKET;
  const clock = createSystemClock();
  const container = await createWatchedContainer(config, { clock });
  return {
    ...container,
    tracer: container.telemetry.tracer,
    inbox: createLazyInbox({ bucket: inboxBucket, sdk: { forcePathStyle: config.s3PathStyle } }),
    inboxBucket,
    publisher: createLazyPublisher({ bus: config.DEPECHE_BUS, clock, random: Math.random }),
    bury: createBury(createLazyQueue(config.DEPECHE_DEAD_LETTER_QUEUE_URL), () =>
      container.metrics.record('LettersBuried', 1, 'Count'),
    ),
    onOutcome: createPostpone({
      queue: createLazyQueue(config.DEPECHE_QUEUE_URL),
      random: Math.random,
      logger: container.logger,
    }),
    maxReceiveCount: MAX_RECEIVE_COUNT,
    publicUrl: config.DEPECHE_PUBLIC_URL,
  };
}

/** The inbox in S3, whose client is loaded at its first use: most requests never need it. */
function createLazyInbox(options: S3InboxOptions): Inbox {
  const load = once(async () => (await import('../../shared/adapters/inbox-s3.ts')).createS3Inbox(options));
  return {
    put: async (...parameters) => (await load()).put(...parameters),
    list: async (...parameters) => (await load()).list(...parameters),
    remove: async (...parameters) => (await load()).remove(...parameters),
    get: async (...parameters) => (await load()).get(...parameters),
  };
}

/** The bus, whose client is loaded for the first event, which comes when an article is done. */
function createLazyPublisher(options: EventbridgePublisherOptions): EventPublisher {
  const load = once(async () =>
    (await import('../../shared/adapters/publisher-eventbridge.ts')).createEventbridgePublisher(options),
  );
  return { publish: async (events) => (await load()).publish(events) };
}

/** The dead letters, whose client is loaded for the first one: few batches have any. */
function createLazyQueue(queueUrl: string): Pick<Queue, 'send' | 'release'> {
  const load = once(async () => (await import('../../shared/adapters/queue-sqs.ts')).createSqsQueue({ queueUrl }));
  return {
    send: async (...parameters) => (await load()).send(...parameters),
    release: async (...parameters) => (await load()).release(...parameters),
  };
}

type WatchedConfig = Omit<ReturnType<typeof loadHttpConfig>, 'DEPECHE_INBOX_BUCKET' | 'DEPECHE_CORS_ORIGINS'>;

/** A container whose log, metrics and traces go to CloudWatch and X-Ray. */
export async function createWatchedContainer(
  config: WatchedConfig,
  overrides: ContainerOverrides,
): Promise<LambdaContainer> {
  const logger = createPowertoolsLogger({ level: config.LOG_LEVEL });
  for (const { name, detail } of config.unknownVariables) {
    logger.error('A variable is named like a setting and is none', { variable: name, detail });
  }
  for (const { name, detail } of config.missingPrices) {
    logger.error('A model has no price: what it costs is counted as nothing, in no budget', { variable: name, detail });
  }
  const metrics = createPowertoolsMetrics({ stage: config.DEPECHE_STAGE });
  const tracer = createPowertoolsTracer();
  const container = await createContainer(config, { logger, metrics, tracer, ...overrides });
  const start: Telemetry['start'] = (context) => {
    logger.start(context);
    metrics.start(context);
  };
  logger.info('Function started', { version: SERVICE_VERSION, commit: config.DEPECHE_COMMIT });
  return { ...container, metrics, telemetry: { tracer, start, flush: metrics.flush } };
}
