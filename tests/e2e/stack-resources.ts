import { type AwsAnswer, type AwsRequest, createAwsCaller, jsonRequest, queryRequest } from './call-aws.ts';

/** A part of a stack, as CloudFormation lists it. */
export interface StackResource {
  type: string;
  /** Name, id, ARN or URL: whatever its service knows it by. */
  id: string;
}

type Lookup = (id: string, busName: string) => AwsRequest[];

const get = (service: string, path: string): AwsRequest => ({ service, method: 'GET', path });
const cloudFormation = (action: string, input: Record<string, string>) =>
  queryRequest('cloudformation', '2010-05-15', action, input);
const cloudWatch = (action: string, input: Record<string, string>) =>
  queryRequest('monitoring', '2010-08-01', action, input);

/** How each service is asked for a resource. What is not here is a part of one that is, and goes with it. */
const LOOKUPS: Readonly<Record<string, Lookup>> = {
  'AWS::ApiGateway::ApiKey': (id) => [get('apigateway', `/apikeys/${id}`)],
  'AWS::ApiGateway::RestApi': (id) => [get('apigateway', `/restapis/${id}`)],
  'AWS::ApiGateway::UsagePlan': (id) => [get('apigateway', `/usageplans/${id}`)],
  'AWS::CloudWatch::Alarm': (id) => [cloudWatch('DescribeAlarms', { 'AlarmNames.member.1': id })],
  'AWS::CloudWatch::Dashboard': (id) => [cloudWatch('GetDashboard', { DashboardName: id })],
  'AWS::DynamoDB::GlobalTable': (id) => [jsonRequest('dynamodb', 'DynamoDB_20120810.DescribeTable', { TableName: id })],
  'AWS::Events::EventBus': (id) => [jsonRequest('events', 'AWSEvents.DescribeEventBus', { Name: id })],
  // CloudFormation knows a rule of a bus as `bus|rule`, or by its name alone; either bus may have it.
  'AWS::Events::Rule': (id, busName) =>
    ['default', busName].map((EventBusName) =>
      jsonRequest('events', 'AWSEvents.ListRules', { EventBusName, NamePrefix: lastPart(id) }),
    ),
  'AWS::IAM::Role': (id) => [queryRequest('iam', '2010-05-08', 'GetRole', { RoleName: id })],
  'AWS::KMS::Key': (id) => [jsonRequest('kms', 'TrentService.DescribeKey', { KeyId: id })],
  'AWS::Lambda::EventSourceMapping': (id) => [get('lambda', `/2015-03-31/event-source-mappings/${id}`)],
  'AWS::Lambda::Function': (id) => [get('lambda', `/2015-03-31/functions/${id}`)],
  'AWS::Logs::LogGroup': (id) => [jsonRequest('logs', 'Logs_20140328.DescribeLogGroups', { logGroupNamePrefix: id })],
  'AWS::S3::Bucket': () => [get('s3', '/')],
  'AWS::SNS::Topic': (id) => [queryRequest('sns', '2010-03-31', 'GetTopicAttributes', { TopicArn: id })],
  'AWS::SQS::Queue': (id) => [
    jsonRequest('sqs', 'AmazonSQS.GetQueueAttributes', { QueueUrl: id, AttributeNames: ['QueueArn'] }),
  ],
};

/** How services say that there is no such thing. */
const ABSENT = /not ?found|nosuch|nonexistent|does ?not ?exist|invalid api identifier/i;

/** A deleted key waits out a week in this state, in which nothing can be done with it. */
const ON_ITS_WAY_OUT = 'PendingDeletion';

/** Looks at a stack and its resources without trusting CloudFormation's word that they are gone. */
export function createStackView(endpoint: string | undefined, busName: string) {
  const call = createAwsCaller(endpoint);

  /** What stands by itself in a stack; every type that is left out here belongs to one of these. */
  async function list(StackName: string): Promise<StackResource[]> {
    const resources: StackResource[] = [];
    let NextToken = '';
    do {
      const { ok, text } = await call(
        cloudFormation('ListStackResources', { StackName, ...(NextToken && { NextToken }) }),
      );
      if (!ok) throw new Error(`CloudFormation does not list ${StackName}: ${text}`);
      for (const [member] of text.matchAll(/<member>[\s\S]*?<\/member>/g)) {
        if (readTag(member, 'ResourceStatus') === 'DELETE_COMPLETE') continue;
        resources.push({ type: readTag(member, 'ResourceType'), id: readTag(member, 'PhysicalResourceId') });
      }
      NextToken = readTag(text, 'NextToken');
    } while (NextToken !== '');
    return resources.filter(({ type }) => type in LOOKUPS);
  }

  /** Those of the resources that their own services still know. */
  async function findPresent(resources: readonly StackResource[]): Promise<StackResource[]> {
    const present: StackResource[] = [];
    for (const resource of resources) {
      const requests = LOOKUPS[resource.type]?.(resource.id, busName) ?? [];
      const answers = await Promise.all(requests.map(call));
      if (answers.some((answer) => names(answer, resource))) present.push(resource);
    }
    return present;
  }

  /** `CREATE_COMPLETE` and the like; `undefined` for a stack that is gone. */
  async function statusOf(StackName: string): Promise<string | undefined> {
    const { ok, text } = await call(cloudFormation('DescribeStacks', { StackName }));
    if (ok) return readTag(text, 'StackStatus');
    if (ABSENT.test(text)) return undefined;
    throw new Error(`CloudFormation does not describe ${StackName}: ${text}`);
  }

  /** Asks CloudFormation to delete the stack of this name. */
  async function requestDeletion(StackName: string): Promise<void> {
    const { ok, text } = await call(cloudFormation('DeleteStack', { StackName }));
    if (!ok) throw new Error(`CloudFormation does not delete ${StackName}: ${text}`);
  }

  return { list, findPresent, statusOf, requestDeletion };
}

/** Whether an answer tells of a resource; an answer that tells neither that nor its absence is an error. */
function names({ ok, text }: AwsAnswer, { type, id }: StackResource): boolean {
  if (ok) return text.includes(lastPart(id)) && !text.includes(ON_ITS_WAY_OUT);
  if (ABSENT.test(text)) return false;
  throw new Error(`Whether ${type} ${id} is there can't be told: ${text}`);
}

/** The name at the end of a URL of a queue, of an ARN or of `bus|rule`; a log group's own slashes stay. */
function lastPart(id: string): string {
  return id.startsWith('/') ? id : (id.split(/[/|:]/).at(-1) ?? id);
}

function readTag(xml: string, tag: string): string {
  return new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? '';
}
