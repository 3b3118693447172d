import type { Draft } from '../article/draft.ts';

/** Articles to try the service with; our own writing, about places and people that do not exist. */
export const SAMPLES: readonly (Pick<Draft, 'title' | 'content' | 'format'> & { name: string })[] = [
  {
    name: 'Le port de Brivanne',
    format: 'text',
    title: 'Le port de Brivanne rouvre aux chalutiers',
    content: `Le port de Brivanne rouvre aux chalutiers
Publié le 3 mars 2026 à 8h12
Partager sur Facebook

Le port de Brivanne a rouvert mardi aux chalutiers,après six semaines de travaux sur la grande écluse.Le maire, Alban Kerdoncuff, a salué "un soulagement pour 140 familles" .

À lire aussi : Tempête de janvier, le récit d'une nuit

Les armateurs attendaient cette date depuis la temp&ecirc;te de janvier. Selon la préfecture, 23 bateaux sont sortis dès la première marée, contre une trentaine avant la fermeture. La criée a vendu 11 tonnes de poisson dans la matinée.

La région a financé les travaux à hauteur de 2,4 millions d'euros. Une seconde tranche, prévue à l'automne, doit renforcer la digue nord.

Abonnez-vous à notre newsletter
© Le Courrier de Brivanne, tous droits réservés`,
  },
  {
    name: 'Les moulins du Valombre',
    format: 'text',
    title: 'Dans le Valombre, les moulins reprennent du service',
    content: `Dans le Valombre, les moulins reprennent du service

Huit moulins à eau abandonnés depuis les années 1960 produiront de nouveau de l'électricité d'ici à 2028, a annoncé jeudi le département du Valombre. « Nous avons l'eau, nous avons les murs, il ne manquait que la volonté », a déclaré sa présidente, Maud Tessandier.

Le projet coûtera 6,8 millions d'euros. Il alimentera environ 1 900 foyers, soit 7 % de la consommation de la vallée. Les premiers essais ont eu lieu en février au moulin de Corbelle, où une turbine de 45 kilowatts a été posée.

Les pêcheurs restent prudents. Leur fédération demande que des passes à poissons soient construites avant la mise en service. Le département promet une réponse en juin.

Lire la suite`,
  },
  {
    name: 'La bibliothèque de Sarzelle (HTML)',
    format: 'html',
    title: '',
    content: `<!doctype html>
<html lang="fr">
<head><title>Sarzelle ouvre sa bibliothèque la nuit | Gazette de Sarzelle</title></head>
<body>
<nav><a href="/">Accueil</a> <a href="/sport">Sport</a> <a href="/abonnement">S'abonner</a></nav>
<article>
<h1>Sarzelle ouvre sa bibliothèque la nuit</h1>
<p class="meta">Par la rédaction, le 12 mai 2026</p>
<p>La bibliothèque municipale de Sarzelle restera ouverte jusqu'à 2 heures du matin trois nuits par semaine à partir du 1er septembre. La ville répond ainsi à une pétition signée par 3 200 étudiants.</p>
<p>« On travaille mal dans neuf mètres carrés », explique Inès Valadier, étudiante en droit. Le service sera assuré par douze agents volontaires, payés une fois et demie le tarif de jour.</p>
<p>L'expérience durera un an. Elle coûtera 180 000 euros et sera évaluée au printemps par le conseil municipal.</p>
<p><a href="#">Partager sur les réseaux sociaux</a></p>
</article>
<footer>Mentions légales. Gestion des cookies.</footer>
</body>
</html>`,
  },
];
