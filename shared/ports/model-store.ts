import type { LocalModel } from './local-model.ts';

/** A model that can be had, or that is there. */
export interface StoredModel {
  name: string;
  /** What it is good for, in one line. */
  summary: string;
  licence: string;
  /** What pulling it downloads; `undefined` for a model that is not published. */
  downloadBytes: number | undefined;
  /** Whether it is on this machine; its files are not looked into. */
  isInstalled: boolean;
}

/** What checking one file of a model found. */
export interface FileCheck {
  file: string;
  /** `undefined` when it is the file it should be. */
  problem: 'missing' | 'another size' | 'another checksum' | undefined;
}

/** Neural models on this machine and those that can be pulled to it. */
export interface ModelStore {
  /** Published models, best first, then others that were put there. */
  list(): Promise<readonly StoredModel[]>;
  /** The best installed model. Throws `DepecheError('translator-unavailable')` when its description is damaged. */
  find(): Promise<LocalModel | undefined>;
  /**
   * Downloads a model, goes on where an earlier attempt stopped, and puts it in place once every checksum is right.
   * `onProgress` gets the bytes received so far. Throws `DepecheError` `not-found` for a name nobody publishes and
   * `translator-unavailable` when the files cannot be had.
   */
  pull(name: string, onProgress?: (receivedBytes: number) => void): Promise<LocalModel>;
  /** Reads every file of an installed model. Throws `DepecheError('not-found')` when it is not installed. */
  verify(name: string): Promise<readonly FileCheck[]>;
  /** Removes an installed or half-pulled model; false when there was none. */
  remove(name: string): Promise<boolean>;
}
