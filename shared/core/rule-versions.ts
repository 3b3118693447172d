// Versions of the rules that results are made by. Each is part of every key that a result is stored under, so that what
// older rules made can be told apart. They stand in a file of their own, so that a key can be named without the rules.

/** Changes with any rule of `clean` that alters output. */
export const CLEANING_VERSION = '11';

/** Changes with every rule of `segment` that can move a boundary: sentences are what translations are remembered by. */
export const SEGMENTATION_VERSION = 1;

/** Changes with the normal form of a sentence: it is the text that is sent, and that translations are remembered by. */
export const NORMALIZATION_VERSION = 1;

/** Changes with every rule of `check` that can turn a verdict: what was stored under another version was judged otherwise. */
export const INTEGRITY_VERSION = 8;

/** Changes with every feature, weight or rule of `summarize` that can move a pick, and of `dating` that can move a note. */
export const SUMMARY_VERSION = 7;

/** Changes with every rule of `faithfulness` that can turn a verdict. */
export const FAITHFULNESS_VERSION = 1;
