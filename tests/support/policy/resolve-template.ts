import type { Statement } from './evaluate.ts';

/** What the stack is deployed to, in this check. */
export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-3';

export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
}

export interface CloudFormationTemplate {
  Resources: Record<string, Resource>;
}

export interface ResolvedTemplate {
  /** Every resource by its logical id, its properties without a reference left. */
  resources: ReadonlyMap<string, Resource>;
  ofType(type: string): readonly (Resource & { id: string })[];
  /** What `Ref` and `Fn::GetAtt` give for a resource. */
  ref(id: string): string;
  arn(id: string): string;
}

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'Depeche',
  'AWS::StackId': `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/Depeche/1`,
};

/** ARN formats by type (Service Authorization Reference); `NAME` is the resource's physical name. */
const ARNS: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::GlobalTable': `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/NAME`,
  'AWS::S3::Bucket': 'arn:aws:s3:::NAME',
  'AWS::SQS::Queue': `arn:aws:sqs:${REGION}:${ACCOUNT}:NAME`,
  'AWS::Events::EventBus': `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/NAME`,
  'AWS::Events::Rule': `arn:aws:events:${REGION}:${ACCOUNT}:rule/NAME`,
  'AWS::Lambda::Function': `arn:aws:lambda:${REGION}:${ACCOUNT}:function:NAME`,
  'AWS::Lambda::Version': `arn:aws:lambda:${REGION}:${ACCOUNT}:function:NAME`,
  'AWS::Lambda::Alias': `arn:aws:lambda:${REGION}:${ACCOUNT}:function:NAME`,
  'AWS::CodeDeploy::DeploymentGroup': `arn:aws:codedeploy:${REGION}:${ACCOUNT}:deploymentgroup:NAME`,
  'AWS::Logs::LogGroup': `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:NAME:*`,
  'AWS::SNS::Topic': `arn:aws:sns:${REGION}:${ACCOUNT}:NAME`,
  'AWS::KMS::Key': `arn:aws:kms:${REGION}:${ACCOUNT}:key/NAME`,
  'AWS::IAM::Role': `arn:aws:iam::${ACCOUNT}:role/NAME`,
  'AWS::CloudWatch::Alarm': `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:NAME`,
};

/** Types that the stack names itself, and the property that does it. */
const NAMED_BY: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::Stage': 'StageName',
  'AWS::Events::EventBus': 'Name',
};

/** Types whose `Ref` is their ARN, or, for queues, an address. */
const REF_IS_ARN = new Set(['AWS::SNS::Topic', 'AWS::Lambda::Version', 'AWS::Lambda::Alias']);

/** Every function of the check is at its first version. */
const VERSION = '1';

/**
 * A synthesized template with `Ref`, `Fn::GetAtt`, `Fn::Join`, `Fn::Sub`, `Fn::Select` and `Fn::Split` resolved as for one
 * deployment. Physical names are the given ones or the logical ids in lower case (buckets take no other). `queueUrl` makes the address that
 * `Ref` of a queue is. Throws on anything that it does not know.
 */
export function resolveTemplate(
  template: CloudFormationTemplate,
  queueUrl: (name: string) => string = (name) => `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`,
): ResolvedTemplate {
  const raw = template.Resources;
  const nameOf = (id: string): string => {
    const { Type: type, Properties: properties = {} } = find(id);
    if (type === 'AWS::Lambda::Version') return `${nameOf(referredTo(properties.FunctionName))}:${VERSION}`;
    if (type === 'AWS::Lambda::Alias') {
      return `${nameOf(referredTo(properties.FunctionName))}:${String(properties.Name)}`;
    }
    const given = properties[NAMED_BY[type] ?? ''];
    return typeof given === 'string' ? given : id.toLowerCase();
  };
  const find = (id: string): Resource => {
    const resource = raw[id];
    if (!resource) throw new Error(`The template names ${id}, which it does not have.`);
    return resource;
  };
  const arn = (id: string): string => {
    const { Type: type } = find(id);
    const format = ARNS[type];
    if (format === undefined) throw new Error(`The policy check does not know how an ARN of ${type} is written.`);
    return format.replace('NAME', nameOf(id));
  };
  const ref = (id: string): string => {
    const pseudo = PSEUDO[id];
    if (pseudo !== undefined) return pseudo;
    const { Type: type } = find(id);
    if (type === 'AWS::SQS::Queue') return queueUrl(nameOf(id));
    return REF_IS_ARN.has(type) ? arn(id) : nameOf(id);
  };
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const [[key, argument] = ['', undefined], ...others] = Object.entries(value);
    if (others.length === 0 && key === 'Ref') return ref(String(argument));
    if (others.length === 0 && key.startsWith('Fn::')) return call(key, argument);
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, resolve(part)]));
  };
  const call = (name: string, argument: unknown): unknown => {
    if (name === 'Fn::GetAtt') {
      const [id = '', attribute] = argument as string[];
      if (attribute === 'Arn') return arn(id);
      if (attribute === 'Version') return VERSION;
      return attribute === 'QueueName' ? nameOf(id) : `${nameOf(id)}.${attribute}`;
    }
    const parts = resolve(argument);
    if (name === 'Fn::Join') return (parts as [string, string[]])[1].join((parts as [string])[0]);
    if (name === 'Fn::Sub') return String(parts).replace(/\$\{([\w:]+)\}/g, (_, id: string) => ref(id));
    if (name === 'Fn::Select') return (parts as [string, string[]])[1][Number((parts as [string])[0])];
    if (name === 'Fn::Split') return (parts as [string, string])[1].split((parts as [string])[0]);
    throw new Error(`The policy check does not know ${name}.`);
  };
  const resources = new Map<string, Resource>();
  for (const [id, { Type, Properties = {} }] of Object.entries(raw)) {
    resources.set(id, { Type, Properties: resolve(Properties) as Record<string, unknown> });
  }
  const ofType = (type: string) =>
    [...resources].filter(([, resource]) => resource.Type === type).map(([id, resource]) => ({ id, ...resource }));
  return { resources, ofType, ref, arn };
}

function referredTo(value: unknown): string {
  return String((value as { Ref: string }).Ref);
}

interface PolicyDocument {
  Statement: Statement[];
}

/** What tells the service's functions apart in a template. */
export const FUNCTION_DESCRIPTIONS = {
  http: 'Dépêche: the HTTP API',
  events: 'Dépêche: articles from the inbox and the bus',
  preTraffic: 'Dépêche: tries a new version before it gets traffic',
} as const;

/** All that the policies attached to a function's role say. Roles of the service have no managed policies. */
export function readRoleStatements(template: ResolvedTemplate, functionId: string): Statement[] {
  const role = template.resources.get(functionId)?.Properties.Role;
  const found = template.ofType('AWS::IAM::Role').find(({ id }) => template.arn(id) === role);
  if (!found) throw new Error(`${functionId} has no role of this template.`);
  if (found.Properties.ManagedPolicyArns !== undefined)
    throw new Error(`The role of ${functionId} has a managed policy.`);
  const attached = template
    .ofType('AWS::IAM::Policy')
    .filter(({ Properties }) => (Properties.Roles as string[]).includes(template.ref(found.id)));
  return attached.flatMap(({ Properties }) => (Properties.PolicyDocument as PolicyDocument).Statement);
}
