import type { Span } from '../text/span.ts';

export type IntegrityCode =
  | 'empty'
  | 'unchanged'
  | 'number-lost'
  | 'number-altered'
  | 'number-added'
  | 'number-order'
  | 'score-turned'
  | 'ordinal-lost'
  | 'date-lost'
  | 'date-added'
  | 'unit-lost'
  | 'quotation-lost'
  | 'quotation-added'
  | 'repeated'
  | 'source-left'
  | 'negation-lost'
  | 'negation-added'
  | 'names-lost'
  | 'names-turned'
  | 'meaning-turned'
  | 'url-lost'
  | 'entity-leaked'
  | 'dnt-leaked'
  | 'replacement-character'
  | 'markup-added'
  | 'control-added'
  | 'displaced'
  | 'refused'
  | 'length-ratio';

/** `failed`: not to be kept. `doubtful`: kept, for a person to look at. */
export type IntegrityGrade = 'failed' | 'doubtful';

/** Why a translated sentence is not to be trusted. Holds places, never text, so that it can be logged. */
export interface IntegrityIssue {
  code: IntegrityCode;
  grade: IntegrityGrade;
  /** What in the source is questioned, where known. */
  source?: Span;
  /** What in the translation is questioned, where known. */
  translation?: Span;
}
