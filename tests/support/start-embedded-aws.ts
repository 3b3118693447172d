import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';

/** S3 and SQS in this process, with the bucket and the queues of a deployment. */
export interface EmbeddedAws {
  /** For any client of the SDK; bucket names stand in the path. */
  sdk: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  bucket: string;
  queueUrl: string;
  deadLetterQueueUrl: string;
  close(): Promise<void>;
}

export interface EmbeddedAwsOptions {
  /** Deliveries after which a message goes to the dead-letter queue. */
  maxReceiveCount: number;
}

const BUCKET = 'inbox';

/**
 * Starts fauxqs, whose data goes with the process. It is served to this machine only; its own way to start would listen
 * to the whole network.
 */
export async function startEmbeddedAws({ maxReceiveCount }: EmbeddedAwsOptions): Promise<EmbeddedAws> {
  const server = buildApp({ logger: false });
  const endpoint = await server.listen({ host: '127.0.0.1', port: 0 });
  const sdk = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const s3 = new S3Client({ ...sdk, forcePathStyle: true });
  const sqs = new SQSClient(sdk);
  try {
    await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
    const deadLetterQueueUrl = await createQueue(sqs, 'depeche-dead-letters', {});
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: deadLetterQueueUrl, AttributeNames: ['QueueArn'] }),
    );
    const redrive = { deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount };
    const queueUrl = await createQueue(sqs, 'depeche', { RedrivePolicy: JSON.stringify(redrive) });
    return { sdk, bucket: BUCKET, queueUrl, deadLetterQueueUrl, close: () => server.close() };
  } catch (error) {
    await server.close();
    throw error;
  } finally {
    s3.destroy();
    sqs.destroy();
  }
}

async function createQueue(sqs: SQSClient, name: string, attributes: Record<string, string>): Promise<string> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  if (QueueUrl === undefined) throw new Error(`The embedded queue ${name} has no address.`);
  return QueueUrl;
}
