/** How the ids of trial articles begin, and the names of the requests and messages that bring them. */
export const TRIAL_PREFIX = 'depeche-trial-';

/**
 * Whether a name is that of a trial: an article that a deployment sends through its new version before anybody else does.
 * It is processed and kept as any other, until it is deleted, but appears in no list, no event and no usage.
 */
export function isTrial(name: string): boolean {
  return name.startsWith(TRIAL_PREFIX);
}
