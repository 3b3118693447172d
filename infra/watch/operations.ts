import type { RemovalPolicy } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { ServiceDashboard } from './dashboard.ts';
import type { Observed } from './observed.ts';

export interface OperationsProps {
  observed: Observed;
  alarmEmail: string | undefined;
  runbook: string;
  removalPolicy: RemovalPolicy;
}

/** Alarms, the topic they are announced on, and the dashboard. */
export class Operations extends Construct {
  readonly dashboardUrl: string;

  constructor(scope: Construct, id: string, { observed, alarmEmail, runbook, removalPolicy }: OperationsProps) {
    super(scope, id);
    // A key of its own: CloudWatch may not use the one that AWS manages for SNS.
    const key = new Key(this, 'Key', {
      description: 'Encrypts the alarms of Dépêche on their way',
      enableKeyRotation: true,
      removalPolicy,
    });
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com');
    key.grant(cloudWatch, 'kms:Decrypt', 'kms:GenerateDataKey');
    const topic = new Topic(this, 'Alarms', { displayName: 'Dépêche', masterKey: key, enforceSSL: true });
    topic.grantPublish(cloudWatch);
    if (alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(alarmEmail));
    const { alarms } = new Alarms(this, 'Alarm', { observed, topic, runbook });
    this.dashboardUrl = new ServiceDashboard(this, 'Overview', { observed, alarms }).url;
  }
}
