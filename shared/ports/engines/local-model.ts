/** A file of a model, as it must be: anything else is not loaded. */
export interface LocalModelFile {
  path: string;
  bytes: number;
  /** Hexadecimal, lower case. */
  sha256: string;
}

/** A neural French→English model on this machine, in Marian's binary format for 8-bit WASM inference. */
export interface LocalModel {
  /** `fr-en-tiny`; part of every cache key together with the checksum of its weights. */
  name: string;
  /** What its translations are good for, as whoever made it says. */
  quality: 'draft' | 'standard';
  files: {
    /** Weights with activation scales (`intgemm.alphas`). */
    model: LocalModelFile;
    /** SentencePiece vocabulary of both languages. */
    vocabulary: LocalModelFile;
    /** Likely English words for each French one: faster, the same text or nearly. */
    shortlist?: LocalModelFile | undefined;
  };
}
