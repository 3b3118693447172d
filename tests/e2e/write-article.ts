import { randomUUID } from 'node:crypto';

export interface TestArticle {
  id: string;
  title: string;
  text: string;
}

const HARBOURS = ['Brivanne', 'Lormeuil', 'Saint-Aubry', 'Castelnoy', 'Vermandic'];

/** An article of our own that no earlier run has stored: id and numbers are new each time. */
export function writeArticle(): TestArticle {
  const pick = () => 100 + Math.floor(Math.random() * 900_000);
  const harbour = HARBOURS[pick() % HARBOURS.length] ?? 'Brivanne';
  return {
    id: `e2e-${randomUUID()}`,
    title: `Le port de ${harbour} rouvre aux chalutiers`,
    text: [
      `Le port de ${harbour} a rouvert mardi aux chalutiers, après ${pick()} heures de travaux sur la grande écluse.`,
      `Les armateurs attendaient cette date depuis la tempête de janvier. Selon la préfecture, ${pick()} caisses de poisson ont été débarquées dès la première marée.`,
      `Le conseil municipal doit voter jeudi une aide de ${pick()} euros pour la criée du port.`,
    ].join('\n\n'),
  };
}

/** The article as a page of a newspaper, with the usual furniture around it. */
export function writePage({ title, text }: TestArticle): string {
  const paragraphs = text.split('\n\n').map((paragraph) => `<p>${paragraph}</p>`);
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${title}</title></head>
<body><nav><a href="/">Accueil</a> <a href="/sport">Sport</a></nav>
<article><h1>${title}</h1>${paragraphs.join('\n')}</article>
<footer>Abonnez-vous à notre lettre</footer></body></html>`;
}
