import type { CleaningRule, Edit } from '../cleaning-rule.ts';
import { foldText } from '../fold-text.ts';
import { familyOf } from '../furniture/families.ts';
import { readHeading } from '../furniture/headings.ts';
import { type Line, readLine } from '../furniture/line.ts';
import { BRANDS, BUSINESS, CALLS, FUNCTION_WORDS } from '../furniture/vocabulary.ts';

/** How many words a stretch of furniture inside a line may have. */
const MAX_STRETCH_WORDS = 26;
/** How many a headline after "Lire aussi :" may have. */
const MAX_HEADLINE_WORDS = 40;
/** Lines shorter than this are judged whole. */
const MIN_GLUED_LENGTH = 60;

/** After so many words that only looked like furniture, a line is not looked at further: it bounds the work. */
const MAX_MISSES = 200;

const WORD = /[\p{L}\p{N}©]+/gu;

/** First words, folded, with which furniture of one of the families can begin. */
const STARTERS = new Set([
  'il',
  'soyez',
  ...CALLS,
  ...(
    'publie publiee mis mise maj modifie actualise derniere poste par by la le l redaction temps duree lecture a et voir ' +
    'revoir relire lire ecouter decouvrir publicite pub advertisement annonce contenu article sponsorise suite prev next previous ' +
    'precedent suivant suivante descriptive alt text texte image photo photos credit credits illustration © copyright tous all ' +
    'toute reproduction droits for follow read see related published updated posted story continue sur dans pour ' +
    'accueil partage cookies nous ce afp reuters getty chargement loading veuillez lorem placeholder source sources ' +
    'restez soyez envie deja aucun ne recommande vous cet notre nos les plus don sign get stay newsletter propos tags avec mots ' +
    's se written last most more trending page retour haut insert sample dummy votre votre your this we en service ' +
    'redige ecrit auteur scroll enter'
  ).split(' '),
]);

/** Function words with which a sentence begins and a headline seldom goes on: where a headline without a stop ends. */
const SENTENCE_STARTERS = new Set(
  (
    'le la les l un une des ce cet cette ces il elle ils elles on nous je c s d en dans selon mais pour depuis apres avant a au aux ' +
    'ainsi enfin pourtant cependant alors lors si comme quand plus avec sans sur par contrairement interroge son sa ses leur de du ' +
    'ceux celui celle cela deux trois certains plusieurs toutefois par ailleurs autre aucun parmi face interrogee j'
  ).split(' '),
);

/** What must follow for one of the commonest words to be worth a closer look. */
const COMMON_STARTS = new Set(
  'a au il ce cet d dans en for l la le les ne nos notre nous par plus pour s se sur tous tout toute vous votre by and the this we you your our don'.split(
    ' ',
  ),
);
const WORTH_A_LOOK =
  /^(?:a (?:lire|voir|ecouter|decouvrir|relire|ne pas|la une)|ce (?:site|contenu)|cet article|dans (?:la|le) meme|en (?:savoir|poursuivant|continuant|lien|complement|partenariat|cliquant)|for (?:the )?latest|l[’' ](?:article|equipe)|la (?:suite|redaction|publicite|pub)\b|les (?:plus|articles|mieux)|ne (?:manquez|ratez|loupez)|(?:nos|notre) (?:redaction|article|dossier|autres|derni|newsletter|app|chaine|page|envoye|suggestion|selection|reportage|enquete)|nous (?:suivre|utilisons|soutenir|rejoindre)|par |plus (?:lus|d[’' ]info|d[’' ]act)|pour (?:ne |aller|en savoir|plus|recevoir|suivre|lire|afficher|vous (?:abonner|inscrire))|s[’' ](?:abonner|inscrire|identifier)|se connecter|sur le meme|tou(?:s|te|tes) (?:droits|reproduction|l[’' ]|les|nos)|tout (?:accepter|refuser|savoir)|vous (?:aime|pourri|devri|avez|souhait|voul|etes|appreci)|votre (?:texte|titre|article|avis|email)|by \p{Lu}|the latest|il vous reste|this (?:site|article|story)|we use|you (?:may|might|are)|our |don't miss|your )/iu;

function mayBegin(line: string, token: Token): boolean {
  if (!STARTERS.has(token.folded)) return false;
  if (!COMMON_STARTS.has(token.folded)) return true;
  const { start } = token;
  return WORTH_A_LOOK.test(
    line
      .slice(start, start + 30)
      .normalize('NFD')
      .replace(/\p{M}/gu, ''),
  );
}

interface Token {
  start: number;
  end: number;
  /** Only for a token that opens; others are never looked up. */
  folded: string;
  /** Written with a capital, or a number or sign: furniture may begin here and end before it. */
  opens: boolean;
  /** What stands between the word before and this one ends a sentence. */
  afterStop: boolean;
  afterComma: boolean;
}

function readTokens(line: string): Token[] {
  const tokens: Token[] = [];
  let previousEnd = 0;
  for (const { 0: word, index } of line.matchAll(WORD)) {
    const gap = line.slice(previousEnd, index);
    const opens = /^[\p{Lu}\d©]/u.test(word) && !/[’'-]$/.test(gap);
    tokens.push({
      start: index,
      end: index + word.length,
      folded: opens ? foldText(word) : '',
      opens,
      afterStop: tokens.length === 0 || (/[.!?…]/.test(gap) && !(/^[.…]+$/.test(gap) && /^\d/.test(word))),
      afterComma: !/[.!?…]/.test(gap) && !/^\s+[«“"]\s*$/.test(gap) && /[,;:(«“"/–—-]\s*$/.test(gap),
    });
    previousEnd = index + word.length;
  }
  return tokens;
}

/** The end of the stretch before token `next`: past closing signs, before the space and any opening sign. */
function stretchEnd(line: string, tokens: readonly Token[], next: number): number {
  const before = tokens[next - 1] as Token;
  const gap = line.slice(before.end, tokens[next]?.start ?? line.length);
  const closing = /^\s?[.!?…)»”\]]*(?:\s*[–—-]\s*\.)?/.exec(gap)?.[0] ?? '';
  return before.end + closing.trimEnd().length;
}

interface Found {
  rule: string;
  next: number;
}

/** Whether a stretch of furniture may end before this token. */
function endsBefore(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token === undefined) return true;
  if (!token.afterStop && (token.afterComma || !token.opens)) return false;
  return !/^\d/.test(token.folded) || token.afterStop;
}

/** Whether a sentence or other furniture can begin at this token, so that a name before it is whole. */
function goesOn(token: Token | undefined): boolean {
  return token === undefined || token.afterStop || STARTERS.has(token.folded) || SENTENCE_STARTERS.has(token.folded);
}

function findPlain(line: string, tokens: readonly Token[], from: number, strict: boolean): Found | undefined {
  const first = tokens[from] as Token;
  const opening = line.charAt(first.start - 1) === '(' ? 1 : 0;
  let found: Found | undefined;
  for (let next = from + 1; next <= Math.min(tokens.length, from + MAX_STRETCH_WORDS); next++) {
    if (!endsBefore(tokens, next)) continue;
    const stretch = line.slice(first.start - opening, stretchEnd(line, tokens, next));
    const read = readLine(stretch);
    const rule = familyOf(read);
    const token = tokens[next];
    const gap = token === undefined ? '' : line.slice(stretchEnd(line, tokens, next), token.start);
    if (
      rule !== undefined &&
      !/^\s*[,;»”]/.test(gap) &&
      fits(rule, read, strict) &&
      (rule !== 'byline' || goesOn(token))
    )
      found = { rule, next };
    else if (found !== undefined) break;
    if (found !== undefined && token !== undefined && !BRANDS.has(token.folded)) {
      if (token.afterStop || SENTENCE_STARTERS.has(token.folded)) break;
    }
    if (found === undefined && token?.afterStop && next > from + 1 && !/^(?:am|pm|p|m)$/.test(token.folded)) break;
  }
  return found;
}

const PROMOTION_STARTERS = new Set(
  'nous s se pour il soyez restez ne envie deja cet toute toutes nos notre vous newsletter application for get sign stay our'.split(
    ' ',
  ),
);
const DATED = /^(?:publi|mis[e ]|maj|modifi|actualis|derni|update|poste?d?e? (?:le|par|on)|last)/;
const BUTTON =
  /^(?:lire (?:la suite|plus|l'article)|voir plus|en savoir plus|haut de page|retour (?:en haut|a l)|se connecter|s'identifier|tout |copier|imprimer|accepter|continuer|afficher|ecouter|read more|back to|skip|show more)/;

/** Inside a line the same words need more to be furniture than on a line of their own. */
function fits(rule: string, line: Line, strict: boolean): boolean {
  const { words, written, folded, text } = line;
  if (
    FUNCTION_WORDS.has(words.at(-1) ?? '') &&
    !/^(?:ici|plus|maintenant|here|now|us|moi|\d+|a)$/.test(words.at(-1) ?? '')
  )
    return false;
  if (
    words.length > 1 &&
    text === text.toUpperCase() &&
    /\p{L}{4}/u.test(text) &&
    rule !== 'credit' &&
    rule !== 'copyright'
  )
    return false;
  if (rule === 'breadcrumb') return false;
  if (rule === 'date') return DATED.test(folded);
  if (rule === 'interface') return BUTTON.test(folded);
  if (rule === 'byline' && words.length < 2) return /^[(©]/.test(text);
  if (rule === 'credit' && words.length < 2) return false;
  if (rule === 'promotion') {
    const first = words[0] ?? '';
    if (!CALLS.has(first) && (words.length < 4 || !PROMOTION_STARTERS.has(first))) return false;
    const known = (word: string) => CALLS.has(word) || BUSINESS.has(word) || FUNCTION_WORDS.has(word);
    const named = words.some(
      (word, index) => index > 0 && /^\p{Lu}/u.test(written[index] ?? '') && !known(word) && !BRANDS.has(word),
    );
    if (named && !words.some((word) => BRANDS.has(word))) return false;
  }
  return !strict || words.length >= 3 || /\d|©/.test(text);
}

/** The headline after a label: up to the next furniture, a stop, or where a sentence begins without one. */
function findHeading(line: string, tokens: readonly Token[], from: number, strict: boolean): Found | undefined {
  const first = tokens[from] as Token;
  const heading = readHeading(line.slice(first.start, first.start + 120));
  if (heading === undefined) return undefined;
  const labelEnd = first.start + heading.length;
  if (!heading.marked && (strict || heading.rule === 'read-also')) return undefined;
  let next = from;
  while (next < tokens.length && (tokens[next] as Token).start < labelEnd) next++;
  const begin = next;
  let soft: number | undefined;
  for (; next < tokens.length && next - begin <= MAX_HEADLINE_WORDS; next++) {
    const token = tokens[next] as Token;
    if (next > begin && startsFurniture(line, tokens, next)) return { rule: heading.rule, next };
    if (next <= begin + 2 || !token.opens) continue;
    const gap = line.slice((tokens[next - 1] as Token).end, token.start);
    if (/[–—-]\s*\.\s*$/.test(gap)) return { rule: heading.rule, next };
    if (/\./.test(gap)) return { rule: heading.rule, next };
    if (soft === undefined && (token.afterStop || (!token.afterComma && SENTENCE_STARTERS.has(token.folded))))
      soft = next;
  }
  if (next >= tokens.length && !/\.\s*$/.test(line)) return { rule: heading.rule, next };
  if (next >= tokens.length && soft === undefined) return { rule: heading.rule, next };
  return soft === undefined ? undefined : { rule: heading.rule, next: soft };
}

function startsFurniture(line: string, tokens: readonly Token[], index: number): boolean {
  const token = tokens[index] as Token;
  if (!token.opens || !mayBegin(line, token)) return false;
  const heading = readHeading(line.slice(token.start, token.start + 120));
  return heading?.marked === true || findPlain(line, tokens, index, false) !== undefined;
}

/** Takes furniture out of a line it has run into: after a sentence's end, after other furniture, or at the start. */
function findInLine(line: string, offset: number): Edit[] {
  const tokens = readTokens(line);
  const edits: Edit[] = [];
  let afterFurniture = false;
  let misses = 0;
  for (let index = 0; index < tokens.length; ) {
    const token = tokens[index] as Token;
    const gap = line.slice(tokens[index - 1]?.end ?? 0, token.start);
    const free = index === 0 || afterFurniture || (token.afterStop && !/[«“"‹]\s*$/.test(gap));
    let found: Found | undefined;
    const look = misses < MAX_MISSES && token.opens;
    if (look && mayBegin(line, token) && (free || !token.afterComma)) {
      misses++;
      found = findHeading(line, tokens, index, !free) ?? findPlain(line, tokens, index, !free);
    } else if (look && free && /^\d/.test(token.folded)) {
      misses++;
      found = findPlain(line, tokens, index, false);
    }
    if (found === undefined) {
      afterFurniture = false;
      index++;
      continue;
    }
    const opening = line.charAt(token.start - 1) === '(' ? 1 : 0;
    const start = token.start - opening;
    let end = stretchEnd(line, tokens, found.next);
    while (/\s/.test(line.charAt(end))) end++;
    edits.push({ start: offset + start, end: offset + end, text: '', rule: found.rule });
    afterFurniture = true;
    misses = 0;
    index = found.next;
  }
  return edits;
}

/** Takes out furniture that was glued to the sentences of a paragraph. */
export const removeGlued: CleaningRule = {
  name: 'furniture',
  kind: 'removed',
  find(text) {
    const edits: Edit[] = [];
    let offset = 0;
    for (const line of text.split('\n')) {
      if (line.length >= MIN_GLUED_LENGTH) edits.push(...findInLine(line, offset));
      offset += line.length + 1;
    }
    return edits;
  },
};
