import { type CleaningRule, type Edit, editMatches } from '../cleaning-rule.ts';

/** No space before a comma or a full stop, nor inside brackets. */
export const removeSpaceBeforePunctuation: CleaningRule = {
  name: 'space-before-punctuation',
  kind: 'repaired',
  find: (text) =>
    editMatches(text, /(?<=[^\s,.(–—-]) (?:,(?=[\s\p{L}])|\.(?=\s|$)|[)\]])|[([] (?=[^\s])/gu, ([match]) =>
      match.trim(),
    ),
};

/** A token that keeps its inner stops and commas: an address, a domain, a handle, a file name. */
const ADDRESS = /:\/\/|www\.|@|^#|\/\w/iu;
const NAME_ENDING =
  /^(?:com|fr|net|org|eu|be|ch|ca|info|tv|io|gouv|pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|mp[34]|zip|html?|js|ts|txt|csv)(?![\p{L}\p{N}])/iu;
const GLUED_STOP =
  /(?<=\p{Ll}{2}|\p{Ll}’?\p{Ll}|[\p{Lu}\d]{2}|[%°€])(?:[.!?…]+[)\]]?(?=\p{Lu}[\p{Ll}’']|[ÀAYÔ] |\p{Lu}{2,}[\s,]|[«“(])|[.!?…]+(?=\d{1,3}[ %]))|(?<=[»”)])\.(?=\p{Lu})/gu;
const GLUED_COMMA = /(?<=\p{L}),(?=\p{L}{2})/gu;

/** The longest token looked at around a stop; a longer one is no address. */
const MAX_TOKEN = 80;

function tokenAround(text: string, at: number): string {
  let start = at;
  while (start > 0 && at - start < MAX_TOKEN && !/\s/.test(text.charAt(start - 1))) start--;
  const rest = text.slice(at, at + MAX_TOKEN);
  const space = rest.search(/\s/);
  return text.slice(start, at) + (space < 0 ? rest : rest.slice(0, space));
}

/** Puts the space back after a sentence end or a comma that ran into the next word ("bilatéral.Zelensky"). */
export const spaceAfterPunctuation: CleaningRule = {
  name: 'missing-space',
  kind: 'repaired',
  find(text) {
    const edits: Edit[] = [];
    for (const pattern of [GLUED_STOP, GLUED_COMMA]) {
      for (const { 0: stop, index } of text.matchAll(pattern)) {
        const at = index + stop.length;
        if (ADDRESS.test(tokenAround(text, at)) || NAME_ENDING.test(text.slice(at, at + 6))) continue;
        edits.push({ start: at, end: at, text: ' ' });
      }
    }
    return edits.sort((a, b) => a.start - b.start);
  },
};
