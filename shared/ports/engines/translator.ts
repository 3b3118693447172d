import type { TokenUsage } from './language-model.ts';

/** What identifies an engine's output: a change of any field that alters text is a new cache key. */
export interface TranslationEngine {
  /** As results name it: `amazon-translate`, `bergamot`, `bedrock`. */
  id: string;
  /** Version of engine, model and local post-processing together. */
  version: string;
  /** The model that it runs, by name: `fr-en-base-memory`; absent where there is none to choose. */
  model?: string | undefined;
  /** `draft` tells readers that the text is rough and how to get a better one. */
  quality: 'draft' | 'standard';
  /** Version of the glossary in force, absent without one; part of every cache key. */
  glossaryVersion?: string | undefined;
  /** Price in USD per million source characters; 0 for a local engine. */
  usdPerMillionCharacters: number;
  /** Prices of an engine that charges tokens, beside which `usdPerMillionCharacters` is 0. */
  usdPerMillionTokens?: TokenPrices | undefined;
}

/** In USD per million tokens; 0 is a price. */
export interface TokenPrices {
  input: number;
  output: number;
}

/** Source languages a caller may name. `auto` lets the engine detect it, where it can. */
export type SourceLanguage = 'fr' | 'fr-CA' | 'auto';

export interface TranslateRequest {
  /** One sentence each, without line breaks. */
  sentences: readonly string[];
  source: SourceLanguage;
  /** BCP 47 code as the engine lists it. */
  target: string;
  /**
   * Stops further calls, not those under way, which are billed whether or not they are heard: what they bring is still
   * yielded. Then the stream ends in `DepecheError('timeout')`.
   */
  signal?: AbortSignal | undefined;
  /**
   * A paid engine awaits it before it sends characters (code points), retries included; what it throws is thrown by
   * `translate`, the call unsent. It calls the function that it gets when the call was refused, and so not billed. An
   * engine that charges tokens says beside how many the call can cost at the most.
   */
  beforeCall?: ((characters: number, atMost?: TokenUsage) => Promise<() => void>) | undefined;
}

/** What one call to the engine brought back. `index` points into `TranslateRequest.sentences`. */
export interface TranslatedChunk {
  /** May be empty: a call that was billed but whose answer could not be used. */
  translations: readonly { index: number; text: string }[];
  /**
   * Sentences that the engine will not translate, alone neither: a content filter, a guardrail or the model itself refuses
   * them. Asking it again is in vain.
   */
  refused?: readonly number[];
  /** Characters (Unicode code points) the engine charges for this call, or that it is charged for by tokens; retries of it included. */
  billedCharacters: number;
  /** Characters of an attempt that was sent and never answered: charged or not, nobody can tell. */
  uncertainCharacters?: number;
  /** Tokens that this call is charged by, of an engine that charges tokens. */
  tokens?: TokenUsage;
  /** Tokens that an attempt without an answer can have cost at the most. */
  uncertainTokens?: TokenUsage;
}

/**
 * Translates sentences. Chunks are yielded as they arrive, in any order, so that the caller can keep what is paid for
 * before the rest is done. A failure is thrown after every chunk that still succeeded was yielded.
 *
 * Throws `DepecheError`: `unsupported-language`, `throttled`, `translator-unavailable`, `timeout`, `translation-failed`.
 */
export interface Translator {
  readonly engine: TranslationEngine;
  /** Absent where it detects what language a text is in. */
  readonly readsOnlyFrench?: true;
  translate(request: TranslateRequest): AsyncIterable<TranslatedChunk>;
  /** Target languages the engine offers from French, sorted. */
  listTargets(): Promise<readonly string[]>;
  /** Characters that `translate` would send for these sentences when nothing fails, separators included; no call is made. */
  countCharacters(sentences: readonly string[]): number;
  /** Of an engine that charges tokens: those that `translate` is likely to cost for these sentences; no call is made. */
  estimateTokens?(sentences: readonly string[]): TokenUsage;
  /** Those that they can cost at the most when nothing fails: what is reserved before the first call. */
  mostTokens?(sentences: readonly string[]): TokenUsage;
  /** Frees workers and sockets; the translator is not used afterwards. */
  close(): Promise<void>;
}
