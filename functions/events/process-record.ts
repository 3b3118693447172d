import type { ProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import type { RecordFailure } from '../../shared/app/use-cases/record-failure.ts';
import { DeletedMeanwhileError } from '../../shared/app/work/deleted-meanwhile.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import type { ArticleProblem, ArticleResult } from '../../shared/core/result.ts';
import { isTrial } from '../../shared/core/trial-article.ts';
import type { EventPublisher, OutgoingEvent } from '../../shared/ports/event-publisher.ts';
import type { Inbox } from '../../shared/ports/inbox.ts';
import type { Logger } from '../../shared/ports/telemetry/logger.ts';
import type { DeadLetterReason } from '../../shared/ports/queue.ts';
import type { Tracer } from '../../shared/ports/telemetry/tracer.ts';
import { parseRecord } from './parse-record.ts';
import type { QueueRecord } from './queue-record.ts';
import { type IncomingArticle, readArticle } from './read-article.ts';

/** What became of a message. */
export type RecordOutcome =
  | { status: 'processed'; id: string }
  /** A failure for good: recorded on the article, announced, done with. */
  | { status: 'refused'; id: string; problem: ArticleProblem }
  /** The article was deleted after this was asked for: done with, and nobody is told. */
  | { status: 'dropped'; id: string }
  /** Nothing was asked for. */
  | { status: 'ignored' }
  /** Back to the queue, which delivers it again. */
  | { status: 'returned'; problem: ArticleProblem; retryAfterSeconds?: number | undefined }
  /** In the dead-letter queue, with its reason. `isTold` when the article itself says so too. */
  | { status: 'buried'; problem: ArticleProblem; isTold: boolean };

export interface RecordDependencies {
  useCases: {
    processArticle: ProcessArticle;
    recordFailure: RecordFailure;
    describeService: () => { pipelineVersion: string };
  };
  inbox: Pick<Inbox, 'get'>;
  inboxBucket: string;
  publisher: EventPublisher;
  /** Moves a message to the dead-letter queue. */
  bury: (record: QueueRecord, reason: DeadLetterReason) => Promise<void>;
  logger: Logger;
  tracer: Tracer;
  /** Deliveries after which the queue gives a message up. */
  maxReceiveCount: number;
  /** Base of links in outgoing events. */
  publicUrl?: string | undefined;
}

/** How long a message may be worked on. */
export interface RecordLimits {
  /** Epoch milliseconds. */
  deadlineMs: number;
  /** Aborts when the process ends before: the message goes back then, and the attempt says nothing about the article. */
  signal?: AbortSignal | undefined;
}

const CUT_OFF: RecordOutcome = {
  status: 'returned',
  problem: { code: 'timeout', detail: 'The service was stopped before the article was done; it goes on from there.' },
};

/** A version that is out of date changed nothing, so there is nothing to announce. */
const NOT_ANNOUNCED = 'newer-version-kept';

/**
 * Works on one message; never throws. Delivered twice or late it does no harm: results, failures and versions are put
 * in order by the use cases, and whoever listens tells duplicates by `id` and `pipelineVersion`.
 */
export async function processRecord(
  deps: RecordDependencies,
  record: QueueRecord,
  limits: RecordLimits,
): Promise<RecordOutcome> {
  const work: Work = { record, correlationId: record.messageId, article: undefined };
  return deps.tracer.trace('record', async () => {
    try {
      limits.signal?.throwIfAborted();
      return await processMessage(deps, work, limits);
    } catch (error) {
      return limits.signal?.aborted ? CUT_OFF : giveBack(deps, work, error);
    }
  });
}

/** How far a message has come. */
interface Work {
  record: QueueRecord;
  correlationId: string;
  /** Set while the failure of the message would be a failure of this article. */
  article: IncomingArticle | undefined;
}

async function processMessage(deps: RecordDependencies, work: Work, limits: RecordLimits): Promise<RecordOutcome> {
  const command = parseRecord(work.record, deps.inboxBucket);
  work.correlationId = command.correlationId;
  if (command.kind === 'folder') return { status: 'ignored' };
  const article = await readArticle(deps.inbox, command);
  const { correlationId, apiKeyId, askedMs, input } = article;
  work.correlationId = correlationId;
  work.article = article;
  deps.tracer.annotate('correlationId', correlationId);
  if (input instanceof DepecheError) return refuse(deps, work, article, input);
  // A queue numbers its messages itself, so that only a deployment can name one.
  if (isTrial(article.id) && !isTrial(work.record.messageId)) return refuse(deps, work, article, reservedId());

  let result: ArticleResult;
  try {
    const context = { correlationId, apiKeyId, askedMs, mustKeep: true, ...limits };
    result = await deps.useCases.processArticle(input, context);
  } catch (error) {
    if (error instanceof DeletedMeanwhileError) return drop(deps, article);
    if (isForGood(error)) return refuse(deps, work, article, error);
    throw error;
  }
  work.article = undefined;
  if (!result.warnings.some(({ code }) => code === NOT_ANNOUNCED)) {
    await announce(deps, work, processedEvent(deps, result, correlationId));
  }
  return { status: 'processed', id: result.id };
}

export function reservedId(): DepecheError {
  return new DepecheError(
    'invalid-request',
    'The id begins as those of a deployment’s trial articles; choose another.',
  );
}

/** Nobody but the deployment is to hear of its trial. */
async function announce({ publisher }: RecordDependencies, { record }: Work, event: OutgoingEvent): Promise<void> {
  if (!isTrial(record.messageId)) await publisher.publish([event]);
}

/**
 * An error that another attempt would meet again, and that is the article's. `internal` is our own defect, which the next
 * release may mend; a fault of the settings is the operator's, who mends it while the articles wait.
 */
function isForGood(error: unknown): error is DepecheError {
  return error instanceof DepecheError && !error.retryable && !error.misconfigured && error.code !== 'internal';
}

/** A budget opens with the next month or by a person's hand, both long after the last delivery: no use in trying till then. */
function waitsForPerson(error: unknown): boolean {
  return error instanceof DepecheError && error.code === 'budget-exhausted';
}

async function refuse(
  deps: RecordDependencies,
  work: Work,
  article: IncomingArticle,
  error: DepecheError,
): Promise<RecordOutcome> {
  const { id, correlationId } = article;
  const problem = describeProblem(error);
  if (!(await tell(deps, work, article, problem))) return drop(deps, article);
  deps.logger.warn('Article refused', { correlationId, id, code: problem.code });
  return { status: 'refused', id, problem };
}

function drop(deps: RecordDependencies, { id, correlationId }: IncomingArticle): RecordOutcome {
  deps.logger.info('The article was deleted after this was asked for', { correlationId, id });
  return { status: 'dropped', id };
}

/** Records a failure on the article and announces it; returns false when the article was deleted since, and does neither. */
async function tell(
  deps: RecordDependencies,
  work: Work,
  article: IncomingArticle,
  problem: ArticleProblem,
): Promise<boolean> {
  const { id, input, correlationId, apiKeyId, askedMs } = article;
  const { publishedAt, idIsDerived } = input instanceof DepecheError ? {} : input;
  const failure = { id, problem, publishedAt, idIsDerived, apiKeyId, askedMs };
  if (!(await deps.useCases.recordFailure(failure))) return false;
  const { pipelineVersion } = deps.useCases.describeService();
  await announce(deps, work, { type: 'ArticleFailed', id, ...problem, pipelineVersion, correlationId });
  return true;
}

/** The queue delivers the message again, unless that is of no use or was its last time: then it is buried. */
async function giveBack(deps: RecordDependencies, work: Work, error: unknown): Promise<RecordOutcome> {
  const { record, correlationId, article } = work;
  const problem = describeProblem(error);
  const receiveCount = Number(record.attributes.ApproximateReceiveCount);
  const fields = { correlationId, messageId: record.messageId, receiveCount, code: problem.code, error };
  const isHopeless = isForGood(error) || waitsForPerson(error) || receiveCount >= deps.maxReceiveCount;
  if (!isHopeless || isTrial(record.messageId)) {
    deps.logger.error('Message goes back to the queue', fields);
    const retryAfterSeconds = error instanceof DepecheError ? error.retryAfterSeconds : undefined;
    return { status: 'returned', problem, retryAfterSeconds };
  }
  deps.logger.error('Message goes to the dead-letter queue', fields);
  let isTold = false;
  try {
    if (article) {
      if (!(await tell(deps, work, article, problem))) return drop(deps, article);
      isTold = true;
    }
  } catch (second) {
    deps.logger.error('The failure could not be recorded on the article', { correlationId, error: second });
  }
  try {
    await deps.bury(record, { ...problem, receiveCount, correlationId });
    return { status: 'buried', problem, isTold };
  } catch (second) {
    // The queue buries it by itself once it has been delivered often enough; only the reason is missing then.
    deps.logger.error('The dead-letter queue did not take a message', { correlationId, error: second });
    return { status: 'returned', problem };
  }
}

function describeProblem(error: unknown): ArticleProblem {
  if (error instanceof DepecheError && error.code !== 'internal') return { code: error.code, detail: error.message };
  return { code: 'internal', detail: 'Something went wrong on our side; the log says where.' };
}

function processedEvent(
  { publicUrl }: RecordDependencies,
  { id, pipelineVersion, summary, usage, translation }: ArticleResult,
  correlationId: string,
): OutgoingEvent {
  const target = translation.language;
  const path = `v1/articles/${encodeURIComponent(id)}?${new URLSearchParams({ target })}`;
  return {
    type: 'ArticleProcessed',
    id,
    target,
    pipelineVersion,
    ...(publicUrl === undefined ? {} : { resultUrl: `${publicUrl.replace(/\/$/, '')}/${path}` }),
    summary: { source: summary.source, translation: summary.translation },
    usage,
    correlationId,
  };
}
