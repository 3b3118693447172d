import {
  CLEANING_VERSION,
  FAITHFULNESS_VERSION,
  INTEGRITY_VERSION,
  NORMALIZATION_VERSION,
  SEGMENTATION_VERSION,
  SUMMARY_VERSION,
} from '../../core/rule-versions.ts';
import type { Summarizer } from '../../ports/engines/summarizer.ts';
import type { Translator } from '../../ports/engines/translator.ts';
import { hashParts } from './hash-parts.ts';

/** Changes when the way results are put together changes. */
const COMPOSITION_VERSION = 2;

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
 * engine, fallback, glossary and summariser, then the engine for people. Letters, digits, `.` and `-` only.
 */
export function pipelineVersion(deps: {
  translator: Translator;
  fallbackTranslator?: Translator | undefined;
  summarizer?: Summarizer | undefined;
}): string {
  const { id, version, glossaryVersion } = deps.translator.engine;
  const summarizer = deps.summarizer?.engine;
  const hash = hashParts([
    RULES,
    id,
    version,
    glossaryVersion ?? '',
    summarizer?.id ?? '',
    summarizer?.version ?? '',
    // Without a fallback it is named as it was before there were any.
    ...(deps.fallbackTranslator ? describeEngine(deps.fallbackTranslator) : []),
  ]);
  const name = `${id}-${version}`.replace(/[^A-Za-z0-9.]+/g, '-').slice(0, MAX_NAME_LENGTH);
  return `${hash.slice(0, 8)}-${name}`;
}

function describeEngine({ engine }: Translator): string[] {
  return [engine.id, engine.version, engine.glossaryVersion ?? ''];
}
