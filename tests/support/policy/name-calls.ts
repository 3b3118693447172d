import type { Call } from './evaluate.ts';
import { ACCOUNT, REGION } from './resolve-template.ts';

export type Service =
  | 'dynamodb'
  | 's3'
  | 'sqs'
  | 'events'
  | 'translate'
  | 'bedrock'
  | 'lambda'
  | 'codedeploy'
  | 'secretsmanager';

/** A request as it came over HTTP, read to its end. */
export interface HttpRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
}

export interface NamedRequest {
  service: Service;
  /** Every permission it needs; all must be granted. */
  calls: readonly Call[];
}

/** AWS JSON protocols name their operation in a header. */
const TARGETS: Readonly<Record<string, Service>> = {
  DynamoDB_20120810: 'dynamodb',
  AmazonSQS: 'sqs',
  AWSEvents: 'events',
  AWSShineFrontendService_20170701: 'translate',
  CodeDeploy_20141006: 'codedeploy',
  secretsmanager: 'secretsmanager',
};

/**
 * What a request asks of AWS: operation, resource and the condition keys that matter (Service Authorization Reference).
 * `undefined` for one that this check does not know, which is then denied.
 */
export function nameRequest(request: HttpRequest): NamedRequest | undefined {
  const [prefix = '', operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
  const service = TARGETS[prefix];
  if (service !== undefined) {
    const input = JSON.parse(request.body.toString('utf8')) as Record<string, unknown>;
    const calls = JSON_SERVICES[service]?.(operation, input);
    return calls && { service, calls };
  }
  if (/^\/model\//.test(request.url)) return nameBedrock(request);
  if (/^\/2015-03-31\//.test(request.url)) return nameLambda(request);
  return nameS3(request);
}

const tableArn = (name: unknown) => `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${String(name)}`;
const queueArn = (url: unknown) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${String(url).split('/').at(-1)}`;

type NameJson = (operation: string, input: Record<string, unknown>) => Call[] | undefined;

const JSON_SERVICES: Partial<Record<Service, NameJson>> = {
  dynamodb: (operation, input) => {
    const action = `dynamodb:${operation}`;
    switch (operation) {
      case 'GetItem':
      case 'PutItem':
      case 'UpdateItem':
      case 'DeleteItem':
      case 'DescribeTable':
        return [{ action, resource: tableArn(input.TableName) }];
      case 'Query':
      case 'Scan': {
        const index = input.IndexName === undefined ? '' : `/index/${String(input.IndexName)}`;
        return [{ action, resource: `${tableArn(input.TableName)}${index}` }];
      }
      case 'BatchGetItem':
      case 'BatchWriteItem':
        return Object.keys(input.RequestItems as object).map((name) => ({ action, resource: tableArn(name) }));
      default:
        return undefined;
    }
  },
  sqs: (operation, input) =>
    ['SendMessage', 'ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility', 'GetQueueAttributes'].includes(
      operation,
    )
      ? [{ action: `sqs:${operation}`, resource: queueArn(input.QueueUrl) }]
      : undefined,
  events: (operation, input) =>
    operation === 'PutEvents'
      ? (input.Entries as { EventBusName: string }[]).map(({ EventBusName }) => ({
          action: 'events:PutEvents',
          resource: EventBusName.startsWith('arn:')
            ? EventBusName
            : `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/${EventBusName}`,
        }))
      : undefined,
  translate: (operation, input) => {
    if (operation === 'ListLanguages') return [{ action: 'translate:ListLanguages', resource: '*' }];
    if (operation !== 'TranslateText') return undefined;
    const call: Call = { action: 'translate:TranslateText', resource: '*' };
    // Amazon Translate asks Comprehend in the caller's name (Translate developer guide, "Automatic language detection").
    const detect: Call = { action: 'comprehend:DetectDominantLanguage', resource: '*' };
    return input.SourceLanguageCode === 'auto' ? [call, detect] : [call];
  },
  secretsmanager: (operation, { SecretId }) =>
    operation === 'GetSecretValue'
      ? [{ action: `secretsmanager:${operation}`, resource: String(SecretId) }]
      : undefined,
  // The resource is the group of the deployment, by which deployments are named here.
  codedeploy: (operation, { deploymentId }) =>
    operation === 'PutLifecycleEventHookExecutionStatus'
      ? [
          {
            action: `codedeploy:${operation}`,
            resource: `arn:aws:codedeploy:${REGION}:${ACCOUNT}:deploymentgroup:${String(deploymentId)}`,
          },
        ]
      : undefined,
};

function nameLambda({ method, url }: HttpRequest): NamedRequest | undefined {
  const [, name] = /^\/2015-03-31\/functions\/([^/?]+)\/invocations$/.exec(url) ?? [];
  if (method !== 'POST' || name === undefined) return undefined;
  return { service: 'lambda', calls: [{ action: 'lambda:InvokeFunction', resource: decodeURIComponent(name) }] };
}

function nameBedrock({ method, url }: HttpRequest): NamedRequest | undefined {
  const [, encoded, operation] = /^\/model\/([^/]+)\/(converse|invoke)$/.exec(url) ?? [];
  if (method !== 'POST' || encoded === undefined || operation === undefined) return undefined;
  const model = decodeURIComponent(encoded);
  const isProfile = /^(us|us-gov|eu|apac|global|jp|au|ca)\./.test(model);
  const foundation = (region: string, id: string) => `arn:aws:bedrock:${region}::foundation-model/${id}`;
  // A profile's caller needs the profile and its model in a region that it may send the call to.
  const resources = isProfile
    ? [
        `arn:aws:bedrock:${REGION}:${ACCOUNT}:inference-profile/${model}`,
        foundation('eu-north-1', model.replace(/^[^.]+\./, '')),
      ]
    : [foundation(REGION, model)];
  return { service: 'bedrock', calls: resources.map((resource) => ({ action: 'bedrock:InvokeModel', resource })) };
}

function nameS3({ method, url }: HttpRequest): NamedRequest | undefined {
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const [, bucket, key = ''] = /^\/([a-z0-9.-]{3,63})(?:\/(.*))?$/s.exec(pathname) ?? [];
  if (bucket === undefined) return undefined;
  const object = `arn:aws:s3:::${bucket}/${decodeURIComponent(key)}`;
  const call = (action: string, resource: string, context?: Record<string, string>): NamedRequest => ({
    service: 's3',
    calls: [{ action, resource, ...(context && { context }) }],
  });
  if (key === '') {
    if (method !== 'GET' || searchParams.get('list-type') !== '2') return undefined;
    return call('s3:ListBucket', `arn:aws:s3:::${bucket}`, { 's3:prefix': searchParams.get('prefix') ?? '' });
  }
  if ([...searchParams.keys()].some((name) => name !== 'x-id')) return undefined;
  if (method === 'GET' || method === 'HEAD') return call('s3:GetObject', object);
  if (method === 'PUT') return call('s3:PutObject', object);
  if (method === 'DELETE') return call('s3:DeleteObject', object);
  return undefined;
}
