/**
 * Hands runs of one character, as many as its argument says, to functions of the core and prints what came of each as JSON,
 * a line each. What patterns may remember is full after a few million units: of compiled ones, and sooner of interpreted ones,
 * as V8 has them in a process that has compiled many (`--no-regexp-optimization`).
 */
import { compareDates } from '../../shared/core/check/english/compare-dates.ts';
import { compareNames } from '../../shared/core/check/english/names/compare-names.ts';
import { findDisplacedLines } from '../../shared/core/check/find-displaced-lines.ts';
import { toLine } from '../../shared/core/chunk/chunk-sentences.ts';
import { cleanArticle, cleanInline } from '../../shared/core/clean/clean-article.ts';
import { tenseBetween } from '../../shared/core/dating/tense.ts';
import { findNames } from '../../shared/core/faithfulness/find-names.ts';
import { judgeInstructions } from '../../shared/core/instructions/judge-instructions.ts';
import { normalizeSentence } from '../../shared/core/normalize/normalize-sentence.ts';
import { looksBack } from '../../shared/core/summarize/leaning.ts';
import { findTitleNames } from '../../shared/core/summarize/title-names.ts';

const characters = Number(process.argv[2]);
/** Over a text that holds such a sign patterns have more to remember. */
const BEYOND_LATIN_1 = '…';

/** Each with the characters that its patterns could go over without an end. */
const READERS: Record<string, readonly [read: (text: string) => unknown, units: string]> = {
  normalizeSentence: [normalizeSentence, ' \n'],
  toLine: [toLine, ' \n'],
  cleanInline: [cleanInline, ' \n'],
  cleanArticle: [(text) => cleanArticle({ title: '', text: `Le maire a dit oui.\n\n${text.slice(2)}` }), '.'],
  tenseBetween: [(text) => tenseBetween(text, ''), 'aA'],
  findNames: [findNames, 'A'],
  judgeInstructions: [judgeInstructions, 'aA1'],
  findTitleNames: [findTitleNames, 'A'],
  looksBack: [(text) => looksBack(`ajoute${text}`), 'a'],
  findDisplacedLines: [(text) => findDisplacedLines([{ source: text, translation: text }]), '1'],
  compareNames: [(text) => compareNames(text, text), 'A'],
  compareDates: [(text) => compareDates(text.slice(2), text), '.'],
};

for (const [name, [read, units]] of Object.entries(READERS)) {
  for (const unit of units) {
    let outcome = 'read';
    try {
      read(`Le ${unit.repeat(characters)} dit${BEYOND_LATIN_1}.`);
    } catch (error) {
      outcome = String(error);
    }
    process.stdout.write(`${JSON.stringify({ name, unit, outcome })}\n`);
  }
}
