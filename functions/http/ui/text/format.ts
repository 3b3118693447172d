import type { UiLanguage } from './advice.ts';

export type Format = ReturnType<typeof createFormat>;

/** Numbers, dates and names in the language of the interface. */
export function createFormat(language: UiLanguage) {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const number = (options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  return {
    count: (value: number) => number().format(value),
    // A cent is a lot for one article; below it, digits that say something are kept.
    costUsd: (value: number) =>
      number({ style: 'currency', currency: 'USD', maximumSignificantDigits: value < 1 ? 2 : 4 }).format(value),
    percent: (share: number) => number({ style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 }).format(share),
    seconds: (valueMs: number) => number({ maximumFractionDigits: valueMs < 10_000 ? 1 : 0 }).format(valueMs / 1_000),
    date: (iso: string) => date.format(new Date(iso)),
    /** `2026-03-01` → "Sunday, 1 March 2026". */
    day: (value: string) => day.format(new Date(value)),
    /** `2026-11` → "November 2026". */
    month: (value: string) => month.format(new Date(`${value}-01T00:00:00Z`)),
    language: (code: string) => names.of(code) ?? code,
  };
}
