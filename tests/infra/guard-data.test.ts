import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { findLosses } from '../../scripts/guard-data.mjs';
import { synthesize } from './synthesize.ts';

interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
}

const ROOT = join(import.meta.dirname, '../..');
const SCRIPT = join(ROOT, 'scripts/guard-data.mjs');
const CLI = join(ROOT, 'node_modules/.bin/cdk');

let assembly: string;
let deployed: { Resources: Record<string, Resource> };

beforeAll(() => {
  const { app, template } = synthesize();
  assembly = app.synth().directory;
  deployed = template.toJSON() as typeof deployed;
});

/** What the CLI of this repository prints when a stack that was deployed like this gets the one of today. */
function diffFrom(change: (resources: Record<string, Resource>) => void): string {
  const before = structuredClone(deployed);
  change(before.Resources);
  const file = join(mkdtempSync(join(tmpdir(), 'depeche-diff-')), 'deployed.json');
  writeFileSync(file, JSON.stringify(before));
  const args = ['diff', '--no-color', '--ci', '--app', assembly, '--template', file];
  const { stdout, stderr } = spawnSync(CLI, args, { cwd: assembly, encoding: 'utf8' });
  return stdout + stderr;
}

const find = (resources: Record<string, Resource>, type: string, isIt: (one: Resource) => boolean = () => true) =>
  Object.entries(resources).find(([, one]) => one.Type === type && isIt(one)) ?? ['', { Type: '', Properties: {} }];

const isSource = ({ Properties }: Resource) => Properties.RedrivePolicy !== undefined;

describe('the guard of the data', () => {
  test('names a table, a bucket or a queue that would be replaced, deleted or left behind, and lets everything else come and go', () => {
    const diff = diffFrom((resources) => {
      const [, table] = find(resources, 'AWS::DynamoDB::GlobalTable');
      table.Properties.TableName = 'articles';
      const [bucketId, bucket] = find(resources, 'AWS::S3::Bucket');
      resources.OldInbox = bucket;
      delete resources[bucketId];
      const [queueId, queue] = find(resources, 'AWS::SQS::Queue', isSource);
      resources.OldQueue = { ...queue, DeletionPolicy: 'Retain' };
      delete resources[queueId];
      const [, deadLetters] = find(resources, 'AWS::SQS::Queue');
      deadLetters.Properties.VisibilityTimeout = 1;
      const [alarmId] = find(resources, 'AWS::CloudWatch::Alarm');
      resources.OldAlarm = { Type: 'AWS::CloudWatch::Alarm', Properties: {} };
      delete resources[alarmId];
    });
    expect(diff).toContain('OldAlarm');
    expect(diff).toContain('VisibilityTimeout');
    expect(findLosses(diff).sort()).toEqual([
      expect.stringMatching(/^AWS::DynamoDB::GlobalTable Articles\/Table \S+: replace$/),
      expect.stringMatching(/^AWS::S3::Bucket OldInbox: destroy$/),
      expect.stringMatching(/^AWS::SQS::Queue OldQueue: orphan$/),
    ]);
  });

  test('ends with an error for a loss, and for a diff that broke off', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'depeche-diff-')), 'diff.txt');
    const judge = (diff: string) => {
      writeFileSync(file, diff);
      return spawnSync(process.execPath, [SCRIPT, file], { encoding: 'utf8' });
    };
    const whole = '✨  Number of stacks with differences: 1\n';
    const lost = judge(`[-] AWS::S3::Bucket Events/Inbox EventsInbox7FB3359B destroy\n${whole}`);
    expect(lost.status).toBe(1);
    expect(lost.stderr).toContain('AWS::S3::Bucket Events/Inbox EventsInbox7FB3359B: destroy');
    expect(judge(whole).status).toBe(0);
    expect(judge('Need to perform AWS calls, but no credentials have been configured').status).toBe(1);
  });
});
