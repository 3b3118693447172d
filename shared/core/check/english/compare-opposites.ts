import type { IntegrityIssue } from '../integrity-issue.ts';
import { OPPOSITES } from './opposites.ts';

/** A rise that became a fall, dead that became injured: wrong though every number is right. */
export function compareOpposites(source: string, translation: string): IntegrityIssue[] {
  return OPPOSITES.flatMap(([french, english, contrary]): IntegrityIssue[] => {
    const found = french.exec(source);
    if (found === null || english.test(translation) || !contrary.test(translation)) return [];
    const span = { start: found.index, end: found.index + found[0].length };
    return [{ code: 'meaning-turned', grade: 'doubtful', source: span }];
  });
}
