/** Our own words; every name and place is invented. */
const WORDS = {
  place: ['Brivanne', 'Saint-Aubert', 'Valcourt', 'Rochebrune', 'Montclair', 'Sarzelle', 'Corbelle', 'Vauxmoray'],
  person: ['Maud Tessandier', 'M. Kerdoncuff', 'Inès Valadier', 'le Dr Pomarède', 'Mme Orsival', 'J.-P. Lanvollon'],
  body: [
    'le conseil municipal',
    'la préfecture',
    'la région',
    'le tribunal',
    'la chambre d’agriculture',
    'le syndicat',
  ],
  act: ['a présenté', 'a repoussé', 'a défendu jeudi', 'vient d’adopter', 'conteste toujours', 'a rendu public'],
  thing: ['le plan des digues', 'un budget de 2,4 millions d’euros', 'la fermeture du pont', 'un moratoire de 18 mois'],
  cause: [
    'faute de crédits',
    'après six semaines de travaux',
    'malgré l’avis des riverains',
    'à l’issue d’un long débat',
  ],
  when: [
    'mardi 3 mars',
    'à l’automne',
    'depuis la tempête de janvier',
    'd’ici à 2031',
    'dès 8 h 30',
    'le 1er septembre',
  ],
  topic: ['la digue', 'le tramway', 'la criée', 'la bibliothèque', 'le moulin', 'l’écluse', 'la forêt', 'l’hôpital'],
  fate: ['rouvrira', 'reste fermée au public', 'coûtera plus cher que prévu', 'divise les élus', 'attend un repreneur'],
  reason: [
    'le chantier a pris du retard',
    'les recettes ont baissé de 7 %',
    'la loi l’impose',
    'personne n’a candidaté',
  ],
} as const;

/** Shapes of sentences that a news text is made of: numbers, quotes, abbreviations, asides, dialogue. */
const SENTENCES = [
  '{Body} de {place} {act} {thing}, {cause}.',
  'Selon {person}, {topic} de {place} {fate} {when} parce que {reason}.',
  '« {Topic} {fate}, c’est certain », a déclaré {person}, « et {reason}. »',
  '{When}, {number} habitants de {place} ont signé une pétition, contre {number} l’an dernier (+ {share},{share} %).',
  'L’art. {share} du règlement prévoit que {body} finance {topic} à hauteur de {number} euros, etc.',
  'Interrogé {when}, {body} n’a pas répondu.',
  '{Person} {act} {thing} : {reason}, {reason}, et {topic} {fate}.',
  'Pourquoi, {when}, {topic} de {place} {fate} ?',
  '– {Topic} {fate} !',
  '{Body} {act} {thing} à {place}, où {topic} {fate} {when}, ce que {person} regrette : "{Reason}", dit-on, {cause}.',
];

/** What a scraper leaves between the paragraphs. */
const FURNITURE = [
  'Publié le 3 mars 2026 à 8h12, mis à jour à 9h40',
  'Temps de lecture : 3 min',
  'Partager sur Facebook',
  'À lire aussi : {Topic} de {place} {fate}',
  'Abonnez-vous à notre newsletter',
  'Crédit photo : {person}',
  '© La Gazette de {place}, tous droits réservés',
];

/** What goes wrong in the text itself. */
const DAMAGE: readonly [find: RegExp, replacement: string][] = [
  [/\. (\p{L})/u, '.$1'],
  [/ê/, '&ecirc;'],
  [/é/, 'Ã©'],
  [/« /, '"'],
  [/ à /, '  à '],
];

export interface GeneratedArticle {
  title: string;
  text: string;
}

/** One dirty article of so many sentences, the same for the same seed. Throws nothing. */
export function writeNews(seed: number, sentences: number): GeneratedArticle {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item;
  const slot = (name: string): string => {
    if (name === 'number') return String(Math.floor(1_000 + random() * 90_000));
    if (name === 'share') return String(Math.floor(1 + random() * 60));
    const word = pick(WORDS[name.toLowerCase() as keyof typeof WORDS]);
    return name[0] === name[0]?.toLowerCase() ? word : `${word[0]?.toUpperCase()}${word.slice(1)}`;
  };
  const fill = (template: string): string => template.replace(/\{(\w+)\}/g, (_, name: string) => slot(name));

  const title = fill('{Topic} de {place} {fate}');
  const lines = [title];
  for (let written = 0; written < sentences; ) {
    const length = Math.min(sentences - written, 2 + Math.floor(random() * 4));
    const paragraph = Array.from({ length }, () => fill(pick(SENTENCES))).join(' ');
    lines.push(random() < 0.5 ? paragraph.replace(...pick(DAMAGE)) : paragraph);
    if (random() < 0.3) lines.push(fill(pick(FURNITURE)));
    written += length;
  }
  return { title, text: [...lines, `PREV ${fill('{Topic} {fate}')}`, `NEXT ${fill('{Topic} {fate}')}`].join('\n\n') };
}

/** Numbers in [0, 1) that a seed decides: mulberry32, public domain. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
