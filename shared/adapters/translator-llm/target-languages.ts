import { DepecheError } from '../../core/errors.ts';

/** Languages that large models translate news into; a model has no list of its own. Codes as Amazon Translate has them. */
export const TARGET_LANGUAGES: readonly string[] = [
  ...['ar', 'bg', 'bn', 'ca', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fa', 'fi', 'he', 'hi', 'hr', 'hu', 'id', 'it'],
  ...['ja', 'ko', 'lt', 'lv', 'ms', 'nl', 'no', 'pl', 'pt', 'ro', 'ru', 'sk', 'sl', 'sr', 'sv', 'sw', 'ta', 'th', 'tr'],
  ...['uk', 'ur', 'vi', 'zh', 'zh-TW'],
];

/** Made at its first use and kept: every count and plan of a request names its languages. */
let names: Intl.DisplayNames | undefined;

/** The English name of a language, for instructions. */
export function nameLanguage(code: string): string {
  names ??= new Intl.DisplayNames(['en'], { type: 'language' });
  return names.of(code) ?? code;
}

/** Throws `DepecheError('unsupported-language')` for a target that is not on the list. */
export function requireTarget(target: string): void {
  if (TARGET_LANGUAGES.includes(target)) return;
  throw new DepecheError(
    'unsupported-language',
    'The language model is not asked for this language. Choose another target.',
  );
}
