import { spawnSync } from 'node:child_process';
import { DescribeTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { DeleteObjectsCommand, HeadBucketCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { NEEDED, readDeployment } from './read-deployment.ts';

/** Destroys the dev stack that the environment names, and fails unless its data is gone with it. */
const deployment = readDeployment(process.env);
if (!deployment) throw new Error(NEEDED);
const { outputs, endpoint, stackName } = deployment;
if (!stackName.endsWith('-dev')) throw new Error('Only a dev stack is destroyed by a script.');

const s3 = new S3Client({ forcePathStyle: endpoint !== undefined });
const dynamodb = new DynamoDBClient();
const sqs = new SQSClient({ useQueueUrlAsEndpoint: endpoint === undefined });

// CloudFormation deletes no bucket that holds something.
const Bucket = outputs.InboxBucketName;
for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket })) {
  if (Contents.length === 0) continue;
  await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: Contents.map(({ Key }) => ({ Key })) } }));
}

const { status } = spawnSync('npx', ['cdk', 'destroy', '--force', '-c', 'stage=dev'], { stdio: 'inherit' });
if (status !== 0) throw new Error('cdk destroy failed; the reason is above.');

const left = await Promise.all([
  exists(dynamodb.send(new DescribeTableCommand({ TableName: outputs.TableName })), ResourceNotFoundException.name),
  exists(s3.send(new HeadBucketCommand({ Bucket })), 'NotFound'),
  ...[outputs.QueueUrl, outputs.DeadLetterQueueUrl].map((QueueUrl) =>
    exists(sqs.send(new GetQueueAttributesCommand({ QueueUrl })), 'QueueDoesNotExist'),
  ),
]);
if (left.includes(true)) throw new Error('The stack is gone, but its table, bucket or queues are not.');
process.stdout.write(`${stackName} is gone, and its table, bucket and queues with it.\n`);

/** Whether a resource answers; any error but that of its absence is thrown. */
async function exists(answer: Promise<unknown>, absence: string): Promise<boolean> {
  try {
    await answer;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === absence) return false;
    throw error;
  }
}
