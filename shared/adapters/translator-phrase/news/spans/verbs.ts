import { byWord } from './fixed-span.ts';
import type { OptionSource, SpanOptions } from '../../search/phrase-options.ts';
import { replaceSpan } from '../span-options.ts';

/**
 * Verbs of the news that a model of parliament and law does not know or takes for others: French infinitive in -er or
 * -ir, then the English base form and, where irregular, past and participle. "_" joins the words of one English verb.
 */
const VERBS = `
reculer fall fell fallen|chuter fall fell fallen|grimper rise rose risen|bondir jump|rebondir rebound|flamber soar
dégringoler tumble|stagner stagnate|dévoiler unveil|interpeller arrest|percuter hit hit hit|évacuer evacuate
inculper charge|perquisitionner search|fustiger denounce|limoger dismiss|briguer seek sought sought|dérailler derail
endeuiller strike struck struck|embaucher hire|licencier lay_off laid_off laid_off|débrayer walk_out|boycotter boycott
entériner approve|promulguer promulgate|triompher triumph|chavirer capsize|incendier set_fire_to set_fire_to set_fire_to
cambrioler burgle|agresser assault|écrouer jail|gracier pardon|sillonner cross|peaufiner refine|raviver revive
marteler insist|scander chant|brandir brandish|franchir cross|rapatrier repatriate|vandaliser vandalise
`;
const HAS = byWord<string>({ a: 'has', ont: 'have', avait: 'had', avaient: 'had' });
/** Translation score of a verb of our own, about that of a good phrase of one word. */
const SCORE = -0.2;

interface VerbForm {
  english: string;
  /** English past tense where the French form is a past participle. */
  past?: string;
}

const FORMS = new Map(
  VERBS.split(/[|\n]/)
    .filter(Boolean)
    .flatMap((entry) => conjugate(entry.split(' '))),
);

/** Settles the English of these verbs; "a reculé" is "fell" or "has fallen" as the language model sees fit. */
export function settleVerbs(lattice: SpanOptions[][], tokens: readonly string[], source: OptionSource): void {
  for (const [at, spans] of lattice.entries()) {
    const form = FORMS.get(tokens[at] ?? '');
    const write = (english: string) => source.fix(english.split(/[ _]/), SCORE);
    if (form) replaceSpan(spans, { length: 1, options: [write(form.english)] });
    const { english, past } = FORMS.get(tokens[at + 1] ?? '') ?? {};
    const has = HAS[tokens[at] ?? ''];
    if (english === undefined || past === undefined || has === undefined) continue;
    const perfect = write(`${has} ${english}`);
    replaceSpan(spans, { length: 2, options: has === 'had' ? [perfect] : [write(past), perfect] });
  }
}

function conjugate([infinitive = '', base = '', irregularPast, irregularParticiple]: string[]): [string, VerbForm][] {
  const past = irregularPast ?? addEnding(base, 'ed');
  const participle = irregularParticiple ?? past;
  const isIr = infinitive.endsWith('ir');
  const stem = infinitive.slice(0, -2);
  const root = isIr ? `${stem}iss` : stem;
  const beforeA = root.endsWith('g') ? `${root}e` : root;
  const singular = isIr ? `${stem}it` : `${stem}e`;
  return [
    [infinitive, { english: base }],
    ...['', 'e', 's', 'es'].map((ending): [string, VerbForm] => [
      `${stem}${isIr ? 'i' : 'é'}${ending}`,
      { english: participle, past },
    ]),
    [singular, { english: addEnding(base, 's') }],
    [`${root}ent`, { english: base }],
    [`${beforeA}ait`, { english: past }],
    [`${beforeA}aient`, { english: past }],
    [`${beforeA}ant`, { english: addEnding(base, 'ing') }],
    [`${infinitive}a`, { english: `will ${base}` }],
    [`${infinitive}ont`, { english: `will ${base}` }],
    [`${infinitive}ait`, { english: `would ${base}` }],
    [`${infinitive}aient`, { english: `would ${base}` }],
  ];
}

/** Adds the ending to the first word of an English verb that is regular in it. */
function addEnding(verb: string, ending: 's' | 'ed' | 'ing'): string {
  const [word = '', ...particles] = verb.split('_');
  const stem = ending === 's' ? word.replace(/(?<=s|sh|ch|x)$/, 'e') : word.replace(/e$/, '');
  return [`${stem}${ending}`, ...particles].join('_');
}
