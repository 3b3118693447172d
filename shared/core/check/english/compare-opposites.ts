import type { IntegrityIssue } from '../integrity-issue.ts';

const whole = (words: string): RegExp => new RegExp(`(?<!\\p{L})(?:${words})`, 'iu');

/** Words of the news whose contrary is another story: French, English that says it, English that says the contrary. */
const OPPOSITES: readonly (readonly [french: RegExp, english: RegExp, contrary: RegExp])[] = [
  [
    whole('(?:a|ont|avait) (?:baissé|reculé|chuté|diminué)(?!\\p{L})|en (?:baisse|recul) de'),
    whole(
      'fell|fall|drop|declin|decreas|down|low|lost|los[et]|shr[aiu]nk|reduc|cut|slip|slid|plung|plummet|slump|tumbl|dip|contract|retreat|backw|withdr',
    ),
    whole('rose|risen|rise|increas|up\\b|gain|grew|grow|climb|jump|surg|soar|higher'),
  ],
  [
    whole('(?:a|ont|avait) (?:augmenté|progressé|grimpé|bondi)(?!\\p{L})|en hausse de'),
    whole(
      'rose|risen|rise|increas|up\\b|gain|grew|grow|climb|jump|surg|soar|higher|more|progress|advanc|raise|leap|expand',
    ),
    whole('fell|fall|drop|declin|decreas|down\\b|lower|shr[aiu]nk|slump|plung|tumbl'),
  ],
  [
    whole('(?<!\\d)\\d{1,9} (?:morts|tués)|(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) morts'),
    whole('dead|die|dying|death|kill|deadly|fatal|victim|toll|lives|casualt|perish|lost|murder|slain|bod(?:y|ies)'),
    whole('injur|wound|hurt'),
  ],
  [
    whole('(?<!\\d)\\d{1,9} blessés|(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) blessés'),
    whole('injur|wound|hurt|casualt|harm'),
    whole('dead|die|death|kill'),
  ],
];

/** A rise that became a fall, dead that became injured: wrong though every number is right. */
export function compareOpposites(source: string, translation: string): IntegrityIssue[] {
  return OPPOSITES.flatMap(([french, english, contrary]): IntegrityIssue[] => {
    const found = french.exec(source);
    if (found === null || english.test(translation) || !contrary.test(translation)) return [];
    const span = { start: found.index, end: found.index + found[0].length };
    return [{ code: 'meaning-turned', grade: 'doubtful', source: span }];
  });
}
