import { type DocumentModel, type SentenceModel, sum } from './document-model.ts';

/** A number, mostly from 0 to 1, that says one thing about the sentence at `index` of an article. */
type Feature = (sentence: SentenceModel, document: DocumentModel, index: number) => number;

const ATTRIBUTION =
  /(?<!\p{L})(?:selon|d['’]après|a dit|a fait savoir|(?:annonc|indiqu|déclar|affirm|précis|expliqu|rapport|révél|confirm|assur|estim)\p{L}+)(?!\p{L})/iu;
const WEEKDAY = /(?<!\p{L})(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?!\p{L})/iu;
const MONTH =
  /(?<!\p{L})(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)(?!\p{L})/iu;
const FIRST_PERSON = /(?<!\p{L})(?:j['’]|(?:je|nous|moi|mon|ma|mes|notre|nos|vous|votre|vos|tu)(?!\p{L}))/iu;
const NAME = /(?<=[\p{L}\d,;:)»"]\s|['’])\p{Lu}\p{L}+/gu;
const QUOTATION = /«[^»]*»?|“[^”]*”?|"[^"]*"?/gu;

/** Past this many words a sentence is long for a summary; the penalty grows up to the second number. */
const LONG_WORDS = 35;
const LONGEST_WORDS = 80;

/** Everything the ranker looks at, in one place. The weights are in `ranker-weights.ts`. */
const FEATURES = {
  /** Where it stands in the whole: 0 at the top, towards 1 at the bottom. */
  relativeDepth: (_sentence, document, index) => index / document.sentences.length,

  /** Words, on a logarithmic scale. */
  length: (sentence) => Math.log1p(Math.min(sentence.words.length, LONGEST_WORDS)) / 4,
  /** Too short to tell the news. */
  isShort: (sentence) => flag(sentence.words.length < 10),
  /** Words beyond what a summary wants. */
  excess: (sentence) => Math.max(0, Math.min(sentence.words.length, LONGEST_WORDS) - LONG_WORDS) / 40,
  /** Clauses, by their commas. */
  commas: (sentence) => atMost(5, sentence.text.split(',').length - 1),
  /** An aside in brackets. */
  hasBrackets: (sentence) => flag(sentence.text.includes('(')),

  /** Cosine with the whole article. */
  centrality: (sentence, document) =>
    ratio(
      sum(sentence.terms, (term) => term.weight ** 2 * term.frequency),
      sentence.norm * document.centroidNorm,
    ),
  /** How often its terms come back, over all sentences. */
  echo: (sentence, document) =>
    ratio(
      sum(sentence.terms, (term) => term.frequency - 1),
      sentence.terms.length * document.sentences.length,
    ),
  /** Share of its terms that stand elsewhere too. */
  recurrence: (sentence) => shareOf(sentence, (term) => term.frequency > 1),
  /** Share of its terms that it is the first to say: all of them in the first sentence, which is how the lead gets its due. */
  novelty: (sentence, _document, index) => shareOf(sentence, (term) => term.firstSeenIn === index),

  /** Share of the title, by weight, that it takes up. */
  titleRecall: (sentence, document) => ratio(sentence.titleWeight, document.titleWeight),
  /** Share of its own terms that the title says. */
  titleShare: (sentence) => shareOf(sentence, (term) => term.inTitle),
  /** Words of the title that hardly any other sentence says. */
  titleRarity: (sentence) =>
    atMost(
      3,
      sum(sentence.terms, (term) => flag(term.inTitle && term.frequency <= 2)),
    ),
  /** Comes after a sentence that takes up the title. */
  followsTitle: (_sentence, document, index) =>
    ratio(document.sentences[index - 1]?.titleWeight ?? 0, document.titleWeight),

  /** Somebody announces, says, reveals. */
  attribution: (sentence) => flag(ATTRIBUTION.test(sentence.text)),
  /** Share of it that is quotation. */
  quotation: (sentence) =>
    ratio(
      sum(sentence.text.match(QUOTATION) ?? [], (quote) => quote.length),
      sentence.text.length,
    ),
  /** Somebody speaks for himself. */
  firstPerson: (sentence) => flag(FIRST_PERSON.test(sentence.text)),
  /** The day of the news. */
  weekday: (sentence) => flag(WEEKDAY.test(sentence.text)),
  /** A date in the year. */
  month: (sentence) => flag(MONTH.test(sentence.text)),
  /** People, places, institutions: capitals inside the sentence. */
  names: (sentence) => atMost(6, sentence.text.match(NAME)?.length ?? 0),
} satisfies Record<string, Feature>;

export type FeatureName = keyof typeof FEATURES;

const FEATURE_NAMES = Object.keys(FEATURES) as FeatureName[];

/** Every feature of one sentence. */
export function measureSentence(
  sentence: SentenceModel,
  document: DocumentModel,
  index: number,
): Record<FeatureName, number> {
  return Object.fromEntries(FEATURE_NAMES.map((name) => [name, FEATURES[name](sentence, document, index)])) as Record<
    FeatureName,
    number
  >;
}

function flag(condition: boolean): number {
  return condition ? 1 : 0;
}

function atMost(limit: number, count: number): number {
  return Math.min(limit, count) / limit;
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

function shareOf(sentence: SentenceModel, has: (term: SentenceModel['terms'][number]) => boolean): number {
  return ratio(
    sum(sentence.terms, (term) => flag(has(term))),
    sentence.terms.length,
  );
}
