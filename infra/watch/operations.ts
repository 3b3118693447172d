import { type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { StageSettings } from '../settings/settings-schema.ts';
import { addAlarms } from './alarms.ts';
import { addDashboard } from './dashboard.ts';
import type { Observed } from './observed.ts';

export interface OperationsProps {
  observed: Observed;
  settings: Pick<StageSettings, 'alarmEmail' | 'alarmTopicArn' | 'runbook'>;
  removalPolicy: RemovalPolicy;
}

/** Alarms, the topic they are announced on, and the dashboard. */
export class Operations extends Construct {
  readonly dashboardUrl: string;
  readonly topicArn: string;

  constructor(scope: Construct, id: string, { observed, settings, removalPolicy }: OperationsProps) {
    super(scope, id);
    const { alarmEmail, alarmTopicArn, runbook } = settings;
    const topic =
      alarmTopicArn === undefined
        ? this.createTopic(removalPolicy)
        : Topic.fromTopicArn(this, 'GivenTopic', alarmTopicArn);
    this.topicArn = topic.topicArn;
    if (alarmEmail !== undefined) {
      topic.addSubscription(new EmailSubscription(alarmEmail));
      Validations.of(topic).acknowledge({
        id: 'Serverless-SNSRedrivePolicy',
        reason: 'SNS keeps no dead letters of mail; the state of an alarm stands in CloudWatch.',
      });
    }
    this.dashboardUrl = addDashboard(this, observed, addAlarms(this, observed, topic, runbook));
  }

  private createTopic(removalPolicy: RemovalPolicy): ITopic {
    // A key of its own: CloudWatch may not use the one that AWS manages for SNS.
    const key = new Key(this, 'Key', {
      description: 'Encrypts the alarms of Dépêche on their way',
      enableKeyRotation: true,
      removalPolicy,
    });
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com');
    // AWS documents this without a condition; `aws:SourceAccount` would be of no effect if the call did not carry it.
    key.grant(cloudWatch, 'kms:Decrypt', 'kms:GenerateDataKey');
    const topic = new Topic(this, 'Alarms', { displayName: 'Dépêche', masterKey: key, enforceSSL: true });
    topic.grantPublish(cloudWatch.withConditions({ StringEquals: { 'aws:SourceAccount': Stack.of(this).account } }));
    return topic;
  }
}
