import type { EngineName } from '../../core/engine-names.ts';
import type { Translator } from './translator.ts';

/** The translation engines of one process, by the names that requests have for them. */
export interface Engines {
  /** The stage's own, for requests that name none. */
  own: EngineName;
  /** What requests may name: the own one first. */
  allowed: readonly EngineName[];
  /** What stands in for an engine where the gate refuses it, if anything does. */
  fallback?: EngineName | undefined;
  /**
   * Opens one that the settings name, at its first use; it is the same from then on. Throws `DepecheError`:
   * `translator-unavailable` where it cannot be had.
   */
  open(name: EngineName): Promise<Translator>;
}
