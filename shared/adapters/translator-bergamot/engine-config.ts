/**
 * Marian's options for one thread of greedy search with 8-bit weights and activation scales, as Firefox sets them
 * (mozilla/translations, `translations-engine.worker.js`), but with our own sentences: one a line, never split again.
 */
export const ENGINE_CONFIG = `models:
  - model.bin
vocabs:
  - vocab.spm
  - vocab.spm
beam-size: 1
normalize: 1.0
word-penalty: 0
max-length-break: 128
mini-batch-words: 1024
workspace: 128
max-length-factor: 2.0
skip-cost: true
cpu-threads: 0
quiet: true
quiet-translation: true
gemm-precision: int8shiftAlphaAll
alignment: soft
ssplit-mode: sentence
`;
