import { Duration, Stack, Validations } from 'aws-cdk-lib';
import {
  type ILambdaDeploymentConfig,
  LambdaApplication,
  LambdaDeploymentConfig,
  LambdaDeploymentGroup,
} from 'aws-cdk-lib/aws-codedeploy';
import { Construct } from 'constructs';
import type { StageSettings } from '../settings/settings-schema.ts';
import type { ServiceFunction } from '../work/service-function.ts';
import { addRollbackAlarms, type Suspect } from './rollback-alarms.ts';

/** How traffic goes over to a new version. */
const SHIFTS: Readonly<Record<StageSettings['trafficShift'], ILambdaDeploymentConfig>> = {
  'all-at-once': LambdaDeploymentConfig.ALL_AT_ONCE,
  'canary-5-minutes': LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
  'canary-10-minutes': LambdaDeploymentConfig.CANARY_10PERCENT_10MINUTES,
  'canary-15-minutes': LambdaDeploymentConfig.CANARY_10PERCENT_15MINUTES,
  'canary-30-minutes': LambdaDeploymentConfig.CANARY_10PERCENT_30MINUTES,
  'linear-1-minute': LambdaDeploymentConfig.LINEAR_10PERCENT_EVERY_1MINUTE,
  'linear-2-minutes': LambdaDeploymentConfig.LINEAR_10PERCENT_EVERY_2MINUTES,
  'linear-3-minutes': LambdaDeploymentConfig.LINEAR_10PERCENT_EVERY_3MINUTES,
  'linear-10-minutes': LambdaDeploymentConfig.LINEAR_10PERCENT_EVERY_10MINUTES,
};

/** Cold starts of two functions and the trial article through each. */
export const HOOK_TIMEOUT = Duration.minutes(2);

export interface GradualDeploymentProps {
  trafficShift: StageSettings['trafficShift'];
  suspects: Readonly<Record<'Http' | 'Events', Suspect>>;
  /** Tries the new versions before they get traffic, and tells CodeDeploy. */
  hook: ServiceFunction;
}

/** Puts CodeDeploy between a new version and `live`: a trial first, then traffic step by step, and all of it undone by the first failure. */
export class GradualDeployment extends Construct {
  constructor(scope: Construct, id: string, { trafficShift, suspects, hook }: GradualDeploymentProps) {
    super(scope, id);
    const application = new LambdaApplication(this, 'Application');
    for (const [name, suspect] of Object.entries(suspects)) {
      const part = new Construct(this, name);
      const group = new LambdaDeploymentGroup(part, 'Group', {
        application,
        alias: suspect.fn.live,
        deploymentConfig: SHIFTS[trafficShift],
        alarms: addRollbackAlarms(part, suspect),
        preHook: hook.handler,
      });
      Validations.of(group).acknowledge(
        {
          id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
          reason: 'The policy that CodeDeploy asks for to shift traffic of functions; the role is assumed by it alone.',
        },
        { id: anyVersionOf(hook), reason: 'The hook, by whichever version; there is one.' },
      );
    }
    for (const { fn } of Object.values(suspects)) {
      hook.allow(['lambda:InvokeFunction'], [`${fn.handler.functionArn}:*`]);
      Validations.of(hook).acknowledge({
        id: anyVersionOf(fn),
        reason: 'Every version of one function: which one is new, a policy would know too late.',
      });
    }
  }
}

/** The rule that a policy for every version of a function breaks. */
function anyVersionOf({ handler }: ServiceFunction): string {
  const id = Stack.of(handler).resolve(handler.functionArn)['Fn::GetAtt'][0];
  return `AwsSolutions-IAM5[Resource::<${id}.Arn>:*]`;
}
