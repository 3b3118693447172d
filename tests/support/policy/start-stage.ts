import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { ImportTerminologyCommand, TranslateClient } from '@aws-sdk/client-translate';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { buildApp } from 'fauxqs';
import { BUNDLE_CODE_FOLDER } from '../../../infra/build/bundle-layout.ts';
import type { FunctionName } from '../../../infra/build/bundle-functions.ts';
import type { GlossaryFile } from '../../../infra/data/glossary.ts';
import { startAmazonTranslateStandIn } from '../amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { startSecretsStandIn } from '../secrets/start-secrets-stand-in.ts';
import { startBedrockStandIn } from '../bedrock-stand-in/start-bedrock-stand-in.ts';
import { startTestTable } from '../dynamodb/start-test-table.ts';
import { startEventbridgeStandIn } from '../eventbridge/start-eventbridge-stand-in.ts';
import { readBuiltFunctions } from '../kept-builds/built-functions.ts';
import { readKeptTemplate } from '../kept-builds/kept-template.ts';
import { gatewayEvent } from '../gateway-event.ts';
import type { Statement } from './evaluate.ts';
import { FUNCTION_DESCRIPTIONS, readRoleStatements, REGION, resolveTemplate } from './resolve-template.ts';
import { type Meter, type PolicyProxy, startPolicyProxy, type Upstreams } from './start-policy-proxy.ts';
import { startDeploymentStandIn } from './start-deployment-stand-in.ts';
import { type RunningFunction, startFunction } from './start-function.ts';

/** The description that tells a stage's functions apart. */
const DESCRIPTIONS = {
  http: FUNCTION_DESCRIPTIONS.http,
  events: FUNCTION_DESCRIPTIONS.events,
  'pre-traffic': FUNCTION_DESCRIPTIONS.preTraffic,
} as const satisfies Partial<Record<FunctionName, string>>;

type GuardedName = keyof typeof DESCRIPTIONS;

/** Where queues are until the proxy of the function that uses them is known: the SDK goes where a queue's address says. */
const QUEUES = 'http://queues.invalid';

export interface StageOptions {
  /** As `cdk deploy -c name=value`. */
  context?: Record<string, unknown>;
  glossary?: GlossaryFile;
  /** Sees all that both functions ask of AWS. */
  meter?: Meter;
}

interface GuardedFunction {
  statements: readonly Statement[];
  proxy: PolicyProxy;
  running: RunningFunction;
}

/**
 * A stage on this machine: both functions as they are built, in processes of their own, with the environment that the
 * synthesized template gives them, and each behind a proxy that lets through what its role's policies allow.
 */
export async function startStage({ context = {}, glossary, meter }: StageOptions = {}) {
  const template = resolveTemplate(
    await readKeptTemplate(context, glossary),
    (name) => `${QUEUES}/000000000000/${name}`,
  );
  const [tableName = ''] = template.ofType('AWS::DynamoDB::GlobalTable').map(({ id }) => template.ref(id));
  const [bucket = ''] = template.ofType('AWS::S3::Bucket').map(({ id }) => template.ref(id));
  const [table, translate, bus, bedrock, secrets] = await Promise.all([
    startTestTable(tableName),
    startAmazonTranslateStandIn(),
    startEventbridgeStandIn(),
    startBedrockStandIn(),
    startSecretsStandIn(),
  ]);
  const faux = buildApp({ logger: false });
  const fauxqs = await faux.listen({ host: '127.0.0.1', port: 0 });
  const sdk = { endpoint: fauxqs, region: REGION, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const s3 = new S3Client({ ...sdk, forcePathStyle: true });
  const sqs = new SQSClient(sdk);
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  let queueUrl: string | undefined;
  for (const { id, Properties } of template.ofType('AWS::SQS::Queue')) {
    const created = await sqs.send(new CreateQueueCommand({ QueueName: template.ref(id).split('/').at(-1) }));
    if (Properties.RedrivePolicy) queueUrl = created.QueueUrl;
  }
  // fauxqs gives its queues addresses of this form.
  const queueOrigin = `http://sqs.${REGION}.localhost:${new URL(fauxqs).port}`;
  const terminologies = new TranslateClient({ ...sdk, endpoint: translate.endpoint });
  for (const { Properties } of template.ofType('AWS::Translate::Terminology')) {
    const { File, Format } = Properties.TerminologyData as { File: string; Format: 'CSV' };
    const terms = { File: Buffer.from(File, 'base64'), Format };
    const Name = String(Properties.Name);
    await terminologies.send(
      new ImportTerminologyCommand({ Name, MergeStrategy: 'OVERWRITE', TerminologyData: terms }),
    );
  }
  const upstreams: Upstreams = {
    dynamodb: table.endpoint,
    translate: translate.endpoint,
    events: bus.endpoint,
    bedrock: bedrock.endpoint,
    secretsmanager: secrets.endpoint,
    s3: fauxqs,
    sqs: fauxqs,
  };
  const built = await readBuiltFunctions();
  const folder = await mkdtemp(join(tmpdir(), 'depeche-stage-'));
  if (glossary) await writeFile(join(folder, 'glossary.csv'), glossary.content);

  const startGuarded = async (name: GuardedName, more: Upstreams = {}): Promise<GuardedFunction> => {
    const description = DESCRIPTIONS[name];
    const found = template
      .ofType('AWS::Lambda::Function')
      .find(({ Properties }) => Properties.Description === description);
    if (!found) throw new Error(`The template has no function described as ${description}.`);
    const statements = readRoleStatements(template, found.id);
    const proxy = await startPolicyProxy(statements, { ...upstreams, ...more }, { queueOrigin, meter });
    const { Variables } = found.Properties.Environment as { Variables: Record<string, string> };
    const declared = Object.entries(Variables).map(([key, value]) => [key, value.replace(QUEUES, proxy.endpoint)]);
    const env = { ...Object.fromEntries(declared), AWS_ENDPOINT_URL: proxy.endpoint, AWS_REGION: REGION };
    return {
      statements,
      proxy,
      running: await startFunction(join(built, name, `${BUNDLE_CODE_FOLDER}/index.mjs`), env, folder),
    };
  };
  const [http, events] = await Promise.all([startGuarded('http'), startGuarded('events')]);

  return {
    template,
    table,
    translate,
    bus,
    bedrock,
    http,
    events,
    /** Sends a request through the HTTP function. */
    async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const [pathname = '', query = ''] = path.split('?');
      const event = gatewayEvent(method, pathname, {
        headers: { 'content-type': 'application/json', ...headers },
        body: body === undefined ? null : JSON.stringify(body),
        multiValueQueryStringParameters: Object.fromEntries([...new URLSearchParams(query)].map(([k, v]) => [k, [v]])),
        context: { requestTimeEpoch: Date.now(), requestId: randomUUID() },
      });
      const answer = (await http.running.invoke(event)) as APIGatewayProxyResult;
      return { status: answer.statusCode, body: answer.body === '' ? undefined : JSON.parse(answer.body) };
    },
    /** Hands messages to the event function as its queue delivers them, once: what fails is not kept for later. */
    async deliver(bodies: readonly unknown[]): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> {
      for (const body of bodies) {
        const MessageBody = typeof body === 'string' ? body : JSON.stringify(body);
        await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
      }
      const received: Message[] = [];
      while (received.length < bodies.length) {
        const asked = { QueueUrl: queueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All' as const] };
        received.push(...((await sqs.send(new ReceiveMessageCommand(asked))).Messages ?? []));
      }
      const answer = await events.running.invoke({
        Records: received.map(({ MessageId, ReceiptHandle, Body, Attributes }) => ({
          messageId: MessageId,
          receiptHandle: ReceiptHandle,
          body: Body,
          attributes: Attributes,
        })),
      });
      for (const { ReceiptHandle } of received) {
        await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
      }
      return answer as { batchItemFailures: { itemIdentifier: string }[] };
    },
    /** Runs the pre-traffic hook for the deployment of each group, as CodeDeploy does. */
    async deploy() {
      const standIn = await startDeploymentStandIn((arn, event) =>
        (arn.includes(':httpfunction') ? http : events).running.invoke(event),
      );
      const hook = await startGuarded('pre-traffic', { lambda: standIn.endpoint, codedeploy: standIn.endpoint });
      const [application = ''] = template.ofType('AWS::CodeDeploy::Application').map(({ id }) => template.ref(id));
      for (const { id } of template.ofType('AWS::CodeDeploy::DeploymentGroup')) {
        const DeploymentId = `${application}/${template.ref(id)}`;
        await hook.running.invoke({ DeploymentId, LifecycleEventHookExecutionId: 'execution-1' });
      }
      await Promise.all([hook.running.stop(), hook.proxy.stop(), standIn.stop()]);
      return { ...hook, told: standIn.told };
    },
    bucket,
    async objects(prefix: string): Promise<string[]> {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
      return Contents.map(({ Key = '' }) => Key);
    },
    upload: (key: string, body: string) => s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body })),
    async stop() {
      await Promise.all([http.running.stop(), events.running.stop()]);
      await Promise.all([http.proxy.stop(), events.proxy.stop(), table.stop(), bus.stop()]);
      await Promise.all([
        secrets.stop(),
        translate.close(),
        bedrock.close(),
        faux.close(),
        rm(folder, { recursive: true }),
      ]);
      s3.destroy();
      sqs.destroy();
      terminologies.destroy();
    },
  };
}

export type TestStage = Awaited<ReturnType<typeof startStage>>;
