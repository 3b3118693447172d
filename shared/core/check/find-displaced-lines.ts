import { findWords } from '../text/find-words.ts';
import { foldText } from '../text/fold-text.ts';

/** A French sentence and what came back at its place. */
export interface AnsweredLine {
  source: string;
  translation: string;
}

/** How far from its place a line is looked for. */
const OFFSETS = [-2, -1, 1, 2];
/** A line that may be at its place costs a run of displaced ones so much evidence, which keeps runs short of it. */
const SLACK = 0.1;
/** Evidence that proves a run of at least two lines, and a single one; in nats, fitted on human pages with `bench gate`. */
const RUN_EVIDENCE = 1.9;
const SINGLE_EVIDENCE = 3.5;
/** Words of French and English that begin alike for so many letters are taken for the same one. */
const COGNATE_LENGTH = 5;
const SHORT_NAME_LENGTH = 3;
/** Of the logarithm of translation over source length: what human pairs deviate by, and what grants short lines more. */
const LENGTH_DEVIATION = 0.25;
const SHORT = 12;
/** One line of another length proves no more than this. */
const MAX_LENGTH_EVIDENCE = 1.5;
/** Where more of an answer is displaced, none of its order can be trusted. */
const MAX_DISPLACED_SHARE = 0.5;
const CAPITAL = /^\p{Lu}/u;

/**
 * Which lines of one answer of an engine stand at another line's place, by their indexes: a line that shares more names,
 * numbers and cognates with the source of a neighbour, and fits its length better, than its own. Neighbouring lines that are
 * off by the same distance are judged together. The languages need not be known: where scripts differ, numbers, names left
 * in Latin letters and lengths have to do. All lines where more than half stand elsewhere. Linear time.
 */
export function findDisplacedLines(lines: readonly AnsweredLine[]): Set<number> {
  const sources = lines.map(({ source }) => readAnchors(source));
  const translations = lines.map(({ translation }) => readAnchors(translation));
  const weights = weigh(sources);
  const usual = usualLengthening(lines);
  const resemblance = (translated: number, at: number): number => {
    const [line, own] = [lines[translated], lines[at]] as [AnsweredLine, AnsweredLine];
    return (
      share(sources[at] as Set<string>, translations[translated] as Set<string>, weights) -
      lengthMisfit(own.source, line.translation, usual)
    );
  };
  const displaced = new Set<number>();
  const atHome = lines.map((_, at) => resemblance(at, at));
  for (const offset of OFFSETS) {
    const gains = lines.map((_, at) =>
      lines[at + offset] ? resemblance(at, at + offset) - (atHome[at] as number) : -Infinity,
    );
    addRuns(gains, displaced);
    // Two lines that changed places prove it together.
    if (offset <= 0) continue;
    gains.forEach((gain, at) => {
      const back = lines[at + offset] ? resemblance(at + offset, at) - (atHome[at + offset] as number) : -Infinity;
      if (gain + back - 2 * SLACK >= RUN_EVIDENCE) displaced.add(at).add(at + offset);
    });
  }
  const isTrusted = displaced.size <= lines.length * MAX_DISPLACED_SHARE;
  return isTrusted ? displaced : new Set(lines.keys());
}

/** Adds the stretches of neighbouring lines whose gains sum up to a proof. */
function addRuns(gains: readonly number[], displaced: Set<number>): void {
  let start = 0;
  let sum = 0;
  let best = 0;
  let bestEnd = 0;
  const close = () => {
    const length = bestEnd - start;
    if (best >= (length === 1 ? SINGLE_EVIDENCE : RUN_EVIDENCE)) {
      for (let at = start; at < bestEnd; at++) displaced.add(at);
    }
  };
  gains.forEach((gain, at) => {
    sum += gain - SLACK;
    if (sum <= 0) {
      close();
      [start, sum, best, bestEnd] = [at + 1, 0, 0, at + 1];
    } else if (sum > best) {
      [best, bestEnd] = [sum, at + 1];
    }
  });
  close();
}

/** What a line can be known by in another language: numbers, names, and the beginnings of long words. */
function readAnchors(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const word of findWords(text, (start, end) => text.slice(start, end))) {
    if (!/\D/.test(word)) anchors.add(word);
    else if (word.length >= COGNATE_LENGTH) anchors.add(foldText(word).slice(0, COGNATE_LENGTH));
    else if (word.length >= SHORT_NAME_LENGTH && CAPITAL.test(word)) anchors.add(foldText(word));
  }
  return anchors;
}

/** The rarer an anchor among the lines, the more it proves. */
function weigh(sources: readonly ReadonlySet<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const anchors of sources) for (const anchor of anchors) counts.set(anchor, (counts.get(anchor) ?? 0) + 1);
  return new Map(Array.from(counts, ([anchor, count]) => [anchor, Math.log1p(sources.length / count)]));
}

function share(source: ReadonlySet<string>, translation: ReadonlySet<string>, weights: ReadonlyMap<string, number>) {
  let sum = 0;
  for (const anchor of translation) if (source.has(anchor)) sum += weights.get(anchor) as number; // weighed with the sources
  return sum;
}

function lengthening(source: string, translation: string): number {
  return Math.log((translation.length + SHORT) / (source.length + SHORT));
}

/** The median, which no few lines can move: scripts and languages differ. */
function usualLengthening(lines: readonly AnsweredLine[]): number {
  const sorted = lines.map(({ source, translation }) => lengthening(source, translation)).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function lengthMisfit(source: string, translation: string, usual: number): number {
  const deviation = (lengthening(source, translation) - usual) / LENGTH_DEVIATION;
  return Math.min(MAX_LENGTH_EVIDENCE, deviation ** 2 / 2);
}
