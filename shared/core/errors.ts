/** Every stable error code of the service; the HTTP status of each lives in `functions/http/problem.ts` alone. */
export const ERROR_CODES = [
  'malformed-request',
  'invalid-json',
  'invalid-request',
  'empty-article',
  'unsupported-language',
  'payload-too-large',
  'unsupported-media-type',
  'not-found',
  'forbidden',
  'method-not-allowed',
  'id-conflict',
  'request-timeout',
  'headers-too-large',
  'misdirected-request',
  'budget-exhausted',
  'throttled',
  'translation-failed',
  'translator-unavailable',
  'storage-unavailable',
  'timeout',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** One wrong member of an input; `pointer` is a JSON Pointer (RFC 6901) such as `/summary/sentences`. */
export interface InputIssue {
  pointer: string;
  detail: string;
}

export interface DepecheErrorOptions {
  /** The error underneath, for the stack; never shown to a caller. */
  cause?: unknown;
  /** Whether the same attempt may succeed later. The default depends on the code. */
  retryable?: boolean;
  /** Set when a request was sent and no answer came: it may have been carried out, and billed. */
  isUnanswered?: boolean;
  /** Set when nothing can be written: what is paid for now could not be kept, so nothing is to be bought. */
  isFull?: boolean;
  /** Set for a fault of the operator (a permission, a name in the settings): no article is to blame, none may be given up for it. */
  misconfigured?: boolean;
  /** How long a caller should wait before the next attempt. */
  retryAfterSeconds?: number;
  issues?: readonly InputIssue[];
  /** The language that was detected, when the text is not French. */
  detectedLanguage?: string;
}

const RETRYABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'budget-exhausted',
  'throttled',
  'translator-unavailable',
  'storage-unavailable',
  'timeout',
]);

/**
 * The one error the service throws on purpose. `message` is a sentence for the caller that says what to do;
 * it never holds article text, a key or personal data.
 */
export class DepecheError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly isUnanswered: boolean;
  readonly isFull: boolean;
  readonly misconfigured: boolean;
  readonly retryAfterSeconds: number | undefined;
  readonly issues: readonly InputIssue[];
  readonly detectedLanguage: string | undefined;

  constructor(code: ErrorCode, message: string, options: DepecheErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'DepecheError';
    this.code = code;
    this.retryable = options.retryable ?? RETRYABLE.has(code);
    this.isUnanswered = options.isUnanswered ?? false;
    this.isFull = options.isFull ?? false;
    this.misconfigured = options.misconfigured ?? false;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.issues = options.issues ?? [];
    this.detectedLanguage = options.detectedLanguage;
  }
}
