import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { EventBus, Match, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ACCEPTED_PREFIX, INBOX_PREFIX, MAX_RECEIVE_COUNT } from '../../shared/config/constants.ts';
import type { Stage } from '../settings/settings-schema.ts';
import type { PublishedFunction } from './published-function.ts';
import type { ServiceFunction } from './service-function.ts';

const INBOX_OBJECTS = `${INBOX_PREFIX}*`;
const ACCEPTED_OBJECTS = `${ACCEPTED_PREFIX}*`;

/** AWS advises at least six times the function's timeout, so that a retry never runs beside the first attempt. */
const VISIBILITY_FACTOR = 6;

/** Longest retention of SQS. */
const DEAD_LETTER_RETENTION = Duration.days(14);

/** An article takes seconds, so few a batch keep the whole batch well inside the function's timeout. */
const BATCH_SIZE = 5;

export interface EventPipelineProps {
  stage: Stage;
  functionTimeout: Duration;
  inboxRetentionDays: number;
}

/** Inbox bucket and bus → rules → queue, with the dead-letter queue behind it. */
export class EventPipeline extends Construct {
  readonly inbox: Bucket;
  readonly bus: EventBus;
  readonly queue: Queue;
  readonly deadLetters: Queue;
  /** What feeds the queue: from the account's own bus, and from ours. */
  readonly rules: { inbox: Rule; published: Rule };

  constructor(scope: Construct, id: string, props: EventPipelineProps) {
    super(scope, id);
    this.inbox = this.createInbox(props);
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: `${Stack.of(this).stackName}-articles`,
      description: 'Articles to process, and what became of them',
    });
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: DEAD_LETTER_RETENTION,
    });
    Validations.of(this.deadLetters).acknowledge({
      id: 'Serverless-SQSRedrivePolicy',
      reason: 'It is where dead letters go.',
    });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(props.functionTimeout.toSeconds() * VISIBILITY_FACTOR),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
    this.rules = this.routeEvents();
  }

  /** Feeds the queue to a function; its partial batch answers send back only what failed. */
  consumeWith({ live }: PublishedFunction, maxConcurrency: number): void {
    live.addEventSource(
      new SqsEventSource(this.queue, { batchSize: BATCH_SIZE, reportBatchItemFailures: true, maxConcurrency }),
    );
    Validations.of(live).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: 'A queue has no such destination; what fails goes back to it, and then to its dead letters.',
    });
  }

  /** Lets a function put an accepted article into the inbox, to be processed later, and take it away when it is deleted. */
  grantAccept(fn: ServiceFunction): void {
    this.allowOnObjects(fn, ['s3:PutObject', 's3:DeleteObject'], ACCEPTED_OBJECTS);
    fn.allow(['s3:ListBucket'], [this.inbox.bucketArn], { StringLike: { 's3:prefix': ACCEPTED_OBJECTS } });
  }

  /** Lets a function read what arrived. Who may not list a bucket is told "forbidden" for an object that is gone. */
  grantRead(fn: ServiceFunction): void {
    this.allowOnObjects(fn, ['s3:GetObject'], INBOX_OBJECTS);
    fn.allow(['s3:ListBucket'], [this.inbox.bucketArn]);
  }

  /** Lets a function say what became of an article: on the bus, or with its reason among the dead letters. */
  grantReport(fn: ServiceFunction): void {
    fn.allow(['events:PutEvents'], [this.bus.eventBusArn]);
    fn.allow(['sqs:SendMessage'], [this.deadLetters.queueArn]);
  }

  private allowOnObjects(fn: ServiceFunction, actions: readonly string[], objects: string): void {
    fn.allow(actions, [this.inbox.arnForObjects(objects)]);
    const bucket = Stack.of(this).resolve(this.inbox.bucketArn)['Fn::GetAtt'][0];
    Validations.of(fn).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${bucket}.Arn>/${objects}]`,
      reason: 'Every object of one folder, and nothing beside it.',
    });
  }

  private createInbox({ stage, inboxRetentionDays }: EventPipelineProps): Bucket {
    const inbox = new Bucket(this, 'Inbox', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      lifecycleRules: [
        { expiration: Duration.days(inboxRetentionDays), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      // Deleted with a dev stack once it is empty: CDK's own emptying would add a function that may delete everything.
      removalPolicy: stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // `eventBridgeEnabled` would do this through a hidden function of CDK's own.
    const resource = inbox.node.defaultChild;
    if (resource instanceof CfnBucket)
      resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
    Validations.of(inbox).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Objects live for days, and the event of each names its requester; a log bucket would outlive them.',
    });
    return inbox;
  }

  private routeEvents(): { inbox: Rule; published: Rule } {
    // What EventBridge cannot deliver waits with the other dead letters, in the same form.
    const target = new SqsQueue(this.queue, { deadLetterQueue: this.deadLetters });
    const inbox = new Rule(this, 'ObjectCreated', {
      description: 'Articles put into the inbox bucket',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [this.inbox.bucketName] },
          // Of any type: the function says of what it cannot read why.
          object: { key: Match.prefix(INBOX_PREFIX) },
        },
      },
      targets: [target],
    });
    const published = new Rule(this, 'ArticlePublished', {
      description: 'Articles announced on the bus',
      eventBus: this.bus,
      eventPattern: { account: [Stack.of(this).account], detailType: ['ArticlePublished'] },
      targets: [target],
    });
    return { inbox, published };
  }
}
