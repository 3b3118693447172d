/** Tokens as a language model counts and bills them. */
export interface TokenUsage {
  inputTokens: number;
  outputTokens: number;
}

export interface CompletionRequest {
  /** Instructions; nothing of a text from outside. */
  system: string;
  /** What they are about, as the one message of the user: data, never to be obeyed. */
  user: string;
  /** The form of the answer; prose where it is absent. */
  answer?: AnswerForm | undefined;
  maxOutputTokens: number;
  /**
   * Ends waiting for a turn and pauses between attempts, with `DepecheError('timeout')`. Not a call under way: that is
   * billed whether or not its answer is heard, so it lands.
   */
  signal?: AbortSignal | undefined;
  /**
   * Awaited before a call is sent, and before it is sent again after an attempt that may have been billed. It is told the
   * most tokens that the attempt can cost; what it throws is thrown by `complete`, the call unsent. The function that it
   * gives is called when the call turned out not to be billed.
   */
  beforeCall?: ((atMost: TokenUsage) => Promise<() => void>) | undefined;
  /** Told of each attempt that was sent and never answered: charged or not, nobody can tell. */
  onUnanswered?: ((atMost: TokenUsage) => void) | undefined;
}

/** JSON that an answer should be. Models differ in whether they can be held to it. */
export interface AnswerForm {
  /** Letters and underscores. */
  name: string;
  /** JSON Schema of one object. */
  schema: Readonly<Record<string, unknown>>;
  /** What the instructions say of it to a model that is held to the schema, or to JSON at least. */
  held: string;
  /** What they say to one that is not. */
  unheld: string;
}

export interface Completion {
  /** What the model wrote; JSON where it kept to the schema, and maybe something around it where it did not. */
  text: string;
  /**
   * `end`: it is whole. `max-tokens`: cut at `maxOutputTokens` or at the end of the model's context. `filtered`: a content
   * filter, a guardrail or the model itself refused; `text` is then no answer. All of them are billed.
   */
  stop: 'end' | 'max-tokens' | 'filtered';
  /** As the provider counted them; by the length of the texts where it does not say. */
  usage: TokenUsage;
}

/**
 * A model that answers a message as its instructions say. Calls that fail in passing are tried again, a few times and with
 * pauses. What an answer says is for the caller to judge.
 *
 * `complete` throws `DepecheError`: `throttled`, `timeout`, `translator-unavailable` (`misconfigured` for a key, a
 * permission or a model that is refused), `translation-failed` (the request itself is refused, as one that is too long).
 */
export interface LanguageModel {
  /** The way to it, as results name an engine: `bedrock`, `openai`. */
  readonly id: string;
  /** As its provider names it. */
  readonly model: string;
  complete(request: CompletionRequest): Promise<Completion>;
  /** Frees sockets; the model is not asked afterwards. */
  close(): Promise<void>;
}
