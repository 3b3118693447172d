import { SPACE } from './sentencepiece-model.ts';

/** What the generated model knows: French words and their English, in lower case. Everything else it spells. */
const PAIRS =
  'le:the la:that les:those un:one une:another des:some du:from de:of et:and ou:or à:at au:into aux:unto en:in ' +
  'dans:within par:by pour:for sur:on avec:with sans:without est:is sont:are a:has ont:have il:he elle:she ' +
  'nous:we vous:you oui:yes non:no ne:not pas:never que:what qui:who son:his sa:her ce:this cette:these ' +
  'conseil:council municipal:town voté:voted budget:purse mardi:tuesday soir:evening travaux:works pont:bridge ' +
  'commenceront:begin mars:march dureront:last mois:months avons:possess attendu:waited trop:too longtemps:long ' +
  'regretté:regretted maire:mayor comité:committee entendu:heard élèves:pupils parents:folk enseignants:teachers ' +
  'puis:then mot:word veut:wants dire:say journal:newspaper bravo:hurray voici:here phrase:sentence ' +
  'numéro:number compte:account rendu:record annuel:yearly chat:cat chien:dog ville:city école:school ' +
  'train:railway gare:station ministre:minister président:president guerre:war paix:peace';

const CHARACTERS =
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789' +
  'àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛŒ' +
  '.,;:!?…\'’"«»“”()[]-–—/%€$&@#_+*=<>';

/** The pieces of a small vocabulary and, for each, the index of the piece that it is translated into. */
export interface Dictionary {
  pieces: readonly string[];
  partners: readonly number[];
}

/**
 * A vocabulary of `size` pieces: the words above with and without a capital, the characters of French, and filler that
 * no text holds. `without` leaves characters out, which makes them unknown to the model.
 */
export function createDictionary(size: number, without = ''): Dictionary {
  const pieces = ['</s>', '<unk>'];
  const partners = [0, 1];
  for (const pair of PAIRS.split(' ')) {
    const [french = '', english = ''] = pair.split(':');
    for (const write of [(word: string) => word, capitalise]) {
      partners.push(pieces.length + 1, pieces.length);
      pieces.push(SPACE + write(french), SPACE + write(english));
    }
  }
  const known = new Set(pieces);
  const addUntouched = (piece: string) => {
    if (known.has(piece)) return;
    partners.push(pieces.length);
    pieces.push(piece);
  };
  addUntouched(SPACE);
  for (const character of CHARACTERS) if (!without.includes(character)) addUntouched(character);
  for (let at = 0; pieces.length < size; at += 1) addUntouched(`\u0001${at}`);
  return { pieces: unique(pieces), partners };
}

const capitalise = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** A word that stands in two pairs would be two pieces of one name, which SentencePiece refuses. */
function unique(pieces: string[]): string[] {
  if (new Set(pieces).size < pieces.length) throw new Error('A word stands in the dictionary twice.');
  return pieces;
}
