import { ArnFormat, type Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { allow } from '../work/service-function.ts';

/** What CloudFormation names after the dev stack begins so; S3 takes small letters alone. */
const NAMED = 'Depeche-dev-*';
const BUCKET = 'depeche-dev-*';

/** Queues and rules that the tests make for themselves. */
const OF_TESTS = 'depeche-e2e-*';

/** What the end-to-end tests do to the dev stack: put articles in, look at its queues, listen to its bus. */
export function e2eStatements(stack: Stack, stackArn: string): PolicyStatement[] {
  const arn = (service: string, resource: string) =>
    stack.formatArn({ service, resource, arnFormat: ArnFormat.NO_RESOURCE_NAME });
  const queues = [arn('sqs', NAMED), arn('sqs', OF_TESTS)];
  const rules = [arn('events', `rule/Depeche-dev-articles/${OF_TESTS}`)];
  return [
    allow(['cloudformation:DescribeStacks'], [stackArn]),
    // API keys belong to no stack by name; GET is reading.
    allow(['apigateway:GET'], [`arn:${stack.partition}:apigateway:${stack.region}::/apikeys/*`]),
    allow(['s3:ListBucket'], [`arn:${stack.partition}:s3:::${BUCKET}`]),
    allow(['s3:PutObject'], [`arn:${stack.partition}:s3:::${BUCKET}/inbox/*`]),
    allow(
      ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:PurgeQueue', 'sqs:ReceiveMessage', 'sqs:SendMessage'],
      queues,
    ),
    allow(['sqs:CreateQueue', 'sqs:DeleteQueue', 'sqs:SetQueueAttributes'], [arn('sqs', OF_TESTS)]),
    allow(['events:PutEvents'], [arn('events', 'event-bus/Depeche-dev-articles')]),
    // The restore drill: a table of its own, and the items of its own articles in dev's.
    allow(
      ['dynamodb:CreateTable', 'dynamodb:DeleteTable', 'dynamodb:PutItem', 'dynamodb:Scan'],
      [arn('dynamodb', `table/${OF_TESTS}`)],
    ),
    allow(['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], [arn('dynamodb', `table/${NAMED}`)]),
    allow(
      ['dynamodb:BatchGetItem', 'dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:Query'],
      [arn('dynamodb', `table/${NAMED}`), arn('dynamodb', `table/${OF_TESTS}`)],
    ),
    allow(['events:DeleteRule', 'events:PutRule', 'events:PutTargets', 'events:RemoveTargets'], rules),
  ];
}
