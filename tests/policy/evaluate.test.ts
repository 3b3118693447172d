import { describe, expect, test } from 'vitest';
import { type Call, findPermission, type Statement } from '../support/policy/evaluate.ts';
import { nameRequest } from '../support/policy/name-calls.ts';

const TABLE = 'arn:aws:dynamodb:eu-west-3:111122223333:table/articles';
const allow = (more: Partial<Statement>): Statement => ({
  Effect: 'Allow',
  Action: 'dynamodb:Query',
  Resource: `${TABLE}/index/newest`,
  ...more,
});
const query: Call = { action: 'dynamodb:Query', resource: `${TABLE}/index/newest` };

describe('the policy check', () => {
  test('allows what is granted on that very resource, and nothing near it', () => {
    expect(findPermission([allow({})], query)).toBeDefined();
    expect(findPermission([allow({})], { ...query, resource: TABLE })).toBeUndefined();
    expect(findPermission([allow({})], { ...query, action: 'dynamodb:Scan' })).toBeUndefined();
    expect(findPermission([allow({ Resource: TABLE })], query)).toBeUndefined();
    expect(findPermission([], query)).toBeUndefined();
  });

  test('reads wildcards as IAM does', () => {
    expect(findPermission([allow({ Resource: `${TABLE}/index/*` })], query)).toBeDefined();
    expect(findPermission([allow({ Action: 'dynamodb:Q?ery' })], query)).toBeDefined();
    expect(findPermission([allow({ Resource: `${TABLE}.index.newest` })], query)).toBeUndefined();
  });

  test('a denial wins over every grant', () => {
    expect(findPermission([allow({}), allow({ Effect: 'Deny' })], query)).toBeUndefined();
  });

  test('a condition is met by the value of its key only', () => {
    const conditional = allow({ Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:events:*:*:rule/mine' } } });
    const context = { 'aws:sourcearn': 'arn:aws:events:eu-west-3:111122223333:rule/mine' };
    expect(findPermission([conditional], { ...query, context })).toBeDefined();
    expect(
      findPermission([conditional], { ...query, context: { 'aws:sourcearn': 'arn:aws:events:x:y:rule/other' } }),
    ).toBeUndefined();
    expect(findPermission([conditional], query)).toBeUndefined();
  });

  test('refuses to guess at a condition that it does not know', () => {
    const odd = allow({ Condition: { NumericLessThan: { 's3:max-keys': '10' } } });
    expect(() => findPermission([odd], query)).toThrow('NumericLessThan');
  });

  test.each(['NotAction', 'NotResource', 'NotPrincipal'])('refuses to guess at a statement with %s', (member) => {
    const { Action: _, ...denial } = { ...allow({ Effect: 'Deny' }), [member]: 'dynamodb:GetItem' };
    expect(() => findPermission([allow({}), denial as Statement], query)).toThrow(member);
  });

  test('a principal is the service that asks', () => {
    const statement = allow({ Principal: { Service: 'events.amazonaws.com' } });
    expect(findPermission([statement], { ...query, service: 'events.amazonaws.com' })).toBeDefined();
    expect(findPermission([statement], { ...query, service: 'sns.amazonaws.com' })).toBeUndefined();
    expect(findPermission([statement], query)).toBeUndefined();
  });
});

describe('what a request asks for', () => {
  const json = (target: string, input: object) =>
    nameRequest({
      method: 'POST',
      url: '/',
      headers: { 'x-amz-target': target },
      body: Buffer.from(JSON.stringify(input)),
    });
  const s3 = (method: string, url: string) => nameRequest({ method, url, headers: {}, body: Buffer.alloc(0) });

  test('a language to be detected is asked of Comprehend too', () => {
    const auto = json('AWSShineFrontendService_20170701.TranslateText', { SourceLanguageCode: 'auto' });
    expect(auto?.calls.map(({ action }) => action)).toEqual([
      'translate:TranslateText',
      'comprehend:DetectDominantLanguage',
    ]);
  });

  test('an index is a resource of its own', () => {
    expect(json('DynamoDB_20120810.Query', { TableName: 'articles', IndexName: 'newest' })?.calls).toEqual([query]);
  });

  test.each([
    ['GET', '/inbox-bucket/inbox/a%20b.txt?x-id=GetObject', 's3:GetObject', 'arn:aws:s3:::inbox-bucket/inbox/a b.txt'],
    ['HEAD', '/inbox-bucket/inbox/a.txt', 's3:GetObject', 'arn:aws:s3:::inbox-bucket/inbox/a.txt'],
    ['GET', '/inbox-bucket/?list-type=2&prefix=inbox%2F', 's3:ListBucket', 'arn:aws:s3:::inbox-bucket'],
    [
      'DELETE',
      '/inbox-bucket/inbox/a.txt?x-id=DeleteObject',
      's3:DeleteObject',
      'arn:aws:s3:::inbox-bucket/inbox/a.txt',
    ],
  ])('%s %s is %s', (method, url, action, resource) => {
    expect(s3(method, url)?.calls).toMatchObject([{ action, resource }]);
  });

  test('what it does not know has no name', () => {
    expect(json('DynamoDB_20120810.ExecuteStatement', {})).toBeUndefined();
    expect(json('AWSShineFrontendService_20170701.DeleteTerminology', {})).toBeUndefined();
    expect(json('AmazonSQS.PurgeQueue', { QueueUrl: 'q' })).toBeUndefined();
    expect(s3('PUT', '/inbox-bucket/key?acl')).toBeUndefined();
    expect(s3('POST', '/model/a/invoke-async')).toBeUndefined();
  });
});
