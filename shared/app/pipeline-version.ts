import { INTEGRITY_VERSION } from '../core/check/integrity-issue.ts';
import { CLEANING_VERSION } from '../core/clean/clean-article.ts';
import { FAITHFULNESS_VERSION } from '../core/faithfulness/check-faithfulness.ts';
import { NORMALIZATION_VERSION } from '../core/normalize/normalize-sentence.ts';
import { SEGMENTATION_VERSION } from '../core/segment/segment-text.ts';
import { SUMMARY_VERSION } from '../core/summarize/summarize-sentences.ts';
import type { Summarizer } from '../ports/summarizer.ts';
import type { Translator } from '../ports/translator.ts';
import { hashParts } from './hash-parts.ts';

/** Changes when the way results are put together changes. */
const COMPOSITION_VERSION = 1;

const RULES = [
  COMPOSITION_VERSION,
  CLEANING_VERSION,
  SEGMENTATION_VERSION,
  NORMALIZATION_VERSION,
  INTEGRITY_VERSION,
  SUMMARY_VERSION,
  FAITHFULNESS_VERSION,
];

const MAX_NAME_LENGTH = 40;

/**
 * Names everything but the input that a result depends on, such as `1a2b3c4d-amazon-translate-1`: a hash over rules,
 * engine, glossary and summariser, then the engine for people. Letters, digits, `.` and `-` only.
 */
export function pipelineVersion(deps: { translator: Translator; summarizer?: Summarizer | undefined }): string {
  const { id, version, glossaryVersion } = deps.translator.engine;
  const summarizer = deps.summarizer?.engine;
  const hash = hashParts([RULES, id, version, glossaryVersion ?? '', summarizer?.id ?? '', summarizer?.version ?? '']);
  const name = `${id}-${version}`.replace(/[^A-Za-z0-9.]+/g, '-').slice(0, MAX_NAME_LENGTH);
  return `${hash.slice(0, 8)}-${name}`;
}
