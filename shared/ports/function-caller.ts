/** Calls one version of a function and waits for its answer. */
export interface FunctionCaller {
  /** Throws `DepecheError('internal')`, naming no content, when it ends in an error, can't be called, or does not answer before `signal` aborts. */
  call(version: string, event: unknown, signal: AbortSignal): Promise<unknown>;
}
