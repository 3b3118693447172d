import { Tracer as PowertoolsTracer } from '@aws-lambda-powertools/tracer';
import { SERVICE_NAME } from '../config/constants.ts';
import type { Tracer } from '../ports/tracer.ts';

/**
 * Traces to X-Ray through Powertools, calls to AWS included; does nothing where Lambda gives no trace. Powertools could
 * also add answers and errors to the trace: that is not used, because they may hold article text.
 */
export function createPowertoolsTracer(): Tracer {
  const tracer = new PowertoolsTracer({ serviceName: SERVICE_NAME });
  const isTracing = () => tracer.isTracingEnabled() && tracer.getSegment() !== undefined;
  return {
    async trace<Value>(name: string, work: () => Promise<Value>) {
      if (!isTracing()) return work();
      const traced = tracer.provider.captureAsyncFunc(name, async (segment) => {
        tracer.annotateColdStart();
        tracer.addServiceNameAnnotation();
        try {
          return await work();
        } catch (error) {
          segment?.addFaultFlag();
          throw error;
        } finally {
          segment?.close();
        }
      });
      // The SDK returns what the function does; its typing says unknown.
      return traced as Promise<Value>;
    },
    annotate: (name, value) => {
      if (isTracing()) tracer.putAnnotation(name, value);
    },
  };
}
