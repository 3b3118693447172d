import type { CleanArticle, RawArticle, Removal, Repair } from '../article.ts';
import type { CleaningContext, CleaningRule } from './cleaning-rule.ts';
import { createLineReader } from './line-reader.ts';
import { createStretchFinder, foldSpaces } from './find-stretches.ts';
import { createKeptUnits, type KeptUnits } from './kept-units.ts';
import { unsetNoBreakSpaces } from '../typography/no-break-spaces.ts';
import type { Span } from '../text/span.ts';
import {
  CHARACTER_RULES,
  ENCODING_RULES,
  LANGUAGE_FREE_REMOVAL_RULES,
  RARE_CHARACTER,
  RARE_CHARACTER_RULES,
  REMOVAL_RULES,
  TYPOGRAPHY_RULES,
} from './rules.ts';
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

function repairCharacters(tracked: TrackedText, context: CleaningContext): void {
  applyRules(tracked, ENCODING_RULES, context);
  if (RARE_CHARACTER.test(tracked.text)) applyRules(tracked, RARE_CHARACTER_RULES, context);
  applyRules(tracked, CHARACTER_RULES, context);
}

const joinLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');

/** Repairs one line of text (a title, a description) without removing any of its words. */
export function cleanInline(text: string): { text: string; repaired: Repair[] } {
  const tracked = createTrackedText(text);
  const context: CleaningContext = { title: '', reader: createLineReader() };
  for (let pass = 0, before = ''; pass < MAX_PASSES && before !== tracked.text; pass++) {
    before = tracked.text;
    repairCharacters(tracked, context);
    applyRules(tracked, TYPOGRAPHY_RULES, context);
    const line = joinLines(tracked.text);
    if (line !== tracked.text) {
      tracked.apply({ name: 'single-line', kind: 'repaired' }, [{ start: 0, end: tracked.text.length, text: line }]);
    }
  }
  return { text: tracked.text, repaired: tracked.repairs() };
}

/** What a caller may ask of the cleaning besides the article itself. */
export interface CleaningOptions {
  /**
   * Stretches that no removal may take: of the text, between words, or the whole of what would be removed. White space is
   * folded.
   */
  keep?: readonly string[] | undefined;
  /** False for a text in another language: the words of French furniture say nothing there. */
  isFrench?: boolean | undefined;
}

interface Aims extends Omit<CleaningOptions, 'keep'> {
  title: string;
  infersTitle: boolean;
}

function cleanText(source: string, { title, infersTitle, isFrench = true }: Aims, kept?: KeptUnits): CleanArticle {
  const tracked = createTrackedText(source, kept);
  const removals = isFrench ? REMOVAL_RULES : LANGUAGE_FREE_REMOVAL_RULES;
  const context: CleaningContext = { title, reader: createLineReader() };
  for (let pass = 0, before: string | undefined; pass < MAX_PASSES && before !== tracked.text; pass++) {
    before = tracked.text;
    repairCharacters(tracked, context);
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

/** Where the text says what is to be kept; furniture that ran into a word is found by what would be removed there. */
function* findKept(source: string, aims: Aims, keep: readonly string[]): Generator<Span> {
  const wanted = new Set(keep.map(foldSpaces));
  for (const { start, text } of cleanText(source, aims).removed) {
    if (wanted.has(foldSpaces(text))) yield { start, end: start + text.length };
  }
  const find = createStretchFinder(source);
  for (const stretch of wanted) yield* find(stretch);
}

/**
 * Cleans a scraped French article: repairs its characters and typography, takes out page furniture, and reports each
 * change by rule. Deterministic and idempotent; throws nothing, whatever the strings hold. A text that comes without
 * a title but has one at its head, said twice or set off from the body, gets it as its title.
 */
export function cleanArticle(raw: RawArticle, { keep = [], isFrench }: CleaningOptions = {}): CleanArticle {
  const given = cleanInline(raw.title ?? '').text;
  const aims: Aims = { title: given, infersTitle: true, isFrench };
  // Such spaces are a matter of rendering: who sets them anew need not be told of those that were set.
  const text = unsetNoBreakSpaces(raw.text);
  const kept = keep.length === 0 ? undefined : createKeptUnits(text.length, findKept(text, aims, keep));
  const cleaned = cleanText(text, aims, kept);
  // Nothing stands beside the title: its words are the body, and saying them twice is better than losing them.
  const isBare = cleaned.text === '' && cleaned.title !== '';
  const settled = isBare
    ? { ...cleanText(text, { title: '', infersTitle: false, isFrench }, kept), title: given }
    : cleaned;
  const asGiven = (removal: Removal) => raw.text.slice(removal.start, removal.start + removal.text.length);
  return { ...settled, removed: settled.removed.map((removal) => ({ ...removal, text: asGiven(removal) })) };
}
