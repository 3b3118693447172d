import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agreeArticles } from '../../../shared/adapters/translator-phrase/news/articles.ts';
import { translateNationality } from '../../../shared/adapters/translator-phrase/news/words/nationalities.ts';
import { createPhraseTranslator } from '../../../shared/adapters/translator-phrase/phrase-translator.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { Translator } from '../../../shared/ports/engines/translator.ts';
import { collectTranslation, describeTranslator } from '../../contracts/translator-contract.ts';
import { anyCharacters } from '../../support/any-characters.ts';
import { runs } from '../../support/runs.ts';

const modelDirectory = 'shared/models/fr-en-phrase';
// One translator for the whole file: the model is large and read-only.
let translator: Translator;
beforeAll(() => {
  translator = createPhraseTranslator({
    modelDirectory,
    glossary: {
      version: 'rédaction-7',
      terms: [
        { source: 'intercommunalité', target: 'joint authority' },
        { source: 'Pays de la Loire', target: 'Loire Region' },
      ],
    },
  });
});
afterAll(() => translator.close());

async function translate(...sentences: string[]): Promise<string[]> {
  const { translations } = await collectTranslation(translator, { sentences, source: 'fr', target: 'en' });
  return translations.map((text) => text ?? '');
}

describeTranslator('createPhraseTranslator', async () => ({ translator, close: async () => {} }), { billing: 'free' });

describe('what a reader of the news sees first', () => {
  test.each([
    [
      'Le président ukrainien Volodymyr Zelensky a déclaré ce lundi que oui.',
      'Ukrainian President Volodymyr Zelensky said on Monday',
    ],
    ['La ministre de la Santé Agnès Bréval était absente.', 'Health Minister Agnès Bréval was'],
    ['Le ministre français des Affaires étrangères Paul Aubry est arrivé.', 'French Foreign Minister Paul Aubry'],
    ["L'ancien président Luc Kermarrec est mort.", 'Former President Luc Kermarrec'],
    ['La Chambre des représentants américaine a voté.', 'The US House of Representatives'],
    ['Un accord de sécurité bilatéral sera signé.', 'bilateral security agreement'],
    ['Des luttes politiques internes ont suivi.', 'nternal political struggles'],
    ['La production industrielle allemande a chuté.', 'German industrial production'],
    ['Une aide de 61 milliards de dollars est prévue.', '$61 billion'],
    ["La ville a reçu 3,5 millions d'euros.", '€3.5 million'],
    ['Le billet coûte 1 250,50 € par an.', '€1,250.50 '],
    ['Il a versé 20 000 dollars canadiens à la ville.', 'C$20,000'],
    ['Il a gagné 3 millions de livres sterling.', '£3 million'],
    ['Le taux atteint 20 % de la population.', '20% of the population'],
    ['Près de 40 pour cent des élèves mangent ici.', '40% of'],
    ['Le conseil se réunit lundi 12 mars 2024.', 'on Monday 12 March 2024'],
    ['La loi entre en vigueur le 1er janvier 2027.', 'on 1 January 2027'],
    ['Le vote aura lieu jeudi prochain.', 'next Thursday'],
    ['Elle est partie dimanche soir.', 'on Sunday evening'],
    ['Les travaux ont repris début avril.', 'early April'],
    ['Il y a trois ans, la ville était plus petite.', 'Three years ago, the'],
    ['Le pont est fermé depuis des mois.', 'closed for months'],
    ['Un homme de 45 ans a été arrêté.', 'A man aged 45 was arrested'],
    ['A Paris, la foule a défilé.', 'In Paris, '],
    ['Le maire l’a finalement adopté mardi.', 'adopted it'],
    ['Le conseil ne les a pas approuvés.', 'approved them'],
    ['Une fois que le Sénat l’aura définitivement adoptée, la loi entrera en vigueur.', 'has definitively adopted it'],
    ['Elle a promis à Luc Kermarrec d’envoyer une lettre.', 'She promised Luc Kermarrec to send a letter'],
    ['La ministre a demandé aux préfets d’appliquer le texte.', 'asked the prefects to apply the text'],
    ['Nous partons, a-t-il ajouté.', 'he added'],
    ['Le chômage a reculé de 3 % en mars.', ' fallen by 3%'],
    ['Les prix devraient chuter.', 'should fall'],
    ['Le syndicat dévoilera son plan demain.', 'will unveil its plan'],
    ['Le prix passera de 2 à 3 euros.', 'will go from 2 to €3'],
    ['Quelque 1 700 personnes ont défilé en 1998.', /1,700 .* 1998/],
    ['La livraison des missiles américains à longue portée ATACMS.', 'American long-range ATACMS missiles'],
    ['Un soutien militaire et financier à long terme.', 'ong-term military and financial support'],
    ['La ville a une nouvelle ligne de tramway.', 'a new tram line'],
    ['Il s’agit d’un « accord de coopération » historique.', 'a historic "cooperation agreement"'],
    ['Une trentaine d’élèves ont chanté.', 'bout thirty '],
    ['Le match commence à 18h30.', '18:30'],
    ['« Nous sommes prêts », a-t-elle dit.', '"We are ready"'],
  ])('%s', async (french, english) => {
    expect((await translate(french))[0]).toEqual(
      typeof english === 'string' ? expect.stringContaining(english) : expect.stringMatching(english),
    );
  });

  test('names keep their order, case and accents', async () => {
    const [text = ''] = await translate(
      'Élodie Kervadec et Gwenaël Le Bozec ont rencontré Anne-Lise Ménard à Brignogan.',
    );

    expect(text).toMatch(/Élodie Kervadec and Gwenaël Le Bozec .*Anne-Lise Ménard .*Brignogan/);
  });

  test('what is not language is kept to the character', async () => {
    const kept = [
      'https://www.exemple.fr/a-la-une?id=2024-05#haut',
      'redaction@exemple.fr',
      '@LaGazette_fr',
      '#Été2027',
      '👩‍🚀',
      '新聞が',
      '🇫🇷',
    ];

    const [text] = await translate(`Voir ${kept.join(', ')} (et la suite).`);

    for (const thing of kept) expect(text).toContain(thing);
  });

  test('what is English already stays so, alone or in quotes', async () => {
    const english = 'For Latest Updates Follow us on Google News';

    const texts = await translate(english, 'Le maire a lu « Make our city great again » à la foule.');

    expect(texts[0]).toBe(english);
    expect(texts[1]).toContain('"Make our city great again"');
  });

  test('quotes are straight and stand where they open and close in the source, even when one is missing', async () => {
    const texts = await translate(
      'Il a parlé d’un “accord” et d’une « promesse ».',
      '“Nous avons commencé, a dit le maire.',
      'Il a dit : « Nous avons lu ‹ La Ville › hier ».',
    );

    expect(texts[0]).toMatch(/ "\w+" .* "\w+"\.$/);
    expect(texts[1]).toMatch(/^"\S/);
    expect(texts[1]?.split('"')).toHaveLength(2);
    expect(texts[2]).toMatch(/: "\w.* '\w[^']*\w' yesterday"\.$/);
  });
});

describe('the glossary', () => {
  test('settles a term whatever its case', async () => {
    const [text] = await translate('Les élus des pays de la Loire et de l’Intercommunalité ont voté.');

    expect(text).toContain('Loire Region');
    expect(text).toContain('joint authority');
  });

  test('is named by the engine', () => {
    expect(translator.engine).toMatchObject({ id: 'phrase', quality: 'draft', glossaryVersion: 'rédaction-7' });
    expect(createPhraseTranslator({ modelDirectory }).engine.glossaryVersion).toBeUndefined();
  });
});

test('agreeArticles looks at the sound of the next word', () => {
  const phrases = [
    'a agreement',
    'an bill',
    'a hour',
    'an European law',
    'a MP',
    'an NATO ally',
    'A 8',
    'a ,',
    'an union',
  ];

  expect(phrases.map((phrase) => agreeArticles(phrase.split(' ')).join(' '))).toEqual([
    ...['an agreement', 'a bill', 'an hour', 'a European law', 'an MP', 'a NATO ally', 'An 8', 'a ,', 'a union'],
  ]);
});

test.each([
  ['ukrainiennes', ['Ukrainian']],
  ['grecque', ['Greek']],
  ['turques', ['Turkish']],
  ['sud-coréen', ['South', 'Korean']],
  ['lettonne', ['Latvian']],
  ['maison', undefined],
])('translateNationality: %s', (french, english) => {
  expect(translateNationality(french)).toEqual(english);
});

test('the local engine says how to get other languages', async () => {
  const outcome = collectTranslation(translator, { sentences: ['Oui.'], source: 'fr', target: 'de' });

  await expect(outcome).rejects.toThrow(/English only.*DEPECHE_TRANSLATOR=amazon/);
});

test('a model that cannot be read fails each call until it is put right', async () => {
  const broken = createPhraseTranslator({ modelDirectory: 'nowhere' });
  const call = () => collectTranslation(broken, { sentences: ['Oui.'], source: 'fr', target: 'en' });

  await expect(call()).rejects.toMatchObject({ code: 'translator-unavailable' });
  await expect(call()).rejects.toMatchObject({ code: 'translator-unavailable' });
});

describe('a word that every JavaScript object has', () => {
  test.each([
    ['Il y a 3 constructor.', '3'],
    ['Il y a constructor ans.', 'constructor'],
    ['Depuis 2 constructors.', '2'],
    ['Il coûte 5 constructor de dollars constructor.', '5'],
    ['Le constructor aura dit cela.', 'constructor'],
    ['M. constructor passe de constructor à toString.', 'constructor'],
  ])('is a word like any other: %s', async (source, kept) => {
    const [translation] = await translate(source);
    expect(translation).toContain(kept);
    expect(translation).not.toContain('function');
  });
});

describe('any text', () => {
  const emoji = fc.constantFrom('🎉', '👩‍🚀', '🇫🇷', '❤️', 'https://a.fr/x-1?y=2');
  const words = fc.constantFrom(
    'le',
    'maire',
    'a',
    'voté',
    'de',
    "l'",
    'Été',
    '«',
    '»',
    '12',
    '3,5',
    '-',
    '.',
    '’',
    '\uDC00',
  );
  const odd = fc.oneof(words, anyCharacters({ maxLength: 6 }), emoji);

  test('is answered on one line or refused with a typed error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(odd, { maxLength: 12 }), async (parts) => {
        const outcome = await translate(parts.join(' ')).catch((error: unknown) => error);
        if (!Array.isArray(outcome)) return expect(outcome).toBeInstanceOf(DepecheError);
        expect(outcome[0]).not.toMatch(/[\r\n]/);
      }),
      runs(100),
    );
  });

  test('keeps its addresses, emoji and digits', async () => {
    const number = fc.integer({ min: 2, max: 999 }).map(String);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(words, emoji, number), { maxLength: 10 }), async (parts) => {
        const [text = ''] = await translate(parts.join(' . '));
        for (const part of parts)
          if (/^(?:[2-9]|\d{2,3}|https.*|\p{Extended_Pictographic}.*)$/u.test(part)) expect(text).toContain(part);
      }),
      runs(100),
    );
  });
});
