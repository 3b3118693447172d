import { type CleaningRule, editMatches } from '../cleaning-rule.ts';

/** The named entities that turn up in French news: markup, Latin-1 letters in code order, typography. */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
  'thorn yuml';
const OTHERS: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  OElig: 'Œ',
  oelig: 'œ',
  Scaron: 'Š',
  scaron: 'š',
  Yuml: 'Ÿ',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  lsaquo: '‹',
  rsaquo: '›',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  euro: '€',
  trade: '™',
  permil: '‰',
  rarr: '→',
  larr: '←',
  ensp: '\u2002',
  emsp: '\u2003',
  thinsp: '\u2009',
  zwnj: '\u200c',
  zwj: '\u200d',
  newline: '\n',
};
const NAMED = new Map([
  ...LATIN_1.split(' ').map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
  ...Object.entries(OTHERS),
]);

/** An ampersand escaped any number of times, then a name or a number; `&nbsp` is common without its semicolon. */
const ENTITY =
  /&(?:amp;|#0{0,99}38;|#x0{0,99}26;){0,999}(?:(nbsp);?|([a-z][a-z0-9]{1,7});|#(\d{1,7});|#x([0-9a-f]{1,6});)/gi;

function charOf(point: number): string | undefined {
  const valid = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  return valid ? String.fromCodePoint(point) : undefined;
}

/** Decodes HTML entities that were left in the text, once or several times escaped ("&amp;#39;" → "'"). */
export const decodeEntities: CleaningRule = {
  name: 'entities',
  kind: 'repaired',
  find: (text) =>
    text.includes('&')
      ? editMatches(text, ENTITY, ([, space, name, decimal, hex]) => {
          if (space !== undefined) return '\u00a0';
          if (name !== undefined) return NAMED.get(name) ?? NAMED.get(name.toLowerCase());
          return charOf(decimal === undefined ? Number.parseInt(`${hex}`, 16) : Number.parseInt(decimal, 10));
        })
      : [],
};
