import { DepecheError } from '../../core/errors.ts';
import type { AppDependencies } from '../dependencies.ts';
import { waitAtMost } from '../work/wait-at-most.ts';

type TargetDependencies = Pick<AppDependencies, 'translator' | 'clock' | 'logger'>;

/** How long a request waits for the engine's list, which is a courtesy: the engine's own word on a target decides. */
const LIST_WAIT_MS = 1_000;

/**
 * Refuses a target that the engine is known not to offer, before work is taken on for it. A list that cannot be had (it
 * is a call and a permission of its own) refuses nothing. Throws `unsupported-language`, naming what there is.
 */
export async function refuseUnknownTarget(deps: TargetDependencies, target: string): Promise<void> {
  const targets = await knownTargets(deps);
  if (targets !== undefined && !targets.includes(target)) throw unsupportedTarget(deps, target, targets);
}

/** Whether the engine has a target, as far as is known. */
export async function offersTarget(deps: TargetDependencies, target: string): Promise<boolean> {
  return (await knownTargets(deps))?.includes(target) !== false;
}

/** The engine's refusal of a target, with the list of those that it offers where that can be had. */
export async function explainRefusal(
  deps: TargetDependencies,
  target: string,
  refusal: DepecheError,
): Promise<DepecheError> {
  const targets = await knownTargets(deps);
  return targets === undefined || targets.includes(target)
    ? refusal
    : unsupportedTarget(deps, target, targets, refusal);
}

/** The engine's list, where it can be had soon. */
export async function knownTargets({
  translator,
  clock,
  logger,
}: TargetDependencies): Promise<readonly string[] | undefined> {
  const listed = translator.listTargets().catch((error: unknown) => {
    const code = error instanceof DepecheError ? error.code : 'internal';
    logger.warn('The engine does not list its languages', { code });
    return undefined;
  });
  return waitAtMost(clock, LIST_WAIT_MS, listed);
}

function unsupportedTarget(
  { translator }: TargetDependencies,
  target: string,
  targets: readonly string[],
  cause?: unknown,
): DepecheError {
  return new DepecheError(
    'unsupported-language',
    `The engine ${translator.engine.id} does not translate into "${target}"; choose one of: ${targets.join(', ')}.`,
    { cause },
  );
}
