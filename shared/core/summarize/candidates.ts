import { foldText } from '../text/fold-text.ts';
import type { DocumentModel, SentenceModel } from './document-model.ts';
import { findOpeners } from './find-openers.ts';
import { looksBack } from './leaning.ts';
import { isGlued, isScrap } from './reader-faults.ts';
import type { PlacedSentence } from './sentence-pair.ts';
import { type Standing, standingOf } from './standing.ts';
import { findTitleNames } from './title-names.ts';

/** Shorter sentences are headings, captions, crumbs: measured on scraped pages, they only ever hurt. */
const MIN_SUMMARY_WORDS = 4;

/** A sentence that may be picked, with what a reader of the summary would stumble over. */
export interface Candidate extends PlacedSentence {
  /** How much of the article a reader needs before it. */
  standing: Standing;
  /** Which sentence opened the quotation that this one goes on with or ends. */
  opener: number | undefined;
  /** Speaks of what the sentence before named. */
  looksBack: boolean;
  /** Against it by itself, in points of the ranker. */
  cost: number;
  /** Says a name of the title. */
  hasTitleName: boolean;
}

/** More than the scores of two summaries differ by: glued words, the same told twice. */
export const DEFECT_COST = 100;
/**
 * What a much better sentence outweighs: one that is short or stamped, one that speaks of what the one before named, and one
 * from the midst of a quotation, which reads as the article's own word.
 */
const SCRAP_COST = 19;
const LOOKING_BACK_COST = 13;
const QUOTED_COST = 15;
/** Nearly always more than the scores differ by: a summary that names nobody of its title seems to be of another article. */
const TITLE_NAME_WORTH = 100;
/** What cannot be read without its neighbours loses to everything that can, and half a quotation or a question to that. */
const UNREADABLE_COST = 10_000;
const CUT_COST = 2 * UNREADABLE_COST;

/** The first of all sentences with the same words; those too short only when there are no others. */
export function listCandidates(title: string, document: DocumentModel): Candidate[] {
  const names = findTitleNames(title);
  const openers = findOpeners(document.sentences.map(({ text }) => text));
  const placed = document.sentences.map((sentence, index) => ({ index, sentence }));
  const worthy = placed.filter(({ sentence }) => sentence.words.length >= MIN_SUMMARY_WORDS);
  const chosen = worthy.length > 0 ? worthy : placed.filter(({ sentence }) => sentence.words.length > 0);
  return withoutRepeats(chosen).map(({ index, sentence }) => {
    const folded = foldText(sentence.text);
    return {
      index,
      sentence,
      standing: standingOf(sentence.text, index === 0 && title !== ''),
      opener: openers[index],
      looksBack: index > 0 && looksBack(sentence.text),
      cost: (isGlued(sentence.text) ? DEFECT_COST : 0) + (isScrap(sentence.text) ? SCRAP_COST : 0),
      hasTitleName: names.some((name) => folded.includes(name)),
    };
  });
}

/** Sentences of one length as vectors: the first of them waits for a second before its words are joined. */
interface Alike {
  first: SentenceModel;
  wordings: Set<string>;
}

const wordingOf = ({ words }: SentenceModel): string => words.join(' ');

/** Keeps the first of sentences with the same words. */
function withoutRepeats(placed: readonly PlacedSentence[]): PlacedSentence[] {
  const seen = new Map<number, Alike>();
  return placed.filter(({ sentence }) => {
    const alike = seen.get(sentence.norm);
    if (alike === undefined) return seen.set(sentence.norm, { first: sentence, wordings: new Set() });
    if (alike.wordings.size === 0) alike.wordings.add(wordingOf(alike.first));
    const wording = wordingOf(sentence);
    return !alike.wordings.has(wording) && alike.wordings.add(wording);
  });
}

/**
 * What a summary loses in the eyes of its reader when `next` joins the sentences taken: an antecedent that is not there,
 * faults of its own. The first sentence with a name of the title is a gain.
 */
export function costOfTaking(taken: readonly Candidate[], next: Candidate): number {
  let led: Candidate | undefined;
  let quoted = 0;
  let names = next.hasTitleName;
  for (const one of taken) {
    if (one.index === next.index - 1) led = one;
    if (next.opener !== undefined && one.index >= next.opener && one.index < next.index) quoted += 1;
    names &&= !one.hasTitleName;
  }
  const isWhole = next.opener !== undefined && quoted === next.index - next.opener;
  return (
    next.cost +
    (next.looksBack && led === undefined ? LOOKING_BACK_COST : 0) +
    costOfStanding(next, led, isWhole) -
    (names ? TITLE_NAME_WORTH : 0)
  );
}

/** Whether a candidate counts fully behind the sentence before it only. */
export function needsPrevious({ standing, opener, looksBack }: Candidate): boolean {
  return standing === 'after-previous' || standing === 'closes-quotation' || opener !== undefined || looksBack;
}

/**
 * What it costs that a reader lacks what a sentence needs, with the sentence before it if that one is taken. `isWhole` says
 * that its quotation is taken from its start to here.
 */
function costOfStanding({ standing, opener }: Candidate, led: Candidate | undefined, isWhole: boolean): number {
  // What the first half lacked is there now.
  if (standing === 'closes-quotation') return isWhole ? -CUT_COST : CUT_COST;
  if (standing === 'never' || standing === 'opens-quotation') return CUT_COST;
  const quoted = opener !== undefined && !isWhole ? QUOTED_COST : 0;
  return quoted + (standing === 'after-previous' && led === undefined ? UNREADABLE_COST : 0);
}
