export interface DetectedLanguage {
  /** ISO 639-1 code, or `undefined` when the text gives no evidence. */
  language: string | undefined;
  /** Whether there is enough evidence to refuse a text for it. */
  reliable: boolean;
}

/** Tells the language of a text. Never throws. */
export interface LanguageDetector {
  detect(text: string): Promise<DetectedLanguage>;
}
