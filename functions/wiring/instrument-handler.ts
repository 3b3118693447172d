import type { Context } from 'aws-lambda';
import type { Tracer } from '../../shared/ports/telemetry/tracer.ts';

/** What watches over a Lambda function. */
export interface Telemetry {
  tracer: Tracer;
  /** Before each invocation. */
  start(context: Context): void;
  /** After each invocation: writes what was measured. */
  flush(): void;
}

export type LambdaHandler<Event, Answer> = (event: Event, context: Context) => Promise<Answer>;

/** A handler whose invocations are logged, measured and traced, also when they fail. Throws what the handler throws. */
export function instrumentHandler<Event, Answer>(
  { tracer, start, flush }: Telemetry,
  name: string,
  handler: LambdaHandler<Event, Answer>,
): LambdaHandler<Event, Answer> {
  return async (event, context) => {
    start(context);
    try {
      return await tracer.trace(name, () => handler(event, context));
    } finally {
      flush();
    }
  };
}

/**
 * A handler that is made while the function starts. Without a top-level `await`, so that the module can be loaded by
 * runtimes that `require` it. A failure to make it ends the process, as Lambda expects of a bad start.
 */
export function prepareHandler<Event, Answer>(
  make: () => Promise<LambdaHandler<Event, Answer>>,
): LambdaHandler<Event, Answer> {
  const ready = make();
  return async (event, context) => (await ready)(event, context);
}
