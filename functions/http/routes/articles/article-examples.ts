/** What a refresh may say about the article of the first example below. */
export const REFRESH_EXAMPLES = {
  keep: { summary: 'Restore a line that was removed', value: { keep: ['Partager sur Facebook'] } },
  engine: { summary: 'Translate it with another engine', value: { engine: 'amazon' } },
} as const;

/** Articles as callers send them: small enough to read, dirty enough to show the cleaning. */
export const ARTICLE_EXAMPLES = {
  text: {
    summary: 'Text, as dirty as it was scraped',
    value: {
      id: 'brivanne',
      title: 'Le port de Brivanne rouvre aux chalutiers',
      text: 'Le port de Brivanne a rouvert mardi aux chalutiers. Selon la préfecture, 23 bateaux sont sortis dès la première marée.\n\nPartager sur Facebook',
    },
  },
  html: {
    summary: 'A page; the article is found in it',
    value: {
      url: 'https://www.example.com/brivanne/port',
      html: '<html lang="fr"><body><nav>Accueil</nav><article><h1>Le port rouvre</h1><p>Le port a rouvert mardi, après six semaines de travaux.</p></article></body></html>',
      target: 'en',
      summary: { sentences: 2 },
    },
  },
} as const;
