import type { Span } from '../span.ts';

export type IntegrityCode =
  | 'empty'
  | 'unchanged'
  | 'number-lost'
  | 'number-altered'
  | 'url-lost'
  | 'entity-leaked'
  | 'dnt-leaked'
  | 'replacement-character'
  | 'length-ratio';

/** Why a translated sentence is not to be trusted. Holds places, never text, so that it can be logged. */
export interface IntegrityIssue {
  code: IntegrityCode;
  /** What in the source is questioned, where known. */
  source?: Span;
  /** What in the translation is questioned, where known. */
  translation?: Span;
}
