import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { ServiceFunction } from '../work/service-function.ts';

/** What is watched. */
export interface Observed {
  api: RestApi;
  http: ServiceFunction;
  events: ServiceFunction;
  queue: Queue;
  deadLetters: Queue;
}
