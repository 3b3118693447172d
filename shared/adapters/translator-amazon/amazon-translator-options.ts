import type { Clock, Random } from '../../ports/clock.ts';
import type { TranslateApiOptions } from './create-translate-api.ts';

export interface AmazonTranslatorOptions {
  usdPerMillionCharacters: number;
  /** Calls at a time of all articles together; fewer while the service throttles. */
  maxConcurrentRequests: number;
  clock: Clock;
  random?: Random;
  /** Told of each call that the service throttles. */
  onThrottled?: () => void;
  /** Custom terminology of the account and a version that changes with its content. */
  terminology?: { name: string; version: string } | undefined;
  /** Set to forget what was remembered of the engine before. */
  engineVersion?: string;
  connectionTimeoutMs?: number;
  /** For one call, from connecting to the last byte of the answer. */
  callTimeoutMs?: number;
  sdk?: TranslateApiOptions['sdk'];
}
