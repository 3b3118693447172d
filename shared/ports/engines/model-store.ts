import type { DepecheError } from '../../core/errors.ts';
import type { LocalModel } from './local-model.ts';

/** A file that keeps a model from being used. */
export interface DamagedFile {
  /** Its path. */
  file: string;
  problem: 'missing' | 'not readable' | 'another size' | 'another checksum';
}

/** A model that can be had, or that is there. */
export interface StoredModel {
  name: string;
  /** What it is good for, in one line. */
  summary: string;
  licence: string;
  /** What pulling it downloads, about; `undefined` for a model that `pull` does not take. */
  downloadBytes: number | undefined;
  /** Whether it is on this machine, damaged or not. */
  isInstalled: boolean;
  /** What keeps an installed model from being used, as far as sizes tell. */
  damage?: DamagedFile | undefined;
}

export interface ModelList {
  /** Published models, best first, then others that were put there. */
  models: readonly StoredModel[];
  /** Why the registry could not be read; the list holds what is known without it. */
  registryProblem?: DepecheError | undefined;
}

/** A model that `pull` takes. */
export interface OfferedModel extends Pick<StoredModel, 'name' | 'summary' | 'licence'> {
  /** What pulling it downloads, about. */
  downloadBytes: number;
  /** The host that is asked first. */
  host: string;
}

/** What checking one file of a model found; no problem when it is the file it should be. */
export interface FileCheck {
  file: string;
  problem: DamagedFile['problem'] | undefined;
}

/** The model to use, and the better ones that are damaged. */
export interface FoundModel {
  model: LocalModel | undefined;
  /** Whether that is the one that ships with the service; false without a model. */
  isShipped: boolean;
  damaged: readonly (DamagedFile & { name: string })[];
}

export interface PullOptions {
  /** Gets the bytes received so far and those there will be, as far as that is known; neither ever gets less. */
  onProgress?: ((receivedBytes: number, totalBytes: number) => void) | undefined;
  /** Stops the download, which the next one continues; `pull` rejects with its reason. */
  signal?: AbortSignal | undefined;
}

/** Neural models on this machine and those that can be pulled to it. Throws `translator-unavailable` for a folder that cannot be read. */
export interface ModelStore {
  /** Asks the registry, and does without it where it does not answer. */
  list(): Promise<ModelList>;
  /** Names of the models that are on this machine, damaged or not; the best first. */
  listInstalled(): Promise<readonly string[]>;
  /** The best model that is here whole, as far as sizes tell; checksums are for the engine, which reads the files anyway. */
  find(): Promise<FoundModel>;
  /** The model to pull where none is named. Throws `translator-unavailable` when nobody can say. */
  offer(signal?: AbortSignal): Promise<OfferedModel>;
  /**
   * Downloads a model, goes on where an earlier attempt stopped, and puts it in place once every checksum is right.
   * Throws `DepecheError` `not-found` for a name nobody publishes and `translator-unavailable` when the files cannot be
   * had or kept.
   */
  pull(name: string, options?: PullOptions): Promise<LocalModel>;
  /** Whether a person has declined to have a model fetched, and has pulled none since. */
  isDeclined(): Promise<boolean>;
  /** Remembers that a person declines. */
  decline(): Promise<void>;
  /** Reads every file of an installed model. Throws `DepecheError('not-found')` when it is not installed. */
  verify(name: string): Promise<readonly FileCheck[]>;
  /** Removes an installed or half-pulled model; false when there was none. */
  remove(name: string): Promise<boolean>;
}
