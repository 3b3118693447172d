import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cleanArticle, cleanInline } from '../../../shared/core/clean/clean-article.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/clean/articles/${name}`, import.meta.url), 'utf8');

describe('whole articles of our own', () => {
  test.each([
    ['lines', 'La passerelle de Brévans rouvre après deux ans de travaux'],
    ['glued', 'La foire aux vins est annulée'],
    ['standings', 'Ligue 3 : Brévans s’offre Tourmelle dans le derby de l’Ouest'],
    ['column', 'Les maraîchers de l’Oze à l’épreuve du sec'],
    ['glued-head', 'TEMPÊTE NORA: TROIS BLESSÉS DANS LE HAUT-OZE'],
    ['glued-stamp', 'Le vieux pont de Brévans rouvre ce mardi'],
  ])('%s', (name, title) => {
    const cleaned = cleanArticle({ text: fixture(`${name}.dirty.txt`) });
    expect(cleaned.text).toBe(fixture(`${name}.clean.txt`).trimEnd());
    expect(cleaned.title).toBe(title);
    expect(cleaned.removed.length).toBeGreaterThan(5);
  });
});

test('a stamp goes after a name where a sentence begins after it, and stays in a sentence', () => {
  const title = 'Le vieux pont de Brévans rouvre ce mardi';
  const glued = cleanArticle({
    title,
    text: `${title} Julie Astier 03/03/2026 18:40 Le préfet a rouvert le pont mardi.`,
  });
  expect(glued.text).not.toContain('18:40');
  const told = `La fanfare de Brévans joue le 3 mars 2026 à 18 h 40 sous la halle, puis sur le vieux pont.`;
  expect(cleanArticle({ title, text: told }).text).toBe(told);
});

const PAIRS: [from: string, to: string][] = [
  ['Il parle d’une “trêve”.', 'Il parle d’une « trêve ».'],
  ['Il parle d’une « trêve”.', 'Il parle d’une « trêve ».'],
  ['Il parle d’une “ trêve».', 'Il parle d’une « trêve ».'],
  ['Il dit : “une ‘trêve’ est là”.', 'Il dit : « une “trêve” est là ».'],
  ['« Il a dit « oui » hier », note-t-elle.', '« Il a dit “oui” hier », note-t-elle.'],
  ['dans cette affaire"Je suis satisfait", dit-il.', 'dans cette affaire « Je suis satisfait », dit-il.'],
  ['“Un accord bilatéral.Zelensky a parlé.', '« Un accord bilatéral. » Zelensky a parlé.'],
  ['« ‘oui » non', '« ‘oui » non'],
  ['Un mot seul” reste.', 'Un mot seul » reste.'],
  ['&#xe9;&#xd800;', 'é&#xd800;'],
  ['ô¿¿¿', 'ô¿¿¿'],
  ['Ð¶', 'Ð¶'],
  [`e${'\u0301'.repeat(40)}t`, `é${'\u0301'.repeat(29)}t`],
  ["l'accord et la clim' du bureau", 'l’accord et la clim’ du bureau'],
  ["Il dit ''oui'' de l''accord.", 'Il dit « oui » de l’accord.'],
  ['L&amp;#39;&eacute;t&#xe9;&nbsp;!', 'L’été !'],
  ['AT&T &inconnu; &#0;', 'AT&T &inconnu; &#0;'],
  ['fiertÃ© dâ€™un lieu â€œrareâ€.', 'fierté d’un lieu « rare ».'],
  ['e\u0301te\u0301 \ud800', 'été \ufffd'],
  ['co\u00adop\u200bération', 'coopération'],
  ['Le\u00a0maire\u2009a\u202fvoté\u3000hier\tsoir.', 'Le maire a voté hier soir.'],
  ['fin\u0085 \u0093oui\u0094\u0000', 'fin… « oui »'],
  ['Voir www.Exemple.Fr et J.Dupont, fini.Le reste', 'Voir www.Exemple.Fr et J.Dupont, fini. Le reste'],
  ['Paris,Lyon et 3,5 % en 2019.Le reste', 'Paris, Lyon et 3,5 % en 2019. Le reste'],
  ['Il a dit « oui ».Le maire (enfin).Le reste', 'Il a dit « oui ». Le maire (enfin). Le reste'],
  ['Il dit »non« hier.', 'Il dit « non » hier.'],
  ['Il dit « non« et part.', 'Il dit « non » et part.'],
  ['Il dit »non et part.', 'Il dit « non et part.'],
  ["Du rock 'n' roll et du rock ’n’ roll", 'Du rock ’n’ roll et du rock ’n’ roll'],
  ["Du plan 'B' au plan 'C'.", 'Du plan « B » au plan « C ».'],
  ['Il part".', 'Il part ».'],
  ['Il dit " non " et part', 'Il dit « non » et part'],
  ["Il dit 'non' hier, l'an '68.", "Il dit « non » hier, l’an '68."],
  ['« le "oui" du "non »', '« le « oui » du « non »'],
  ['Il dit ‘oui” hier', 'Il dit ‘oui » hier'],
  ['« Il dit oui’ hier', '« Il dit oui’ hier'],
  ["La clim'% reste", "La clim'% reste"],
  ['Le lot 100,abc reste', 'Le lot 100,abc reste'],
  ['Il note "oui", puis part "loin".', 'Il note « oui », puis part « loin ».'],
  ['Il est parti", dit-elle. "Enfin."', 'Il est parti », dit-elle. « Enfin. »'],
  ['Il mesure 5\' 11", elle court en 3\'25".', 'Il mesure 5\' 11", elle court en 3\'25".'],
  ['» Non «, dit-il.', '« Non », dit-il.'],
  ['» Le pont » et « la rive «', '» Le pont » et « la rive «'], // they do not take turns
  ['Il répond : » Oui, certes « .', 'Il répond : « Oui, certes ».'],
  ['a dit » puis « non', 'a dit » puis « non'],
  ['Il dit «non»,puis part.', 'Il dit « non », puis part.'],
  ['Il part."Je reviens", dit-il.', 'Il part. « Je reviens », dit-il.'],
  ['"Je pars."Elle reste. "Oui."', '« Je pars. » Elle reste. « Oui. »'],
  ['"Il pleut et elle sort."Le temps est beau", dit-il.', '« Il pleut et elle sort. « Le temps est beau », dit-il.'],
  ["alors qu''il part", 'alors qu’il part'],
  ["L 'enquête et l' instituteur", 'L’enquête et l’instituteur'],
  ["Le groupe 'L' a joué", 'Le groupe « L » a joué'],
  ['le 8Â mars, à 12Â 500Â tonnes', 'le 8 mars, à 12 500 tonnes'],
  ['Il va Ã la mer et Ã  la ville', 'Il va à la mer et à la ville'],
  ['La ﬁlle du ﬂeuve', 'La fille du fleuve'],
  ["\"Il dit 'non' et part.", '« Il dit “non” et part.'],
  ['  Un  mot  ', 'Un mot'],
  ['Il 😀 part', 'Il 😀 part'],
  ['Le pont de Brévans\nLa mairie répond', 'Le pont de Brévans La mairie répond'],
];

test.each(PAIRS)('repairs %j', (from, to) => {
  expect(cleanInline(from).text).toBe(to);
});

describe('lines', () => {
  test.each([
    ['Plus de 2.\n\n600 passagers ont embarqué.', 'Plus de 2.600 passagers ont embarqué.'],
    ['Le site quel-prix.\n\ncom a publié son étude.', 'Le site quel-prix.com a publié son étude.'],
    ['Selon M.\nDupont, tout va bien.', 'Selon M. Dupont, tout va bien.'],
    ['Le maire a signé\nun accord avec la région.', 'Le maire a signé un accord avec la région.'],
    ['Il a cité (le pont\n) et la route.', 'Il a cité (le pont) et la route.'],
    ['Le maire hésite\n… puis il signe.', 'Le maire hésite… puis il signe.'],
    ['Le maire hésite\n; puis il signe.', 'Le maire hésite ; puis il signe.'],
    [
      'Le maire liste trois points :\n- le pont\n- la route',
      'Le maire liste trois points :\n\n- le pont\n\n- la route',
    ],
    ['Le gouver-\nnement a parlé.', 'Le gouvernement a parlé.'],
    ['Il faut exami-\nner le dossier, puis le classer.', 'Il faut examiner le dossier, puis le classer.'],
    ['Le mar-\nché ferme. Ce marché rouvre.', 'Le marché ferme. Ce marché rouvre.'],
    ['Il viendra peut-\nêtre demain.', 'Il viendra peut-\n\nêtre demain.'],
    ['Que veut-\nelle dire ?', 'Que veut-\n\nelle dire ?'],
    ['Un cessez-\nle-feu tient.', 'Un cessez-\n\nle-feu tient.'],
    ['Un porte-\nment', 'Un porte-\n\nment'],
    [
      'la courbe de tes yeux,\nfait le tour de mon nom\nun rond de danse,\net de douceur',
      'la courbe de tes yeux,\n\nfait le tour de mon nom\n\nun rond de danse,\n\net de douceur',
    ],
  ])('rejoins %j only where it is certain', (from, to) => {
    expect(cleanArticle({ text: from }).text).toBe(to);
  });

  test('a headline that follows "À lire aussi" goes with it, the next paragraph stays', () => {
    const prose = 'Le maire a parlé mardi devant le conseil municipal, réuni pour la dernière fois.';
    const { text, removed } = cleanArticle({ text: `${prose}\n\nÀ lire aussi\n\nLe pont rouvre\n\nEnfin, ${prose}` });
    expect(text).toBe(`${prose}\n\nEnfin, ${prose}`);
    expect(removed.map(({ rule }) => rule)).toEqual(['read-also', 'read-also']);
  });

  test('a site’s words in lower case above the text go: they go on with nothing', () => {
    const paragraph = 'Le conseil municipal a voté mardi soir la réouverture du marché couvert, fermé depuis deux ans.';
    expect(cleanArticle({ text: `nos conseils à suivre sur notre chaîne YouTube\n\n${paragraph}` })).toMatchObject({
      text: paragraph,
      removed: [{ rule: 'site-words' }],
    });
  });

  test('a count of comments above the text takes nothing of the text with it', () => {
    const prose = [
      'Le préfet a annoncé mardi la réouverture du pont de Rouvray, fermé depuis deux ans.',
      'Les travaux ont coûté quatre millions de plus que prévu.',
    ];
    const text = ['12 commentaires', 'Il y a 3 heures', ...prose, 'Signaler une erreur'].join('\n');
    expect(cleanArticle({ text }).text).toBe(prose.join('\n\n'));
  });

  test('"À lire aussi" takes no line that is a label itself', () => {
    const prose = 'Le maire a parlé mardi devant le conseil municipal, réuni pour la dernière fois.';
    const { text, removed } = cleanArticle({
      text: `${prose}\n\nÀ lire aussi\n\nNEXT La foire de Brivanne\n\nEnfin, ${prose}`,
    });
    expect(text).toBe(`${prose}\n\nEnfin, ${prose}`);
    expect(removed.map(({ rule }) => rule)).toEqual(['read-also', 'navigation']);
  });

  test('end as those of every system do', () => {
    const text = 'Le maire part.\r\n\r\nLe bac reste.\r\rLe quai dort.\u2029\u2028La mer monte.';
    const lines = ['Le maire part.', 'Le bac reste.', 'Le quai dort.', 'La mer monte.'];
    expect(cleanArticle({ text }).text).toBe(lines.join('\n\n'));
  });

  test('a paragraph said twice is kept once', () => {
    const prose = 'Le maire a parlé mardi devant le conseil municipal.';
    const { text, removed } = cleanArticle({ text: `${prose}\nLa suite est connue de tous.\n${prose.toUpperCase()}` });
    expect(text).toBe(`${prose}\n\nLa suite est connue de tous.`);
    expect(removed).toEqual([{ rule: 'duplicate', text: prose.toUpperCase(), start: 81 }]);
  });

  test('among thousands of paragraphs that begin alike, only the one said again goes', () => {
    const paragraphs = Array.from(
      { length: 3000 },
      (_, index) => `Le conseil municipal de Brivanne a voté un crédit de ${index + 2} millions d’euros mardi soir.`,
    );
    const { text, removed } = cleanArticle({ text: [...paragraphs, paragraphs[1500]].join('\n\n') });
    expect(text).toBe(paragraphs.join('\n\n'));
    expect(removed).toMatchObject([{ rule: 'duplicate', text: paragraphs[1500] }]);
  });

  test('short lines among furniture go before the first and after the last paragraph, and only there', () => {
    const [first, last] = [
      'Le conseil municipal a voté mardi soir la réouverture du marché couvert, fermé depuis deux ans.',
      'Les travaux, confiés à une entreprise de la région, doivent commencer au début du mois de juin.',
    ];
    const lines = ['Jeanne Roy', 'Publicité', 'Une ville sans marché', first, 'Deux ans de travaux', last];
    const after = ['Vie de quartier', 'Partager', 'Brivanne', 'À suivre.', 'Imprimer'];
    const { title, text, removed } = cleanArticle({ text: [...lines, ...after].join('\n') });
    expect(title).toBe('Une ville sans marché');
    expect(text.split('\n\n')).toEqual([first, 'Deux ans de travaux', last, 'À suivre.']);
    expect(removed.filter(({ rule }) => rule === 'loose-end').map((removal) => removal.text)).toEqual([
      'Jeanne Roy',
      'Vie de quartier',
      'Brivanne',
    ]);
  });

  test('a paragraph that the next one begins with goes', () => {
    const lead = 'Le maire a parlé mardi devant le conseil municipal réuni pour la dernière fois';
    const whole = `${lead}, avant de quitter la salle.`;
    expect(cleanArticle({ text: `${lead}.\n\n${whole}` })).toMatchObject({
      text: whole,
      removed: [{ rule: 'duplicate', text: `${lead}.` }],
    });
  });

  test.each([
    ['Elle a dit : "Je pars.\n\nEt je reviens", puis rien.', 'Elle a dit : « Je pars.\n\nEt je reviens », puis rien.'],
    ['Elle part."\n\nJe reviens", dit-elle.', 'Elle part.\n\n« Je reviens », dit-elle.'],
    ['"Un "oui" sonore.\n\nPuis rien", dit-elle.', '« Un “oui” sonore.\n\nPuis rien », dit-elle.'],
    ['"Un oui.\n\n"Un non.', '« Un oui.\n\n« Un non.'],
  ])('follows a quotation over paragraphs: %j', (from, to) => {
    expect(cleanArticle({ title: 'x', text: from }).text).toBe(to);
  });

  test('a title followed by the name of the site goes', () => {
    const [title, prose] = ['Le pont rouvre', 'Le pont rouvre lundi, après deux ans de travaux.'];
    expect(cleanArticle({ title, text: `${title} | Le Courrier du Nord\n\n${prose}` }).text).toBe(prose);
  });

  test('programs and tags go, the words between tags stay', () => {
    const { text } = cleanArticle({
      text: '<p>Le pont <b>rouvre</b> lundi.</p><script>if (a < b) { go(); }</script><br>Enfin.',
    });
    expect(text).toBe('Le pont rouvre lundi.\n\nEnfin.');
  });
});

test('a program that ran into a paragraph goes without its sentences', () => {
  const [before, after] = ['Le conseil a voté la réouverture du marché.', 'Les travaux doivent commencer en juin.'];
  for (const program of [
    '$(document).ready(function(){ initAds(); });',
    'var slot = 4; show(slot);',
    '.ad { margin: 0 auto; }',
  ]) {
    expect(cleanArticle({ text: `${before} ${program} ${after}` }).text).toBe(`${before} ${after}`);
  }
});

describe('what looks like the beginning of furniture inside a paragraph stays', () => {
  const [before, after] = ['Le conseil a voté la réouverture du marché.', 'Les travaux doivent commencer en juin.'];

  test.each([
    'Il note let total = la somme de tous les montants versés à la ville ; Puis il ferme le cahier.',
    'PAR UN AUTRE DÉPUTÉ, la salle a été priée de se taire.',
    'Dans la marge il a écrit document.titre { et rien de plus.',
    `Lire aussi : ${'longuement '.repeat(45)}et rien de plus`,
    'Les plus lusitaniens de nos voisins sont venus.',
    'Il a vu Publicité Sud et la foire de Brivanne.',
    // A label that nothing marks, in the middle of a sentence.
    'Elle vend à Rouvray Lire aussi Le Monde des champs, un journal de la ville qui paraît depuis dix ans.',
    // Nothing says where its headline would end.
    'Lire aussi Arles la crypte rouvre après vingt ans',
  ])('%s', (line) => {
    const text = `${before} ${line} ${after}`;
    expect(cleanArticle({ text })).toMatchObject({ text, removed: [] });
  });

  test('a sentence after a headline with a stop', () => {
    const { text } = cleanArticle({ text: `${before} Lire aussi : Le prix du pain monte. ${after}` });
    expect(text).toBe(`${before} ${after}`);
  });

  test('a sentence after a label that nothing marks', () => {
    const { text } = cleanArticle({ text: `${before} Page suivante Un pont neuf attend toujours. ${after}` });
    expect(text).toBe(`${before} Un pont neuf attend toujours. ${after}`);
  });
});

test('a program inside a program goes with it', () => {
  const { text } = cleanArticle({ text: 'Le pont rouvre.<script>a("<script>b")</script> Enfin.' });
  expect(text).toBe('Le pont rouvre. Enfin.');
});

test('an empty article stays empty', () => {
  expect(cleanArticle({ text: '' })).toEqual({ title: '', text: '', removed: [], repaired: [], marks: [] });
});

test('glued furniture goes without the sentence that follows it', () => {
  const [before, after] = [
    'Le marché couvert rouvrira mardi.',
    'Les travaux doivent commencer en juin, selon la mairie.',
  ];
  for (const line of [
    'Source : AFP',
    'Tous droits réservés',
    'Reproduction interdite',
    'Suivez les dernières informations.',
  ]) {
    expect(cleanArticle({ text: `${before} ${line} ${after}` }).text).toBe(`${before} ${after}`);
  }
});

test('a call to follow the paper on a service goes with the names in it', () => {
  const after = 'Beaucoup de riverains attendent ce jour depuis deux ans.';
  const text = `Le marché couvert rouvrira mardi. Suivez Le Courrier sur Facebook ${after}`;
  expect(cleanArticle({ text }).text).toBe(`Le marché couvert rouvrira mardi. ${after}`);
});

describe('a text that says nothing but its title keeps it as its body', () => {
  const sentence = 'Le maire de Brivanne a parlé mardi devant le conseil municipal de la ville.';

  test('said again and again in one line', () => {
    const glued = `${sentence} `.repeat(5).trim();
    expect(cleanArticle({ text: glued })).toMatchObject({ title: '', text: glued, removed: [] });
  });

  test('said again on every line', () => {
    const { title, text } = cleanArticle({ text: `${sentence}\n`.repeat(5) });
    expect({ title, text }).toEqual({ title: '', text: sentence });
  });

  test('given as title too', () => {
    const { title, text } = cleanArticle({ title: sentence, text: `Publicité\n${sentence}\nPartager` });
    expect({ title, text }).toEqual({ title: sentence, text: sentence });
  });
});

describe('a text that comes without a title', () => {
  const prose = 'Le conseil municipal a voté mardi soir la réouverture du marché couvert, fermé depuis deux ans.';
  const last = 'Les travaux doivent commencer en juin.';

  test.each([
    ['its first line', `Le marché couvert rouvre\n${prose}\n${last}`, 'Le marché couvert rouvre'],
    [
      'its first line besides furniture',
      `Partager\nLe marché couvert rouvre\nPublicité\n${prose}\n${last}`,
      'Le marché couvert rouvre',
    ],
    ['a first line in capitals', `LE MARCHÉ COUVERT ROUVRE\n${prose}\n${last}`, 'LE MARCHÉ COUVERT ROUVRE'],
    [
      'a copy in both cases rather than a shouted one',
      `LE MARCHÉ COUVERT ROUVRE !\nLe marché couvert rouvre !\n${prose}\n${last}`,
      'Le marché couvert rouvre !',
    ],
    [
      'what stands before furniture in a glued line',
      `Le marché couvert rouvre enfin Par Julie Astier Publié le 2 mars 2026 à 17h20 ${prose} ${last}`,
      'Le marché couvert rouvre enfin',
    ],
  ])('gets %s', (_, text, title) => {
    const cleaned = cleanArticle({ text });
    expect(cleaned.title).toBe(title);
    expect(cleaned.text.replaceAll('\n\n', ' ')).toBe(`${prose} ${last}`);
  });

  test.each([
    ['a sentence', `Le marché rouvre mardi.\n${prose}`],
    ['an item of a list', `1. Le marché couvert rouvre\n${prose}`],
    ['a dash of dialogue', `– Le marché couvert rouvre\n${prose}`],
    ['a question put to somebody', `Vous rouvrez le marché ?\n${prose}`],
    ['a line that leads on', `Ce qu’il faut savoir :\n${prose}`],
    ['two words', `Brivanne rouvre\n${prose}`],
    ['the first of several short lines', 'La nuit est un grand livre ouvert\nOù je lis ton nom\nEt le mien aussi'],
    ['a line alone', 'Le marché couvert rouvre mardi'],
    ['prose with furniture behind it', `${prose} Publié le 2 mars 2026 à 17h20`],
    ['furniture alone', 'Partager\nPublicité'],
  ])('gets none from %s', (_, text) => {
    expect(cleanArticle({ text }).title).toBe('');
  });

  test('a given title in capitals gives way to its copy in both cases', () => {
    const text = `Le marché couvert rouvre\n${prose}`;
    expect(cleanArticle({ title: 'LE MARCHÉ COUVERT ROUVRE', text })).toMatchObject({
      title: 'Le marché couvert rouvre',
      text: prose,
    });
    expect(cleanArticle({ title: 'LE PONT ROUVRE', text: prose }).title).toBe('LE PONT ROUVRE');
  });
});

describe('what ran together', () => {
  const prose = 'Le conseil municipal a voté mardi soir la réouverture du marché couvert.';

  test.each([
    [
      `${prose} Un marché pour tousSelon le maire, rien ne presse.`,
      `${prose}\n\nUn marché pour tous\n\nSelon le maire, rien ne presse.`,
    ],
    [`${prose}Un marché pour tousL'adjoint se tait.`, `${prose}\n\nUn marché pour tous\n\nL’adjoint se tait.`],
    [`Un marché pour tousLe maire se tait.`, `Un marché pour tous\n\nLe maire se tait.`],
    [
      `${prose} Il a un iPad et la TousAntiCovid de DiCaprio.`,
      `${prose} Il a un iPad et la TousAntiCovid de DiCaprio.`,
    ],
    [`${prose} il a vu le dosDe corpulence assez mince.`, `${prose} il a vu le dosDe corpulence assez mince.`],
    [
      `Le maire a longuement parlé aux conseillers, aux commerçants et aux voisins du marchéLe soir venu.`,
      `Le maire a longuement parlé aux conseillers, aux commerçants et aux voisins du marchéLe soir venu.`,
    ],
  ])('%s', (text, expected) => {
    expect(cleanArticle({ title: 'x', text }).text).toBe(expected);
  });

  test('a caption with its station goes', () => {
    expect(cleanArticle({ title: 'x', text: `${prose} Le marché fait débatpar 7MEDIASLe maire se tait.` }).text).toBe(
      `${prose} Le maire se tait.`,
    );
    expect(cleanArticle({ title: 'x', text: `${prose} Gaspar Noé se tait.` }).text).toBe(
      `${prose} Gaspar Noé se tait.`,
    );
  });

  test('a number that a line break cut is whole before its rest could be taken for a line', () => {
    const text = `${prose} Ils sont 9.\n300 internautes sur la page Facebook du marché.`;
    expect(cleanArticle({ title: 'x', text }).text).toBe(
      `${prose} Ils sont 9.300 internautes sur la page Facebook du marché.`,
    );
  });
});

describe('stretches that are kept', () => {
  const prose = 'Le conseil municipal a voté mardi soir la réouverture du marché couvert.';

  test.each([
    ['a line', 'Abonnez-vous à notre newsletter'],
    ['with other spaces', ' Abonnez-vous  à\nnotre newsletter '],
    ['a part of a line', 'notre newsletter'],
  ])('%s stays', (_, stretch) => {
    const text = `${prose}\n\nAbonnez-vous à\u00a0notre newsletter\n\nPartager`;
    const { text: cleaned, removed } = cleanArticle({ text }, { keep: [stretch] });
    expect(cleaned).toBe(`${prose}\n\nAbonnez-vous à notre newsletter`);
    expect(removed.map((removal) => removal.text)).toEqual(['Partager']);
  });

  test('each removal says where it stood, and keeping what it says brings it back', () => {
    const text = `${prose}\n\n  Publicité\n\nPartager sur Facebook\n\n© AFP`;
    const { removed } = cleanArticle({ text });
    expect(removed.length).toBe(3);
    for (const removal of removed) {
      expect(text.slice(removal.start, removal.start + removal.text.length)).toBe(removal.text);
      expect(cleanArticle({ text }, { keep: [removal.text] }).text).toContain(removal.text);
    }
  });

  test('furniture that ran into the word after it is kept by what its removal says', () => {
    const text = `${prose} Le marché rouvre samedipar 6MEDIASLe maire viendra samedi matin.`;
    const [removal] = cleanArticle({ text }).removed;
    expect(removal?.text).toMatch(/par 6MEDIAS$/);
    const { text: cleaned, removed } = cleanArticle({ text }, { keep: [removal?.text ?? ''] });
    expect(cleaned).toContain(removal?.text);
    expect(removed).toEqual([]);
  });

  test('stretches that overlap, touch and repeat keep what any of them says', () => {
    const lines = ['Abonnez-vous à notre newsletter', 'Partager sur Facebook', 'Publicité'];
    const text = [prose, ...lines].join('\n\n');
    const keep = ['notre newsletter', 'Abonnez-vous à notre', 'newsletter Partager', 'Abonnez-vous à notre'];
    expect(cleanArticle({ text }, { keep }).removed.map((removal) => removal.text)).toEqual(['Publicité']);
  });

  test.each(['', '  ', 'Partag', 'absent'])('%j keeps nothing', (stretch) => {
    expect(cleanArticle({ text: `${prose}\n\nPartager` }, { keep: [stretch] }).text).toBe(prose);
  });
});

test('the words of French furniture say nothing in another language', () => {
  const prose = 'The council voted on Tuesday evening to open the market again, after two years of works.';
  const text = `${prose}\n\nSubscribe to our newsletter\n\n${prose}`;
  expect(cleanArticle({ text }).text).toBe(prose);
  expect(cleanArticle({ text }, { isFrench: false }).text).toBe(`${prose}\n\nSubscribe to our newsletter`);
});
