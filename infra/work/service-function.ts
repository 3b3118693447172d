import { type Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { type Conditions, Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { METRICS_NAMESPACE, SERVICE_NAME } from '../../shared/config/constants.ts';
import { BUNDLE_HANDLER } from '../build/bundle-layout.ts';

export interface ServiceFunctionProps {
  description: string;
  /** Folder of the built function. */
  codePath: string;
  environment: Readonly<Record<string, string>>;
  /** Who hears of an invocation that fails, so that Lambda needs no dead-letter queue of its own for it. */
  failuresGoTo: string;
  memoryMb: number;
  timeout: Duration;
  /** Executions at a time that are kept for it, and its most; shared with the account when unset. */
  reservedConcurrency?: number | undefined;
  logRetentionDays: number;
  removalPolicy: RemovalPolicy;
}

/** A function of the service: Node 24 on arm64, JSON logs that expire, traces, and a role that can do nothing more yet. */
export class ServiceFunction extends Construct {
  readonly handler: LambdaFunction;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: props.logRetentionDays,
      removalPolicy: props.removalPolicy,
    });
    // A role of its own instead of the managed basic execution role, which may write to every log group.
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `${Stack.of(this).stackName}: ${props.description}`,
    });
    logGroup.grantWrite(role);
    this.handler = new LambdaFunction(this, 'Handler', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(props.codePath),
      handler: BUNDLE_HANDLER,
      // Old versions stay, to go back to; they go with the function.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
      role,
      memorySize: props.memoryMb,
      timeout: props.timeout,
      ...(props.reservedConcurrency !== undefined && {
        reservedConcurrentExecutions: props.reservedConcurrency,
      }),
      tracing: Tracing.ACTIVE,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: SERVICE_NAME,
        POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
        ...props.environment,
      },
    });
    Validations.of(this.handler).acknowledge({ id: 'Serverless-LambdaDLQ', reason: props.failuresGoTo });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'X-Ray and the calls of Amazon Translate named in the policy know no resources; every other one is named.',
    });
  }

  /** Allows the named actions, on the named resources where AWS knows any, and under conditions where some are given. */
  allow(actions: readonly string[], resources: readonly string[], conditions: Conditions = {}): void {
    this.handler.addToRolePolicy(allow(actions, resources, conditions));
  }
}

/** A statement of a policy that allows these actions. */
export function allow(actions: readonly string[], resources: readonly string[], conditions: Conditions = {}) {
  return new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources], conditions });
}
