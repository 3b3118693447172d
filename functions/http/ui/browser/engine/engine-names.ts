import type { OfferedEngine } from '../../api-types.ts';
import type { Messages } from '../../text/messages-en.ts';

/** An engine as readers know it, with its model where there is a choice of models. */
export function nameEngine({ name, model }: Pick<OfferedEngine, 'name' | 'model'>, { engineNames }: Messages): string {
  return model === undefined ? engineNames[name] : `${engineNames[name]} (${model})`;
}

/** Whether an engine has a target; one that does not tell may have it. */
export function hasTarget({ targets }: Pick<OfferedEngine, 'targets'>, target: string): boolean {
  return targets?.includes(target) ?? true;
}
