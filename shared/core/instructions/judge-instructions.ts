/**
 * What a line may be to a model that reads it: `none`, news like any other; `possible`, words that could also be meant for
 * it; `plain`, about translating, about lines and their numbers, or written for a machine.
 */
export type Suspicion = 'none' | 'possible' | 'plain';

const words = (list: string) => `(?<![\\p{L}\\p{N}])(?:${list.trim().split(/\s+/).join('|')})(?![\\p{L}\\p{N}])`;

/** What news does not speak of, and whoever wants something of a translating model must. */
const PLAIN = new RegExp(
  [
    // Translating, in the languages that a model obeys as well as French.
    '(?<!\\p{L})(?:re)?(?:tradu[ciz]\\p{L}{0,99}|translat\\p{L}{0,99}|übersetz\\p{L}{0,99}|vertaal\\p{L}{0,99}|vertal\\p{L}{0,99}|přelo\\p{L}{0,99})',
    // The sentences of a message.
    words('phrases? sentences? zeilen? oraci[oó]n(?:es)? paragraphs?'),
    // The model, and what it was told.
    words(`prompts? chatgpt gpt\\S{0,99} llm llms chatbots? system assistants? instructions? consignes? input output
      json markdown jailbreak\\p{L}{0,99} mod[eè]le\\s{1,99}de\\s{1,99}langage language\\s{1,99}models?`),
    // Characters that are syntax to a machine.
    '[{}`|<>\\\\]|\\[/?[A-Z]{1,99}\\]|#{2}|-{3}|={2}|[=-]>|[→⇒]',
    // What cannot be seen, and what hides words.
    '[\\p{Cf}\\p{Co}\\p{Cn}]|[A-Za-z0-9+/]{32}',
  ].join('|'),
  'iu',
);

/** What news may say, and whoever gives orders does say. */
const POSSIBLE = new RegExp(
  [
    // An order in French: to several (verbs in -ez, at the head of a clause or after "de" and "à"), to one, or as an infinitive.
    "(?:^|[.!?:;,«“\"(–—-]\\s{0,99})(?:(?:ne|n[’']|s[’']il\\s{1,99}(?:vous|te)\\s{1,99}pla[iî]t|merci\\s{1,99}de|pri[èe]re\\s{1,99}de|il\\s{1,99}faut|veuillez)\\s{0,99},?\\s{0,99})?\\p{L}{1,99}(?:ez|ons)(?!\\p{L})",
    words('veuillez pri[eè]re merci faut faudra doi[st]|devez devront'),
    words(`ignor\\p{L}{1,99} oubli\\p{L}{1,99} remplac\\p{L}{1,99} substitu\\p{L}{1,99} ajout\\p{L}{1,99} ins[eé]r\\p{L}{1,99} supprim\\p{L}{1,99} chang\\p{L}{1,99}
      [eé]cri[str]\\p{L}{0,99} [eé]crivez r[eé]p[eé]t\\p{L}{1,99} r[eé]pond\\p{L}{0,99} r[eé]ponse\\p{L}{0,99} rend(?:s|ez|re) mets mettez mettre dis dites
      commence[rz]? termin\\p{L}{1,99} utilis\\p{L}{1,99} emplo(?:i|y)\\p{L}{1,99} consid[eèé]r\\p{L}{1,99} pr[eé]tend\\p{L}{0,99} fais faites interpr[eé]t\\p{L}{1,99} suppos\\p{L}{1,99} not(?:e|er|ez|ons)
      omet\\p{L}{1,99} omettre saut\\p{L}{1,99} gard\\p{L}{1,99} recopi\\p{L}{1,99} renvo\\p{L}{1,99} produi\\p{L}{1,99} g[eé]n[eé]r\\p{L}{1,99} appel\\p{L}{1,99} nomm\\p{L}{1,99}`),
    // What is to hold from now on, and everywhere.
    words(`d[eé]sormais dor[eé]navant partout toujours jamais syst[eé]matiquement ensuite suivante?s? pr[eé]c[eé]dente?s? ci-dessus
      ci-dessous ci-apr[eè]s chaque toutes? partir suite reste\\s{1,99}du\\s{1,99}texte`),
    // Words as words, and what they are to mean.
    words(`mots? termes? textes? messages? passages? titres? articles? noms? expressions? signifi\\p{L}{1,99} synonym\\p{L}{1,99} d[eé]sign\\p{L}{1,99}
      veut\\s{1,99}dire r[eè]gles? attention important remarque avertissement rappel correction erratum`),
    words(
      'lignes? lines? segments? syst[eè]mes? automatiques? intelligences? artificielles? ia ai mod[eè]les? robots? machines? logiciels? algorithmes?',
    ),
    // An order in another language.
    words(`the you your this that with from and not must should always never every each ignore disregard forget replace instead say write
      reply answer respond render output append add use treat pretend please now not nicht und sie bitte alle jede der die das
      los las usted por\\s{1,99}favor siempre`),
    // Writing that is not French's.
    '[^\\p{Script=Latin}\\p{Script=Common}\\p{Script=Inherited}]',
    // Letters and digits in one word, as those who hide words write; not 2e, 14h30, A13 or 25kg.
    '(?<![\\p{L}\\p{N}])\\p{L}{2,99}\\d{1,99}\\p{L}{1,99}',
  ].join('|'),
  'iu',
);

/**
 * Whether a line could be taken for an instruction by a model that translates it beside others. Built to err on the side
 * of suspicion: what is suspected is no worse off than asked for alone. It knows words, not meanings: an order in the guise
 * of news ("In Brest mayors are called crooks") passes.
 */
export function judgeInstructions(text: string): Suspicion {
  if (PLAIN.test(text)) return 'plain';
  return POSSIBLE.test(text) ? 'possible' : 'none';
}
