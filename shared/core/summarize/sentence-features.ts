import { countOf } from '../text/count-of.ts';
import { type DocumentModel, type SentenceModel, sum } from './document-model.ts';

const listWords = (words: string, says: number) => words.split(' ').map((word) => [word, says] as const);

// In lower case, as the words of a sentence are.
const SAYS =
  "(?:selon|d['’]après|a dit|a fait savoir|(?:annonc|indiqu|déclar|affirm|précis|expliqu|rapport|révél|confirm|assur|estim)\\p{L}{1,99})";
/** Where it begins is looked at last: a pattern that begins with letters is sought faster. */
const ATTRIBUTION = new RegExp(`${SAYS}(?<=(?<!\\p{L})${SAYS})(?!\\p{L})`, 'u');
const WEEKDAY = 1;
const MONTH = 2;
const FIRST_PERSON = 4;
/** What single words say of their sentence, as bits of a mask. */
const SAID: ReadonlyMap<string, number> = new Map([
  ...listWords('lundi mardi mercredi jeudi vendredi samedi dimanche', WEEKDAY),
  ...listWords('janvier février mars avril mai juin juillet août septembre octobre novembre décembre', MONTH),
  ...listWords('je nous moi mon ma mes notre nos vous votre vos tu', FIRST_PERSON),
]);
/** "à 18 h 30", "vers 5h". */
const HOUR = /\d ?h(?:eures?)?(?!\p{L})/u;
const RUMOUR = /(?=(?:au|se)rai)(?<!\p{L})(?:aurai(?:en)?t|serai(?:en)?t)(?!\p{L})/u;
/** "Selon la préfecture", "Dans la nuit". */
const CIRCUMSTANCE = /^(?:à|au|en|dans|pour|selon|après|depuis|lors|sur)(?!\p{L})/u;
const FULL_NAME = /^\p{Lu}\p{Ll}{1,99} \p{Lu}\p{Ll}/u;
const ELIDED_I = /j(?<!\p{L}j)['’]/u;

const QUOTATION = /«[^»]{0,99999}»?|“[^”]{0,99999}”?|"[^"]{0,99999}"?/gu;

/** Past this many words a sentence is long for a summary; the penalty grows up to the second number. */
const LONG_WORDS = 35;
const LONGEST_WORDS = 80;

/** What the terms of a sentence say, counted in one pass. */
interface TermCounts {
  /** Of how many other sentences its terms are terms too, all terms together. */
  echoes: number;
  /** Terms that stand elsewhere too, */
  recurring: number;
  /** that no sentence before says, */
  fresh: number;
  /** that the title says, */
  inTitle: number;
  /** and that the title and hardly any other sentence says. */
  inTitleAlone: number;
  /** Product of its vector with that of the whole article. */
  product: number;
}

function countTerms({ terms }: SentenceModel, index: number): TermCounts {
  const counts: TermCounts = { echoes: 0, recurring: 0, fresh: 0, inTitle: 0, inTitleAlone: 0, product: 0 };
  for (const { standsIn, square, inTitle } of terms) {
    const frequency = standsIn.length;
    counts.echoes += frequency - 1;
    if (frequency > 1) counts.recurring++;
    if (standsIn[0] === index) counts.fresh++;
    if (inTitle) {
      counts.inTitle++;
      if (frequency <= 2) counts.inTitleAlone++;
    }
    counts.product += square * frequency;
  }
  return counts;
}

/**
 * Everything the ranker looks at, in one place: numbers, mostly from 0 to 1, that each say one thing about the sentence
 * at `index` of an article. The weights are in `ranker-weights.ts`.
 */
export function measureSentence(sentence: SentenceModel, document: DocumentModel, index: number) {
  const { text, lower, words, terms } = sentence;
  const length = Math.min(words.length, LONGEST_WORDS);
  const counts = countTerms(sentence, index);
  let said = 0;
  let letters = 0;
  for (const word of words) {
    said |= SAID.get(word) ?? 0;
    letters += word.length;
  }
  return {
    /** Where it stands in the whole: 0 at the top, towards 1 at the bottom. */
    relativeDepth: index / document.sentences.length,

    /** Words, on a logarithmic scale. */
    length: Math.log1p(length) / 4,
    /** Words beyond what a summary wants. */
    excess: Math.max(0, length - LONG_WORDS) / 40,
    /** Clauses, by their commas. */
    commas: atMost(5, countOf(',', text)),
    /** An aside in brackets. */
    hasBrackets: flag(text.includes('(')),

    /** Cosine with the whole article. */
    centrality: ratio(counts.product, sentence.norm * document.centroidNorm),
    /** How often its terms come back, over all sentences. */
    echo: ratio(counts.echoes, terms.length * document.sentences.length),
    /** Share of its terms that stand elsewhere too. */
    recurrence: ratio(counts.recurring, terms.length),
    /** Share of its terms that it is the first to say: all of them in the first sentence, which is how the lead gets its due. */
    novelty: ratio(counts.fresh, terms.length),

    /** Share of the title, by weight, that it takes up. */
    titleRecall: ratio(sentence.titleWeight, document.titleWeight),
    /** Share of its own terms that the title says. */
    titleShare: ratio(counts.inTitle, terms.length),
    /** Words of the title that hardly any other sentence says. */
    titleRarity: atMost(3, counts.inTitleAlone),
    /** Comes after a sentence that takes up the title. */
    followsTitle: ratio(document.sentences[index - 1]?.titleWeight ?? 0, document.titleWeight),

    /** Somebody announces, says, reveals. */
    attribution: flag(ATTRIBUTION.test(lower)),
    /** Share of it that is quotation. */
    quotation: ratio(
      sum(text.match(QUOTATION) ?? [], (quote) => quote.length),
      text.length,
    ),
    /** Somebody speaks for himself. */
    firstPerson: flag((said & FIRST_PERSON) !== 0 || ELIDED_I.test(lower)),
    /** The day of the news. */
    weekday: flag((said & WEEKDAY) !== 0),
    /** A date in the year. */
    month: flag((said & MONTH) !== 0),
    /** The time of day, which a summary does without. */
    hour: flag(HOUR.test(lower)),
    /** Not known for certain. */
    rumour: flag(lower.includes('rai') && RUMOUR.test(lower)),
    /** Opens with where, when or after whom. */
    circumstance: flag(CIRCUMSTANCE.test(lower)),
    /** Opens with somebody's full name. */
    fullName: flag(FULL_NAME.test(text)),
    /** People, places, institutions that no sentence before names: capitals inside it. */
    freshNames: atMost(4, sentence.freshNames),
    /** Letters a word, over ten. */
    wordLength: ratio(letters, words.length * 10),
    /** The sentence after goes on with it: cosine. */
    leads: leadsTo(sentence, document.sentences[index + 1]),
  };
}

export type FeatureName = keyof ReturnType<typeof measureSentence>;

function leadsTo(one: SentenceModel, next: SentenceModel | undefined): number {
  return next === undefined ? 0 : ratio(one.productWithNext, one.norm * next.norm);
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
