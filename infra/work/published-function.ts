import { Alias, type IFunction, type IVersion } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { ServiceFunction, type ServiceFunctionProps } from './service-function.ts';

/** Name of the version that callers get. */
export const LIVE_ALIAS = 'live';

/**
 * A function whose every change is a version of its own; what calls it calls the one that is `live`. `release` is version and
 * commit, for whoever asks what that is.
 */
export class PublishedFunction extends ServiceFunction {
  /** What this deployment would make live. */
  readonly version: IVersion;
  readonly live: Alias & IFunction;

  constructor(scope: Construct, id: string, { release, ...props }: ServiceFunctionProps & { release: string }) {
    super(scope, id, props);
    // CDK declares what its classes implement without `exactOptionalPropertyTypes`; hence the two casts.
    this.version = this.handler.currentVersion as IVersion;
    this.live = new Alias(this, 'Live', {
      aliasName: LIVE_ALIAS,
      version: this.version,
      description: release,
    }) as Alias & IFunction;
  }
}
