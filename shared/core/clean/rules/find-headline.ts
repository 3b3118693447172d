import type { CleaningContext } from '../cleaning-rule.ts';
import { judgeLines } from './remove-furniture.ts';
import { findGluedFurniture } from './remove-glued.ts';

const MIN_HEADLINE_WORDS = 3;
const MAX_HEADLINE_WORDS = 32;
const MAX_HEADLINE_LENGTH = 220;

/** What a headline begins with: no list's sign, no dash of dialogue. */
const BEGINS = /^[«“"]?\s?[\p{Lu}\d]/u;
const ITEM = /^\d{1,2} ?[/).°]/;
/** It has no full stop, nor leads on to the next line; three points may end it. */
const LEADS_ON = /(?:[^.]\.|[:;,(–—-])$/;
const TWO_SENTENCES = /(?<![\p{Lu}.]|\bM(?:me|lle|gr)?)[.…]\s*\p{Lu}|\p{Ll}{2}\.(?![.\p{Ll}]|$)/u;
/** What is put to somebody is a question of an interview. */
const ADDRESSED = /^(?:vous|tu|et vous|est-ce|n['’])\b.*\?$/i;
const SENTENCE_END = /[.!?…:][»”")\]]*$/;

function readsAsHeadline(text: string): boolean {
  const words = text.split(/\s+/).length;
  return (
    words >= MIN_HEADLINE_WORDS &&
    words <= MAX_HEADLINE_WORDS &&
    text.length <= MAX_HEADLINE_LENGTH &&
    BEGINS.test(text) &&
    !ITEM.test(text) &&
    !LEADS_ON.test(text) &&
    !TWO_SENTENCES.test(text) &&
    !ADDRESSED.test(text) &&
    !text.includes('|')
  );
}

/**
 * The headline of a text that came without a title: its first line besides furniture, short and without a full stop, before
 * a longer line or a sentence of the body; or what a glued text begins with before the furniture that parts it from the body.
 */
export function findHeadline(text: string, context: CleaningContext): string {
  const lines = judgeLines(text, context).filter(({ rule }) => rule === undefined);
  const [first, second] = lines;
  if (first === undefined) return '';
  const line = first.text.trim();
  if (second !== undefined && readsAsHeadline(line)) {
    const leads = second.text.length > line.length || SENTENCE_END.test(second.text.trimEnd());
    return leads && lines.some(({ prose }) => prose) ? line : '';
  }
  const furniture = findGluedFurniture(first.line)[0];
  if (furniture === undefined) return '';
  const head = first.text.slice(0, furniture.start).trim();
  const hasBody = first.text.slice(furniture.end).trim().length > head.length || lines.length > 1;
  return hasBody && readsAsHeadline(head) ? head : '';
}
