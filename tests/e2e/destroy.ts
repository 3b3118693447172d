import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteObjectsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { NEEDED, readDeployment } from './read-deployment.ts';
import { createStackView, type StackResource } from './stack-resources.ts';

/** Some services show what they delete for a while: SQS says up to 60 seconds (DeleteQueue). */
const PATIENCE_MS = 120_000;
const INTERVAL_MS = 2_000;

/** Destroys the dev stack that the environment names, and fails unless every service says that its part is gone. */
const deployment = readDeployment(process.env);
if (!deployment) throw new Error(NEEDED);
const { outputs, endpoint, stackName } = deployment;
if (!stackName.endsWith('-dev')) throw new Error('Only a dev stack is destroyed by a script.');

const view = createStackView(endpoint, outputs.BusName);
const resources = await view.list(stackName);
const unseen = missingFrom(await view.findPresent(resources), resources);
// A look-up that does not find what is there would not find what is left either.
if (resources.length === 0 || unseen.length > 0) throw new Error(`These can't be seen in the stack: ${show(unseen)}`);

await emptyBucket(outputs.InboxBucketName);
const { status } = spawnSync('npx', ['cdk', 'destroy', '--force', '-c', 'stage=dev'], { stdio: 'inherit' });
if (endpoint === undefined) {
  if (status !== 0) throw new Error('cdk destroy failed; the reason is above.');
} else if (!isDeleting(await view.statusOf(stackName))) {
  // The CLI names a stack by its ARN. An emulator that only knows names says yes to that and does nothing.
  process.stdout.write('The emulator ignores a deletion by ARN; the stack is deleted by name.\n');
  await view.requestDeletion(stackName);
}

const deadlineMs = Date.now() + PATIENCE_MS;
let left = await view.findPresent(resources);
while (left.length > 0 && Date.now() < deadlineMs) {
  await sleep(INTERVAL_MS);
  left = await view.findPresent(left);
}
if (left.length > 0) throw new Error(`${stackName} left behind: ${show(left)}`);
if ((await view.statusOf(stackName)) !== undefined) throw new Error(`Nothing of ${stackName} is left but its name.`);
process.stdout.write(`${stackName} is gone, and the ${resources.length} resources that stood by themselves with it.\n`);

/** CloudFormation deletes no bucket that holds something. */
async function emptyBucket(Bucket: string): Promise<void> {
  const s3 = new S3Client({ forcePathStyle: endpoint !== undefined });
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket })) {
    if (Contents.length === 0) continue;
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: Contents.map(({ Key }) => ({ Key })) } }));
  }
}

function isDeleting(stackStatus: string | undefined): boolean {
  return stackStatus === undefined || stackStatus.startsWith('DELETE_');
}

function missingFrom(found: readonly StackResource[], all: readonly StackResource[]): StackResource[] {
  return all.filter((resource) => !found.includes(resource));
}

function show(list: readonly StackResource[]): string {
  return list.map(({ type, id }) => `\n  ${type} ${id}`).join('');
}
