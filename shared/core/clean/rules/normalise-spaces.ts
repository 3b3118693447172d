import { findRuns } from '../../text/find-runs.ts';
import { type CleaningRule, type Edit, editLines, editMatches } from '../cleaning-rule.ts';
import { onceALine } from '../line-reader.ts';

/** Line ends of every kind become a line feed. */
export const normaliseLineEnds: CleaningRule = {
  name: 'line-ends',
  kind: 'repaired',
  find: (text) => editMatches(text, /\r\n?|[\v\f\u2028\u2029]/g, () => '\n'),
};

/** Zero-width characters, soft hyphens, byte-order marks and direction marks hold nothing a reader sees. */
export const removeInvisible: CleaningRule = {
  name: 'invisible-characters',
  kind: 'repaired',
  // A joiner between two signs outside the Latin blocks holds an emoji together.
  find: (text) =>
    editMatches(
      text,
      /[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]{1,9999}|(?<![^\x00-\u02af])\u200d{1,9999}/g,
      () => '',
    ),
};

/**
 * Every space becomes the plain one. No-break spaces are a matter of rendering; in stored text they only make equal
 * sentences differ.
 */
export const normaliseSpaces: CleaningRule = {
  name: 'special-spaces',
  kind: 'repaired',
  find: (text) => editMatches(text, /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, () => ' '),
};

function findExtraSpaces(line: string): Edit[] {
  if (!line.includes('  ') && !line.startsWith(' ') && !line.endsWith(' ')) return [];
  const edits: Edit[] = [];
  for (const { start, end } of findRuns(line, ' ')) {
    const atEdge = start === 0 || end === line.length;
    if (atEdge || end - start > 1) edits.push({ start, end, text: atEdge ? '' : ' ' });
  }
  return edits;
}

/** Runs of spaces become one, and lines neither begin nor end with one. */
export const collapseSpaces: CleaningRule = {
  name: 'extra-spaces',
  kind: 'repaired',
  find: editLines(onceALine(findExtraSpaces)),
};
