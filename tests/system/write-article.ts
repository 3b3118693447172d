const PLACES = ['Brivanne', 'Saint-Aubert', 'Les Ormes', 'Valcourt', 'Rochebrune', 'Montclair'];
const SUBJECTS = [
  'Le maire',
  'La préfète',
  'Le conseil municipal',
  "L'association des riverains",
  'La direction du port',
];
const VERBS = ['a présenté', 'a défendu', 'a repoussé', 'a adopté', 'a contesté'];
const OBJECTS = [
  'le plan de rénovation',
  'un budget',
  'la fermeture du pont',
  'le projet de tramway',
  'une aide aux commerces',
];

const pick = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item;

/** One sentence of invented news; another one for every number. */
export function writeSentence(number: number): string {
  const place = pick(PLACES, number);
  const subject = pick(SUBJECTS, Math.floor(number / 2));
  const verb = pick(VERBS, Math.floor(number / 3));
  const object = pick(OBJECTS, Math.floor(number / 5));
  return `${subject} de ${place} ${verb} ${object} de ${number + 12} millions d’euros pour ${2030 + (number % 40)}.`;
}

/** An article of so many sentences, four a paragraph; articles with different seeds share none. */
export function writeArticle(seed: number, sentences: number): { title: string; text: string } {
  const all = Array.from({ length: sentences }, (_, index) => writeSentence(seed * 1_000 + index));
  const paragraphs = Array.from({ length: Math.ceil(sentences / 4) }, (_, index) =>
    all.slice(index * 4, index * 4 + 4).join(' '),
  );
  return { title: `Budget : ce qui change à ${pick(PLACES, seed)}, dossier ${seed}`, text: paragraphs.join('\n\n') };
}
