import { isRequestXRaySampled } from '@aws-lambda-powertools/commons/utils/env';
import type { Tracer as PowertoolsTracer } from '@aws-lambda-powertools/tracer';
import { SERVICE_NAME } from '../../config/constants.ts';
import type { Tracer } from '../../ports/telemetry/tracer.ts';

/**
 * Traces to X-Ray through Powertools, calls to AWS included; does nothing where Lambda gives no trace. X-Ray's SDK is a
 * sixth of what a function would load at its start, so it waits for the first request that is sampled. Powertools could
 * also add answers and errors to the trace: that is not used, because they may hold article text.
 */
export function createPowertoolsTracer(): Tracer {
  let isColdStart = true;
  let loading: Promise<PowertoolsTracer> | undefined;
  let loaded: PowertoolsTracer | undefined;
  const load = async () => {
    const { Tracer } = await import('@aws-lambda-powertools/tracer');
    loaded = new Tracer({ serviceName: SERVICE_NAME });
    return loaded;
  };
  const isTracing = (tracer: PowertoolsTracer) => tracer.isTracingEnabled() && tracer.getSegment() !== undefined;
  return {
    async trace<Value>(name: string, work: () => Promise<Value>) {
      const startedCold = isColdStart;
      isColdStart = false;
      if (!isRequestXRaySampled()) return work();
      loading ??= load();
      const tracer = await loading;
      if (!isTracing(tracer)) return work();
      const traced = tracer.provider.captureAsyncFunc(name, async (segment) => {
        // The SDK's own count begins when it is loaded.
        tracer.putAnnotation('ColdStart', startedCold);
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
      if (isRequestXRaySampled() && loaded && isTracing(loaded)) loaded.putAnnotation(toKey(name), value);
    },
  };
}

/** X-Ray takes letters, digits and underscores; OpenTelemetry's exporter to it writes `gen_ai.usage` the same way. */
const toKey = (name: string) => name.replace(/[^A-Za-z0-9_]/g, '_');
