import type { IntegrityIssue } from '../../integrity-issue.ts';

const NOON =
  /(?<![\p{L}-])(?:à |avant |après |jusqu['’]à |de |vers |entre )?midi(?![\p{L}-]|[ -](?:Libre|Pyrénées|Olympique))/u;
const MIDNIGHT = /(?<![\p{L}-])minuit(?![\p{L}-])/iu;
/** An hour of the clock, by the word before it or its minutes; "14 heures de débats" and "attendre 14 heures" tell how long. */
const HOUR =
  /(?:(?<=(?:à|dès|vers|avant|entre|jusqu['’]à)[\s\u00a0])\d{1,2}[\s\u00a0\u202f]?h(?:eures?)?|(?<!\d)\d{1,2}[\s\u00a0\u202f]?h[\s\u00a0\u202f]?\d\d)(?!\p{L})(?![\s\u00a0]d(?:e[\s\u00a0](?!l['’]après)|['’]))/giu;
const HALF_OF_DAY = /(?<!\d)(\d{1,2})(?:[:.]\d\d)?\s?([ap])\.?m\b/gi;

/** Noon that became midnight, and an hour in the other half of the day. */
export function compareHours(source: string, translation: string): IntegrityIssue[] {
  const noon = NOON.exec(source);
  const midnight = MIDNIGHT.exec(source);
  const turned =
    (noon !== null && midnight === null && /\bmidnight\b/i.test(translation) && !/\bnoon|midday\b/i.test(translation)
      ? noon
      : null) ??
    (midnight !== null &&
    noon === null &&
    /\b(?:noon|midday)\b/i.test(translation) &&
    !/\bmidnight\b/i.test(translation)
      ? midnight
      : null);
  if (turned !== null) {
    return [
      {
        code: 'number-altered',
        grade: 'failed',
        source: { start: turned.index, end: turned.index + turned[0].length },
      },
    ];
  }
  const given = new Set(
    Array.from(translation.matchAll(HALF_OF_DAY), ([, hour, half = '']) => `${hour} ${half.toLowerCase()}`),
  );
  if (given.size === 0) return [];
  return Array.from(source.matchAll(HOUR)).flatMap((found): IntegrityIssue[] => {
    const hour = Number.parseInt(found[0], 10);
    const [right, wrong] = hour >= 12 ? ['p', 'a'] : ['a', 'p'];
    const onClock = hour % 12 === 0 ? 12 : hour % 12;
    // An early hour of French may be one of the evening's.
    const grade = hour > 12 ? 'failed' : 'doubtful';
    if (hour > 24 || given.has(`${onClock} ${right}`) || !given.has(`${onClock} ${wrong}`) || hour === 24) return [];
    return [{ code: 'number-altered', grade, source: { start: found.index, end: found.index + found[0].length } }];
  });
}
