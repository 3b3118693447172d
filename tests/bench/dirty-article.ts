import { writeArticle, writeSentence } from '../system/write-article.ts';

const FURNITURE = [
  'Publié le 3 mars 2026 à 8h12, mis à jour à 9h40',
  'Temps de lecture : 3 min',
  'Partager sur Facebook',
  'Suivez-nous sur Google News',
  'Abonnez-vous à notre newsletter',
  'Publicité',
  '© Tous droits réservés',
];

/** An article of so many sentences as a scraper brings it: title twice, furniture between, quotes mangled. */
export function writeDirtyArticle(seed: number, sentences: number): { title: string; text: string } {
  const { title, text } = writeArticle(seed, sentences);
  const paragraphs = text.split('\n\n').flatMap((paragraph, index) => {
    const dirty = index % 3 === 1 ? paragraph.replace(/ (\w+)\./, ' “ $1 ».').replace('. L', '.L') : paragraph;
    return index % 4 === 0 ? [dirty, FURNITURE[(seed + index) % FURNITURE.length] as string] : [dirty];
  });
  return { title, text: [title, ...paragraphs, 'PREV Le budget de la région', 'NEXT La météo'].join('\n\n') };
}

/** The same article with one sentence of it rewritten. */
export function editOneSentence(text: string, seed: number): string {
  const sentences = text.match(/[^.]+\./g) ?? [];
  const victim = sentences[Math.floor(sentences.length / 2)] ?? text;
  return text.replace(victim, ` ${writeSentence(900_000 + seed)}`);
}
