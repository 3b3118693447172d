/** Words that begin a sentence without naming anything; others in that place are held against the article. */
const OPENERS = new Set(
  (
    'a à afin ainsi alors après au aucun aucune aujourd aussi autour aux avant avec bien car ce cela celle celui cependant ' +
    'certains certaines ces cet cette ceux chaque chez comme contre côté dans de depuis dernier des dès deux devant donc dont ' +
    'du durant elle elles en encore enfin ensuite entre environ et face faute grâce hier hors il ils je jusqu l la le lequel ' +
    'les leur leurs lors lorsqu lorsque lui mais malgré même mieux moins ne ni notamment notre nous on or ou où outre par ' +
    'parmi pas pendant peu plus plusieurs pour pourtant près puis puisque quand quant quatre que quel quelle quelques qui quoi ' +
    'quoique sa sans sauf se selon sept ses seul seule seulement si six soit son sous sur surtout tandis tant tous tout toute ' +
    'toutefois toutes très trois trop un une vers voici voilà votre vous'
  ).split(' '),
);

const CAPITALISED = '\\p{Lu}[\\p{L}\\p{N}]{0,99}(?:-[\\p{L}\\p{N}]{1,99}){0,99}';
const PARTICLE = "(?:de|du|des|d['’]|la|le|van|von|der|el|al|ben)";
const NAME = new RegExp(`(?<![\\p{L}\\p{N}-])${CAPITALISED}(?:\\s(?:${PARTICLE}\\s?)?${CAPITALISED}){0,99}`, 'gu');
const FIRST_WORD = /^[\p{L}\p{N}-]{1,999}/u;

/**
 * Names in a French sentence: runs of capitalised words, with particles inside. The word that begins the sentence
 * counts as part of a name unless it is a common opener.
 */
export function findNames(sentence: string): string[] {
  const firstLetter = sentence.search(/[\p{L}\p{N}]/u);
  return [...sentence.matchAll(NAME)].flatMap(({ 0: name, index }) => {
    const isElided = /^['’]/.test(sentence.slice(index + name.length)) && name.length === 1;
    if (isElided) return [];
    const trimmed = index === firstLetter ? withoutOpener(name) : name;
    return trimmed === '' ? [] : [trimmed];
  });
}

function withoutOpener(name: string): string {
  return name.replace(FIRST_WORD, (first) => (OPENERS.has(first.toLowerCase()) ? '' : first)).trim();
}
