import type { UiLanguage } from './advice.ts';
import { ENGLISH, type Messages } from './messages-en.ts';
import { FRENCH } from './messages-fr.ts';

export const MESSAGES: Record<UiLanguage, Messages> = { en: ENGLISH, fr: FRENCH };

/** Remembers the language a reader chose; holds nothing else. */
export const LANGUAGE_COOKIE = 'depeche-language';

/** Puts values into a message: `fill('{n} left', { n: 3 })`. */
export function fill(message: string, values: Record<string, string | number>): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
