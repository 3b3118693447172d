import type { Stage as ApiStage } from 'aws-cdk-lib/aws-apigateway';
import type { Stage } from '../settings/settings-schema.ts';
import type { EventPipeline } from '../work/event-pipeline.ts';
import type { ServiceFunction } from '../work/service-function.ts';
import type { Probe } from './probe.ts';

/** What is watched. */
export interface Observed {
  /** Dimension of the service's own metrics. */
  stage: Stage;
  /** The deployed stage: API Gateway counts by the names of API and stage. */
  api: ApiStage;
  http: ServiceFunction;
  events: ServiceFunction;
  pipeline: EventPipeline;
  /** Looks from outside, where the stage is set to. */
  probe: Probe | undefined;
}
