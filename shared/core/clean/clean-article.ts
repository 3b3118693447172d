import type { CleanArticle, RawArticle, Repair } from '../article.ts';
import type { CleaningContext, CleaningRule } from './cleaning-rule.ts';
import { createLineReader } from './line-reader.ts';
import { findStretches } from './find-stretches.ts';
import { CHARACTER_RULES, LANGUAGE_FREE_REMOVAL_RULES, REMOVAL_RULES, TYPOGRAPHY_RULES } from './rules.ts';
import { findHeadline } from './rules/find-headline.ts';
import { findSpokenTitle, findTitle, isShouted } from './rules/remove-title.ts';
import { createTrackedText, type TrackedText } from './tracked-text.ts';

/**
 * A removal can bring together what the next pass joins or removes; two or three passes settle an article. The limit
 * only guards against text made to never settle.
 */
const MAX_PASSES = 12;

function applyRules(tracked: TrackedText, rules: readonly CleaningRule[], context: CleaningContext): void {
  for (const rule of rules) tracked.apply(rule, rule.find(tracked.text, context));
}

const joinLines = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim();

/** Repairs one line of text (a title, a description) without removing any of its words. */
export function cleanInline(text: string): { text: string; repaired: Repair[] } {
  const tracked = createTrackedText(text);
  const rules = [...CHARACTER_RULES, ...TYPOGRAPHY_RULES];
  const context: CleaningContext = { title: '', reader: createLineReader() };
  for (let pass = 0, before = ''; pass < MAX_PASSES && before !== tracked.text; pass++) {
    before = tracked.text;
    applyRules(tracked, rules, context);
    const line = joinLines(tracked.text);
    if (line !== tracked.text) {
      tracked.apply({ name: 'single-line', kind: 'repaired' }, [{ start: 0, end: tracked.text.length, text: line }]);
    }
  }
  return { text: tracked.text, repaired: tracked.repairs() };
}

/** What a caller may ask of the cleaning besides the article itself. */
export interface CleaningOptions {
  /** Stretches of the text that no removal may take, told apart by their words: white space is folded. */
  keep?: readonly string[] | undefined;
  /** False for a text in another language: the words of French furniture say nothing there. */
  isFrench?: boolean | undefined;
}

interface Aims extends CleaningOptions {
  title: string;
  infersTitle: boolean;
}

function cleanText(source: string, { title, infersTitle, keep = [], isFrench = true }: Aims): CleanArticle {
  const tracked = createTrackedText(source, findStretches(source, keep));
  const removals = isFrench ? REMOVAL_RULES : LANGUAGE_FREE_REMOVAL_RULES;
  const context: CleaningContext = { title, reader: createLineReader() };
  for (let pass = 0, before: string | undefined; pass < MAX_PASSES && before !== tracked.text; pass++) {
    before = tracked.text;
    applyRules(tracked, CHARACTER_RULES, context);
    if (infersTitle && context.title === '') {
      context.title = cleanInline(findTitle(tracked.text) || findHeadline(tracked.text, context)).text;
    }
    if (isShouted(context.title)) context.title = cleanInline(findSpokenTitle(tracked.text, context.title)).text;
    applyRules(tracked, removals, context);
    applyRules(tracked, TYPOGRAPHY_RULES, context);
  }
  return {
    title: context.title,
    text: tracked.text,
    removed: tracked.removals(),
    repaired: tracked.repairs(),
    marks: tracked.marks(),
  };
}

/**
 * Cleans a scraped French article: repairs its characters and typography, takes out page furniture, and reports each
 * change by rule. Deterministic and idempotent; throws nothing, whatever the strings hold. A text that comes without
 * a title but has one at its head, said twice or set off from the body, gets it as its title.
 */
export function cleanArticle(raw: RawArticle, options: CleaningOptions = {}): CleanArticle {
  const given = cleanInline(raw.title ?? '').text;
  const cleaned = cleanText(raw.text, { ...options, title: given, infersTitle: true });
  if (cleaned.text !== '' || cleaned.title === '') return cleaned;
  // Nothing stands beside the title: its words are the body, and saying them twice is better than losing them.
  return { ...cleanText(raw.text, { ...options, title: '', infersTitle: false }), title: given };
}
