import { foldText } from '../../../text/fold-text.ts';
import type { IntegrityIssue } from '../../integrity-issue.ts';

/** Who does it and to whom: verbs of which the first name is the subject in both languages. */
const ACTS =
  /(?<!\p{L})(?:accus|batt|bat(?!\p{L})|attaqu|menac|remplac|succ[èé]d|critiqu|reçoi|reçu|bombard|envahi|soutien|félicit|condamn|tu(?:e|é)(?!\p{L})|domin|devanc|élimin|rachèt|rachet|épous|bless|poursuit|défi|écart|limog|nomm|dénonc|invit|remerci|frapp)/iu;
/** Who gives it to whom: the second name stands behind "à". */
const GIVES = /(?<!\p{L})(?:livr|vend(?!red)|fourn|envoy|prêt|offr|offert|vers|c[èé]d|inflig|transm|promi)/iu;
const GIVEN_FRENCH = /(?<!\p{L})(?:par|selon|pour|contre|avec|et|dont|que|qui|été|de la part)(?!\p{L})|,/iu;
const GIVEN_ENGLISH =
  /\b(?:by|from|against|with|and|lost|whom|which|who|received?s?|gets?|got|b(?:uys?|ought)|been|was|were|is|are)\b|,/i;
/** A passive or a turn of phrase that names the other one first. */
const TURNED_FRENCH = /(?<!\p{L})(?:par|selon|pour|contre|avec|et|dont|que|qui)(?!\p{L})|,/iu;
const TURNED_ENGLISH = /\b(?:by|to|against|with|and|lost|whom|which|who)\b|,/i;
const NAME = /(?<!\p{L})\p{Lu}[\p{L}’'-]{2,}(?: (?:Le |La |de |du )?\p{Lu}[\p{L}’'-]+){0,2}/gu;
const FIRST_WORD = /^(?:(?:Le|La|Les|Un|Une|The|A|An)\s|L['’])/u;
const SHARED_LETTERS = 3;
/** Longer sentences may tell it in any order. */
const MAX_LENGTH = 120;

/** Names that English spells otherwise from the first letters on. */
const RESPELT = new Map(
  'all:ger eta:uni esp:spa roy:uni ang:eng pay:net sue:swe sui:swi dan:den pek:bei kie:kyi eco:sco gal:wal mar:mor lib:leb bre:bra cor:kor'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** The two names of a short sentence that changed places round its verb: "A accuse B" is not "B accuses A". */
export function compareRoles(source: string, translation: string): IntegrityIssue[] {
  if (source.length > MAX_LENGTH) return [];
  const isAct = ACTS.test(source);
  if (!isAct && !GIVES.test(source)) return [];
  const french = readActors(source, isAct ? TURNED_FRENCH : GIVEN_FRENCH);
  const english = readActors(translation, isAct ? TURNED_ENGLISH : GIVEN_ENGLISH);
  if (french === undefined || english === undefined) return [];
  const [subject, object] = french;
  const [first, second] = english;
  const isTurned = !isSame(subject, first) && isSame(subject, second) && isSame(object, first);
  return isTurned ? [{ code: 'names-turned', grade: 'doubtful' }] : [];
}

/** The two names of a sentence that has no other, unless a word between them may turn their parts. */
function readActors(text: string, turns: RegExp): readonly [string, string] | undefined {
  const rest = text.replace(FIRST_WORD, '');
  const [one, other, third] = rest.matchAll(NAME);
  if (one === undefined || other === undefined || third !== undefined) return undefined;
  if (turns.test(rest.slice(one.index + one[0].length, other.index))) return undefined;
  return [one[0], other[0]];
}

function isSame(french: string, english: string): boolean {
  const [one = '', other = ''] = [french, english].map((name) => foldText(name).slice(0, SHARED_LETTERS));
  return one === other || RESPELT.get(one) === other;
}
