import { describe, expect, test } from 'vitest';
import { readPublication } from '../../../shared/core/dating/calendar.ts';
import { dateSentence } from '../../../shared/core/dating/date-sentence.ts';

/** Tuesday 3 March 2026, in the evening; 2026 is no leap year. */
const TUESDAY = '2026-03-03T18:30:00+01:00';
const SUNDAY = '2026-03-01T11:00:00+01:00';
const MONDAY = '2026-11-30';
const NEW_YEAR = '2027-01-01T09:00:00+01:00';
/** Before the last Sunday of March, and behind midnight in Paris only. */
const LATE_UTC = '2026-03-02T23:30:00Z';
const SUMMER = '2026-07-31T22:30:00Z';

/** Published, sentence, and the words with their dates; by hand, from a calendar. */
const CASES: [published: string, sentence: string, dated: [text: string, date: string][]][] = [
  // What was, next to its verb.
  [TUESDAY, 'Le préfet a annoncé lundi la fermeture du pont.', [['lundi', '2026-03-02']]],
  [TUESDAY, 'Le préfet a annoncé vendredi la fermeture du pont.', [['vendredi', '2026-02-27']]],
  [TUESDAY, 'Le préfet a annoncé mercredi la fermeture du pont.', [['mercredi', '2026-02-25']]],
  [TUESDAY, 'Trois ouvriers sont morts samedi dans l’effondrement du quai.', [['samedi', '2026-02-28']]],
  [TUESDAY, 'Le chalutier s’est échoué dimanche devant le port.', [['dimanche', '2026-03-01']]],
  [TUESDAY, 'Les deux suspects avaient été interpellés jeudi à Brévanne.', [['jeudi', '2026-02-26']]],
  [TUESDAY, 'Le tribunal a lundi condamné l’ancien maire.', [['lundi', '2026-03-02']]],
  [TUESDAY, 'Un homme a été tué dans un accident à Brévanne dimanche.', [['dimanche', '2026-03-01']]],
  [TUESDAY, 'Le port rouvrira, a expliqué le maire de Brévanne lundi.', [['lundi', '2026-03-02']]],
  [TUESDAY, 'Selon un rapport publié lundi, la dette a doublé.', [['lundi', '2026-03-02']]],
  [TUESDAY, 'Interpellé dimanche, le suspect a reconnu les faits.', [['dimanche', '2026-03-01']]],
  [TUESDAY, 'Les marins votèrent vendredi la fin de la grève.', [['vendredi', '2026-02-27']]],
  // What was, the day first.
  [TUESDAY, 'Lundi, le maire a présenté ses excuses.', [['Lundi', '2026-03-02']]],
  [TUESDAY, 'Samedi soir, des heurts ont éclaté près du stade.', [['Samedi', '2026-02-28']]],
  [TUESDAY, 'Ce lundi, le maire a présenté ses excuses.', [['Ce lundi', '2026-03-02']]],
  [
    TUESDAY,
    'Dans la nuit de samedi à dimanche, un hangar a brûlé.',
    [
      ['samedi', '2026-02-28'],
      ['dimanche', '2026-03-01'],
    ],
  ],
  // The day of the publication itself.
  [TUESDAY, 'Le préfet a annoncé mardi la fermeture du pont.', [['mardi', '2026-03-03']]],
  [TUESDAY, 'La préfecture ferme le pont ce mardi.', [['ce mardi', '2026-03-03']]],
  [TUESDAY, 'Le conseil se réunira mardi.', []],
  [SUNDAY, 'Le club a gagné dimanche devant ses supporters.', [['dimanche', '2026-03-01']]],
  // What will be.
  [TUESDAY, 'Le pont sera fermé jeudi.', [['jeudi', '2026-03-05']]],
  [TUESDAY, 'Les députés se réuniront lundi à Paris.', [['lundi', '2026-03-09']]],
  [TUESDAY, 'La ministre va s’exprimer mercredi devant les élus.', [['mercredi', '2026-03-04']]],
  [TUESDAY, 'Le texte devrait être voté vendredi.', [['vendredi', '2026-03-06']]],
  [TUESDAY, 'L’audience est prévue jeudi au tribunal.', [['jeudi', '2026-03-05']]],
  [TUESDAY, 'Samedi, le musée ouvrira ses réserves.', [['Samedi', '2026-03-07']]],
  [TUESDAY, 'Le pont sera fermé à partir de vendredi.', [['vendredi', '2026-03-06']]],
  [
    TUESDAY,
    'Le préfet a annoncé lundi que le pont sera fermé dimanche.',
    [
      ['lundi', '2026-03-02'],
      ['dimanche', '2026-03-08'],
    ],
  ],
  // Said by the words alone.
  [TUESDAY, 'Le score de dimanche dernier reste en mémoire.', [['dimanche dernier', '2026-03-01']]],
  [TUESDAY, 'La fête a lieu mardi dernier comme chaque année.', [['mardi dernier', '2026-02-24']]],
  [TUESDAY, 'Les discussions reprennent lundi prochain.', [['lundi prochain', '2026-03-09']]],
  [TUESDAY, 'Le vote est reporté à mardi prochain.', [['mardi prochain', '2026-03-10']]],
  [TUESDAY, 'Le pont est fermé depuis vendredi.', [['vendredi', '2026-02-27']]],
  [TUESDAY, 'Hier, la Loire est sortie de son lit.', [['Hier', '2026-03-02']]],
  [TUESDAY, 'Avant-hier, la Loire est sortie de son lit.', [['Avant-hier', '2026-03-01']]],
  [TUESDAY, 'Demain, la Loire doit baisser.', [['Demain', '2026-03-04']]],
  [TUESDAY, 'Le préfet reçoit les élus après-demain.', [['après-demain', '2026-03-05']]],
  [TUESDAY, 'Le trafic est interrompu ce matin sur la ligne 6.', [['ce matin', '2026-03-03']]],
  [TUESDAY, 'Le conseil vote ce soir le budget.', [['ce soir', '2026-03-03']]],
  [TUESDAY, 'Le préfet a reçu cet après-midi les pêcheurs.', [['cet après-midi', '2026-03-03']]],
  [TUESDAY, 'Le juge se prononcera aujourd’hui.', [['aujourd’hui', '2026-03-03']]],
  [TUESDAY, 'Dès aujourd’hui, le pont est fermé.', [['aujourd’hui', '2026-03-03']]],
  [TUESDAY, 'Hier, lundi, la Loire est sortie de son lit.', [['Hier', '2026-03-02']]],
  // Over the ends of months and years.
  [MONDAY, 'Le pont sera fermé mardi.', [['mardi', '2026-12-01']]],
  [MONDAY, 'Demain, le pont rouvre.', [['Demain', '2026-12-01']]],
  [NEW_YEAR, 'Hier, la ville a fêté la nouvelle année.', [['Hier', '2026-12-31']]],
  [NEW_YEAR, 'Le maire a démissionné mercredi.', [['mercredi', '2026-12-30']]],
  ['2028-02-28', 'Le pont rouvre demain.', [['demain', '2028-02-29']]],
  // In Paris it is tomorrow already; behind midnight nobody knows which day a text calls today.
  ['2026-03-02T07:30:00Z', 'Le préfet a annoncé lundi la fermeture du pont.', [['lundi', '2026-03-02']]],
  ['2026-07-31T22:30:00+02:00', 'Le pont rouvre demain.', [['demain', '2026-08-01']]],
  [LATE_UTC, 'Le pont a rouvert hier.', []],
  [SUMMER, 'Le pont rouvre demain.', []],
  // Dated already.
  [TUESDAY, 'Le préfet a annoncé lundi 2 mars la fermeture du pont.', []],
  [TUESDAY, 'Le préfet a annoncé hier, lundi 2 mars, la fermeture du pont.', []],
  // Nothing decides, or words contradict each other.
  [TUESDAY, 'Hier, jeudi, la Loire est sortie de son lit.', []],
  [TUESDAY, 'Ce matin de printemps, la Loire était haute.', []],
  [TUESDAY, 'Le pont est fermé depuis mardi.', []],
  [TUESDAY, 'Le président se rend jeudi à Berlin.', []],
  [TUESDAY, 'Le marché se tient le samedi sur la place.', []],
  [TUESDAY, 'Chaque lundi, le musée a fermé ses portes.', []],
  [TUESDAY, 'Les syndicats ont appelé à la grève jeudi.', []],
  [TUESDAY, 'Le gouvernement a décidé de fermer le port vendredi.', []],
  [TUESDAY, 'La réunion devait se tenir vendredi.', []],
  [TUESDAY, 'La fermeture a été prolongée jusqu’à dimanche.', []],
  [TUESDAY, 'Le maire a préparé le match de samedi.', []],
  [TUESDAY, '« Nous partirons demain », a-t-il assuré.', []],
  [TUESDAY, 'Le Journal du Dimanche a publié l’enquête.', []],
  [TUESDAY, 'Les héros d’hier sont oubliés.', []],
  [TUESDAY, 'L’école de demain manque de moyens.', []],
  [TUESDAY, 'Aujourd’hui, l’usine a fermé ses portes.', []],
  [TUESDAY, 'En 2019, le maire avait démissionné vendredi.', []],
  [TUESDAY, 'Les élections ont lieu dimanche.', []],
  [TUESDAY, 'Le lundi de Pâques a été ensoleillé.', []],
  [TUESDAY, 'Le bateau est arrivé mardi à Ankara jeudi.', [['mardi', '2026-03-03']]],
  [TUESDAY, 'Rendez-vous jeudi prochain.', []],
  [TUESDAY, 'Le match de lundi dernier fait débat.', []],
];

describe('dateSentence', () => {
  test('has sixty cases and more', () => expect(CASES.length).toBeGreaterThanOrEqual(60));

  test.each(CASES)('published %s: %s', (published, sentence, dated) => {
    const publication = readPublication(published, 'Europe/Paris');
    expect(publication && dateSentence(sentence, publication)).toEqual(dated.map(([text, date]) => ({ text, date })));
  });
});
