/** Segments of requests in a trace: ids, codes and durations, never article text. Tracing never fails what it traces. */
export interface Tracer {
  /** Runs `work` inside a segment of its own, marked faulty when it throws. Throws what the work throws. */
  trace<Value>(name: string, work: () => Promise<Value>): Promise<Value>;
  /** Makes the segment under way findable by a value, such as a correlation id. */
  annotate(name: string, value: string | number | boolean): void;
}
