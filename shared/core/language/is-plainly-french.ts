/**
 * Words that hold French sentences together and that no neighbour of French writes alike: « le », « la », « de », « que »,
 * « en » and « il » are missing, because Spanish, Italian, Catalan or Occitan have them too.
 */
const FRENCH = new Set(
  (
    'à afin ainsi alors après au aucun aucune aujourd aussi autour autre autres aux avaient avait avant avec avoir ayant ' +
    'beaucoup bien car ce cela celle celles celui ces cet cette ceux chaque chez comme comment contre d’abord dans depuis ' +
    'dernier dernière des désormais deux devant doit doivent donc dont du elle elles encore ensuite entre est et étaient ' +
    'était été être eux fait faire fois font hier ils jamais je jusqu laquelle lequel les lesquels leur leurs lors lorsque ' +
    'lui mais malgré même mes mieux moins mon ne ni notre nos nous on ont où ou par parce parfois parmi pas pendant peu peut ' +
    'peuvent plus plusieurs pour pourquoi pourtant premier première près puis quand quatre quel quelle quelques qui quoi ' +
    'sans sauf selon sera seront ses si sien soit son sont sous souvent sur tandis tous tout toute toutes toujours trois très ' +
    'trop un une vers voici voilà votre vos vous y'
  ).split(' '),
);

/** Words of the same kind in the languages that a text may be in part, and that French itself hardly has. */
const FOREIGN = new Set(
  // English
  (
    'the of and to that was were is are with for from this have has had been which their they will would he she his her ' +
    'by at it who what there about into you your we be more than said other its if when after because some ' +
    // Spanish, Portuguese, Galician
    'el los las una del por con para como más pero sus fue ha han está este esta sobre muy también ya ' +
    'os do da dos na nos uma um com são ao pelo pela seu sua ' +
    // Italian, Corsican
    'che di è per della dei degli gli nel nella alla sono stato anche più uno dal dalla questo chì ' +
    // Catalan, Occitan
    'els amb dels aquest aquesta també però seva seus lo dins son dau aquò tanben ' +
    // Creoles of Haiti, the Antilles, Guiana, Réunion and Mauritius
    'nan yo ak pou ki te gen ap moun mwen ka té épi sé adan bann dann lé zot nou avek dan finn enn ' +
    // Romanian, Dutch, German
    'și în cu pe care este sunt nu din het een van der das und ist nicht mit von den dem'
  )
    .split(' ')
    .filter((word) => !FRENCH.has(word)),
);

/** A longer text is read in parts: at its start, its end, and evenly between. */
const PART_CHARACTERS = 600;
const MAX_PARTS = 7;

/** Fewer words are no sentence that could be told by them. */
const MIN_WORDS = 12;
/** Different French words that there must be: one that is repeated proves nothing. */
const MIN_DIFFERENT = 4;
/** Shares of the words of the whole. French news has 0.2 to 0.4 French ones; names and titles bring some foreign ones. */
const MIN_FRENCH = 0.14;
const MAX_FOREIGN = 0.03;
/** Shares of the words of each part, and of what stands outside quotations: neither may be in another language. */
const MIN_FRENCH_IN_PART = 0.07;
const MAX_FOREIGN_IN_PART = 0.08;

const QUOTATION = /«[^»]{0,9999}»|“[^”]{0,9999}”|"[^"]{0,9999}"/g;
const WORD = /\p{L}{1,999}/gu;

/**
 * Whether a text is French beyond doubt, told by its function words in microseconds and without any language data. `false`
 * says nothing: a short, a mixed or a foreign text is for a detector that knows languages.
 */
export function isPlainlyFrench(text: string): boolean {
  const parts = readParts(text);
  const whole = parts.join(' ');
  const counts = countWords(whole);
  return (
    counts.words >= MIN_WORDS &&
    counts.differentFrench >= MIN_DIFFERENT &&
    isMostlyFrench(counts, MIN_FRENCH, MAX_FOREIGN) &&
    [...parts, whole.replace(QUOTATION, ' ')].every((part) =>
      isMostlyFrench(countWords(part), MIN_FRENCH_IN_PART, MAX_FOREIGN_IN_PART),
    )
  );
}

function countWords(text: string) {
  const words = text.normalize('NFC').toLowerCase().match(WORD) ?? [];
  const french = words.filter((word) => FRENCH.has(word));
  const foreign = words.filter((word) => FOREIGN.has(word));
  return {
    words: words.length,
    french: french.length,
    differentFrench: new Set(french).size,
    foreign: foreign.length,
  };
}

function isMostlyFrench(
  { words, french, foreign }: ReturnType<typeof countWords>,
  minFrench: number,
  maxForeign: number,
): boolean {
  return french >= words * minFrench && foreign <= words * maxForeign;
}

/** The whole of a text that is short enough, else parts of equal size from its start to its end. */
function readParts(text: string): string[] {
  const count = Math.min(MAX_PARTS, Math.ceil(text.length / PART_CHARACTERS));
  const size = Math.min(PART_CHARACTERS, Math.ceil(text.length / count));
  const step = (text.length - size) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, index) => {
    const start = Math.round(index * step);
    return text.slice(start, start + size);
  });
}
