import type { Span } from '../text/span.ts';
import { rewriteEquals } from './english/equals/rewrite-equals.ts';
import { compareWithEnglish } from './english/compare-with-english.ts';
import { compareNumbers } from './compare-numbers.ts';
import type { IntegrityCode, IntegrityIssue } from './integrity-issue.ts';

export interface TranslationToCheck {
  /** One French sentence. */
  source: string;
  translation: string;
  /** BCP 47 code of the translation. */
  targetLanguage: string;
}

/**
 * Bounds of translation length over source length, both in UTF-16 units after `SHORT` more are granted to each side:
 * human pairs stay within 0.5 to 1.7, and a short sentence may well double.
 */
const MIN_LENGTH_RATIO = 0.35;
const MAX_LENGTH_RATIO = 2.5;
const SHORT = 20;
/** English this short has left something out; one human pair in a thousand is shorter. */
const LOWEST_ENGLISH_RATIO = 0.55;
/** Scripts that write a word in one or two characters need a fraction of the length. */
const DENSE_SCRIPT = /^(?:zh|ja|ko)\b/;
const MIN_DENSE_LENGTH_RATIO = 0.1;

/** A name, a title or a cry of fewer words may be the same in both languages. */
const MIN_TRANSLATABLE_WORDS = 4;
const FRENCH_FUNCTION_WORD =
  /(?<!\p{L})(?:le|la|les|des|du|un|une|et|est|sont|dans|pour|avec|sur|par|qui|que|ne|pas|plus|au|aux|ce|cette|ces|son|sa|ses|il|elle|ils|elles|nous|vous|de|à|en|a|ont|[ldjnscm]|qu)(?!\p{L})/gu;

// Every repetition has a bound: V8 has 64 MB for what a pattern remembers of a run, too little for one of megabytes.
const ADDRESS =
  /(?:https?:\/\/|\bwww\.)[^\s«»“”"<>]{0,9999}[^\s«»“”"<>.,;:!?…)\]]|[\w.+-]{1,64}@[\w-]{1,99}(?:\.[\w-]{1,99}){1,99}/g;
/** Every address has one of these. Few sentences do, and `ADDRESS` goes over each word once from each of its letters. */
const MAY_HOLD_ADDRESS = /:\/\/|www\.|@/;
/** So many of a kind prove it as well as thousands. */
const MAX_ISSUES = 100;
const LEAKS: readonly [IntegrityCode, RegExp][] = [
  ['entity-leaked', /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/gi],
  ['dnt-leaked', /\bDNT_\w{0,99}|<\/?span\b[^>]{0,99999}>|\btranslate\s?=\s?["']?(?:no|yes)\b/gi],
  ['replacement-character', /\ufffd/g],
  // Tags other than the engine's own marker above, whole so that attributes count, and what other markup sets off with.
  ['markup-added', /<(?!\/?span\b)[/!?]?[a-z[-][\w:-]{0,99}(?:[^<>]{0,99999}>)?|\*\*|`{3}|\]\(/gi],
  // Of the bidirectional signs those that override or embed; the plain marks are part of right-to-left writing.
  ['control-added', /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu],
];

/**
 * The integrity gate: what is wrong with the translation of one sentence, nothing when it may be kept. It compares what
 * can be compared without knowing the languages well; it does not judge style.
 */
export function checkTranslation({ source, translation, targetLanguage }: TranslationToCheck): IntegrityIssue[] {
  if (source.trim() === '') return [];
  if (translation.trim() === '') return [{ code: 'empty', grade: 'failed' }];
  if (isUnchanged(source, translation)) return [{ code: 'unchanged', grade: 'failed' }];
  const isEnglish = /^en\b/i.test(targetLanguage);
  const masked = { source: maskAddresses(source), translation: maskAddresses(translation) };
  const sides = isEnglish ? rewriteEquals(masked.source, masked.translation) : masked;
  const numbers = compareNumbers(sides.source, sides.translation, isEnglish);
  return [
    ...numbers,
    ...(isEnglish ? compareWithEnglish(sides.source, sides.translation, numbers) : []),
    ...findLostAddresses(source, translation),
    ...LEAKS.flatMap(([code, pattern]) => findLeaks(code, pattern, source, translation)),
    ...checkLength(source, translation, targetLanguage),
  ];
}

/** The source came back, give or take case, spacing and punctuation, though it holds words only French has. */
function isUnchanged(source: string, translation: string): boolean {
  const words = source.match(/\p{L}{1,999}/gu) ?? [];
  if (words.length < MIN_TRANSLATABLE_WORDS || letters(source) !== letters(translation)) return false;
  return (source.match(FRENCH_FUNCTION_WORD) ?? []).length > 0;
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]{1,999}/gu, '');
}

/** Digits inside an address are compared with the address; offsets stay as they are. */
function maskAddresses(text: string): string {
  if (!MAY_HOLD_ADDRESS.test(text)) return text;
  return text.replace(ADDRESS, (address) => ' '.repeat(address.length));
}

function findLostAddresses(source: string, translation: string): IntegrityIssue[] {
  if (!MAY_HOLD_ADDRESS.test(source)) return [];
  return findMissing(ADDRESS, source, translation).map((span) => ({ code: 'url-lost', grade: 'failed', source: span }));
}

function findLeaks(code: IntegrityCode, pattern: RegExp, source: string, translation: string): IntegrityIssue[] {
  return findMissing(pattern, translation, source).map((span) => ({ code, grade: 'failed', translation: span }));
}

/** Where a text has what the other lacks; not more places than `MAX_ISSUES`, which keeps the search in proportion. */
function findMissing(pattern: RegExp, text: string, other: string): Span[] {
  // Made for the first place that is found: most texts have none, and then the other need not be gone over.
  let present: Set<string> | undefined;
  const missing: Span[] = [];
  for (const { 0: found, index } of text.matchAll(pattern)) {
    present ??= new Set(Array.from(other.matchAll(pattern), ([held]) => held));
    if (present.has(found) || other.includes(found)) continue;
    missing.push({ start: index, end: index + found.length });
    if (missing.length === MAX_ISSUES) break;
  }
  return missing;
}

function checkLength(source: string, translation: string, targetLanguage: string): IntegrityIssue[] {
  const ratio = (translation.trim().length + SHORT) / (source.trim().length + SHORT);
  const min = DENSE_SCRIPT.test(targetLanguage) ? MIN_DENSE_LENGTH_RATIO : MIN_LENGTH_RATIO;
  if (ratio < min || ratio > MAX_LENGTH_RATIO) return [{ code: 'length-ratio', grade: 'failed' }];
  const isShort = /^en\b/i.test(targetLanguage) && ratio < LOWEST_ENGLISH_RATIO;
  return isShort ? [{ code: 'length-ratio', grade: 'doubtful' }] : [];
}
