import type { AppDependencies } from '../../../shared/app/dependencies.ts';
import type { Translator } from '../../../shared/ports/engines/translator.ts';
import type { createProcessUseCases } from '../process-use-cases.ts';

/** The use cases that need an engine. */
export type ProcessUseCases = ReturnType<typeof createProcessUseCases>;

/** One engine, the use cases on it, and the jobs that are under way with them. */
interface Generation {
  deps: AppDependencies;
  cases?: Promise<ProcessUseCases>;
  jobs: number;
}

/** Engines that follow one another while the service runs; `load` brings the use cases at the first job of each. */
export function createEngineGenerations(
  first: AppDependencies,
  load: (deps: AppDependencies) => Promise<ProcessUseCases>,
) {
  let current: Generation = { deps: first, jobs: 0 };
  const closing = new Set<Promise<void>>();

  function closeIfDone(generation: Generation): void {
    if (generation === current || generation.jobs > 0) return;
    const closed = generation.deps.translator
      .close()
      .catch((error: unknown) => first.logger.error('An engine could not be closed', { error }))
      .finally(() => closing.delete(closed));
    closing.add(closed);
  }

  return {
    /** What new jobs run on. */
    current: () => current.deps,
    /** Runs a job on the engine of now, which it keeps to its end. */
    async use<Value>(job: (cases: ProcessUseCases) => Promise<Value>): Promise<Value> {
      const mine = current;
      mine.jobs += 1;
      try {
        mine.cases ??= load(mine.deps);
        return await job(await mine.cases);
      } finally {
        mine.jobs -= 1;
        closeIfDone(mine);
      }
    },
    /** New jobs run on this engine; the one before is closed after its last job. */
    takeOver(translator: Translator): void {
      const before = current;
      current = { deps: { ...before.deps, translator }, jobs: 0 };
      closeIfDone(before);
    },
    /** Closes every engine. */
    async close(): Promise<void> {
      await Promise.all([current.deps.translator.close(), ...closing]);
    },
  };
}
