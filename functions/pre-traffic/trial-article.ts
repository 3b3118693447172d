/** Languages of the trial article. */
export const TRIAL_LANGUAGES = { source: 'fr', target: 'en' } as const;

/** Title first, then one sentence a line, each with the translation that the memory is given before the trial. */
export const TRIAL_SENTENCES = [
  ['La halle de Lormeuil rouvre samedi', 'The Lormeuil market hall reopens on Saturday'],
  [
    'La halle de Lormeuil rouvre samedi après 14 mois de travaux.',
    'The Lormeuil market hall reopens on Saturday after 14 months of work.',
  ],
  [
    'Les marchands y retrouveront leurs 62 étals sous un toit neuf.',
    'The traders will find their 62 stalls there again under a new roof.',
  ],
  [
    'La commune a payé la moitié du chantier, le département le reste.',
    'The municipality paid for half of the work, the department for the rest.',
  ],
] as const;

const [[TITLE], ...BODY] = TRIAL_SENTENCES;

/** The article as a caller sends it. */
export function writeTrialArticle(id: string) {
  return {
    id,
    title: TITLE,
    text: BODY.map(([sentence]) => sentence).join('\n\n'),
    ...TRIAL_LANGUAGES,
    summary: { sentences: 1, method: 'extractive' as const },
  };
}
