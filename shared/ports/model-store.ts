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
  /** What pulling it downloads; `undefined` for a model that is not published. */
  downloadBytes: number | undefined;
  /** Whether it is on this machine, damaged or not. */
  isInstalled: boolean;
  /** What keeps an installed model from being used, as far as sizes tell. */
  damage?: DamagedFile | undefined;
}

/** What checking one file of a model found; no problem when it is the file it should be. */
export interface FileCheck {
  file: string;
  problem: DamagedFile['problem'] | undefined;
}

/** The model to use, and the better ones that are damaged. */
export interface FoundModel {
  model: LocalModel | undefined;
  damaged: readonly (DamagedFile & { name: string })[];
}

/** Neural models on this machine and those that can be pulled to it. Throws `translator-unavailable` for a folder that cannot be read. */
export interface ModelStore {
  /** Published models, best first, then others that were put there. */
  list(): Promise<readonly StoredModel[]>;
  /** The best model that is here whole, as far as sizes tell; checksums are for the engine, which reads the files anyway. */
  find(): Promise<FoundModel>;
  /**
   * Downloads a model, goes on where an earlier attempt stopped, and puts it in place once every checksum is right.
   * `onProgress` gets the bytes received so far. Throws `DepecheError` `not-found` for a name nobody publishes and
   * `translator-unavailable` when the files cannot be had or kept.
   */
  pull(name: string, onProgress?: (receivedBytes: number) => void): Promise<LocalModel>;
  /** Reads every file of an installed model. Throws `DepecheError('not-found')` when it is not installed. */
  verify(name: string): Promise<readonly FileCheck[]>;
  /** Removes an installed or half-pulled model; false when there was none. */
  remove(name: string): Promise<boolean>;
}
