/** Masculine adjective and its English, one pair a line; feminine and plural forms are derived. */
const ADJECTIVES = `
ukrainien Ukrainian|russe Russian|américain American|français French|britannique British|allemand German
italien Italian|espagnol Spanish|portugais Portuguese|belge Belgian|néerlandais Dutch|luxembourgeois Luxembourg
suisse Swiss|autrichien Austrian|polonais Polish|tchèque Czech|slovaque Slovak|hongrois Hungarian|roumain Romanian
bulgare Bulgarian|grec Greek|turc Turkish|serbe Serbian|croate Croatian|slovène Slovenian|bosniaque Bosnian
albanais Albanian|biélorusse Belarusian|moldave Moldovan|géorgien Georgian|arménien Armenian|azerbaïdjanais Azerbaijani
estonien Estonian|letton Latvian|lituanien Lithuanian|finlandais Finnish|suédois Swedish|norvégien Norwegian
danois Danish|islandais Icelandic|irlandais Irish|écossais Scottish|gallois Welsh|anglais English|européen European
chinois Chinese|japonais Japanese|coréen Korean|sud-coréen South_Korean|nord-coréen North_Korean|taïwanais Taiwanese
indien Indian|pakistanais Pakistani|afghan Afghan|bangladais Bangladeshi|vietnamien Vietnamese|thaïlandais Thai
indonésien Indonesian|philippin Philippine|malaisien Malaysian|birman Burmese|australien Australian
israélien Israeli|palestinien Palestinian|libanais Lebanese|syrien Syrian|jordanien Jordanian|irakien Iraqi
iranien Iranian|saoudien Saudi|qatari Qatari|qatarien Qatari|émirati Emirati|yéménite Yemeni|koweïtien Kuwaiti
égyptien Egyptian|algérien Algerian|marocain Moroccan|tunisien Tunisian|libyen Libyan|malien Malian
nigérien Nigerien|nigérian Nigerian|sénégalais Senegalese|ivoirien Ivorian|burkinabé Burkinabe|tchadien Chadian
camerounais Cameroonian|gabonais Gabonese|congolais Congolese|rwandais Rwandan|éthiopien Ethiopian|soudanais Sudanese
somalien Somali|kényan Kenyan|sud-africain South_African|malgache Malagasy|africain African|canadien Canadian
québécois Quebec|mexicain Mexican|brésilien Brazilian|argentin Argentine|chilien Chilean|colombien Colombian
vénézuélien Venezuelan|péruvien Peruvian|bolivien Bolivian|cubain Cuban|haïtien Haitian|catalan Catalan|corse Corsican
breton Breton|parisien Parisian|bruxellois Brussels|londonien London
`;

const FORMS = new Map(
  ADJECTIVES.split(/[|\n]/)
    .filter(Boolean)
    .flatMap((entry) => {
      const [masculine = '', english = ''] = entry.split(' ');
      return inflect(masculine).map((form) => [form, english.split('_')] as const);
    }),
);

/** English of an adjective of nationality in any gender and number, as tokens; undefined for other words. */
export function translateNationality(word: string): readonly string[] | undefined {
  return FORMS.get(word);
}

const ENGLISH = new Set(Array.from(FORMS.values(), (tokens) => tokens.join(' ')));

/** Whether an English word is one of these adjectives. */
export function isNationality(word: string): boolean {
  return ENGLISH.has(word);
}

/** ukrainien → ukrainien, ukrainiens, ukrainienne, ukrainiennes. */
function inflect(masculine: string): string[] {
  const feminine = feminineOf(masculine);
  const plural = masculine.endsWith('s') ? masculine : `${masculine}s`;
  return [masculine, plural, feminine, `${feminine}s`];
}

function feminineOf(masculine: string): string {
  if (masculine === 'grec') return 'grecque';
  if (masculine === 'turc') return 'turque';
  if (/(?:en|on)$/.test(masculine)) return `${masculine}ne`;
  return masculine.endsWith('e') ? masculine : `${masculine}e`;
}
