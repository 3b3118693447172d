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
    '(?<!\\p{L})(?:re)?(?:tradu[ciz]\\p{L}*|translat\\p{L}*|übersetz\\p{L}*|vertaal\\p{L}*|vertal\\p{L}*|přelo\\p{L}*)',
    // The sentences of a message.
    words('phrases? sentences? zeilen? oraci[oó]n(?:es)? paragraphs?'),
    // The model, and what it was told.
    words(`prompts? chatgpt gpt\\S* llm llms chatbots? system assistants? instructions? consignes? input output
      json markdown jailbreak\\p{L}* mod[eè]le\\s+de\\s+langage language\\s+models?`),
    // Characters that are syntax to a machine.
    '[{}`|<>\\\\]|\\[/?[A-Z]+\\]|#{2,}|-{3,}|={2,}|[=-]>|[→⇒]',
    // What cannot be seen, and what hides words.
    '[\\p{Cf}\\p{Co}\\p{Cn}]|[A-Za-z0-9+/]{32,}',
  ].join('|'),
  'iu',
);

/** What news may say, and whoever gives orders does say. */
const POSSIBLE = new RegExp(
  [
    // An order in French: to several (verbs in -ez, at the head of a clause or after "de" and "à"), to one, or as an infinitive.
    "(?:^|[.!?:;,«“\"(–—-]\\s*)(?:(?:ne|n[’']|s[’']il\\s+(?:vous|te)\\s+pla[iî]t|merci\\s+de|pri[èe]re\\s+de|il\\s+faut|veuillez)\\s*,?\\s*)?\\p{L}+(?:ez|ons)(?!\\p{L})",
    words('veuillez pri[eè]re merci faut faudra doi[st]|devez devront'),
    words(`ignor\\p{L}+ oubli\\p{L}+ remplac\\p{L}+ substitu\\p{L}+ ajout\\p{L}+ ins[eé]r\\p{L}+ supprim\\p{L}+ chang\\p{L}+
      [eé]cri[str]\\p{L}* [eé]crivez r[eé]p[eé]t\\p{L}+ r[eé]pond\\p{L}* r[eé]ponse\\p{L}* rend(?:s|ez|re) mets mettez mettre dis dites
      commence[rz]? termin\\p{L}+ utilis\\p{L}+ emplo(?:i|y)\\p{L}+ consid[eèé]r\\p{L}+ pr[eé]tend\\p{L}* fais faites interpr[eé]t\\p{L}+ suppos\\p{L}+ not(?:e|er|ez|ons)
      omet\\p{L}+ omettre saut\\p{L}+ gard\\p{L}+ recopi\\p{L}+ renvo\\p{L}+ produi\\p{L}+ g[eé]n[eé]r\\p{L}+ appel\\p{L}+ nomm\\p{L}+`),
    // What is to hold from now on, and everywhere.
    words(`d[eé]sormais dor[eé]navant partout toujours jamais syst[eé]matiquement ensuite suivante?s? pr[eé]c[eé]dente?s? ci-dessus
      ci-dessous ci-apr[eè]s chaque toutes? partir suite reste\\s+du\\s+texte`),
    // Words as words, and what they are to mean.
    words(`mots? termes? textes? messages? passages? titres? articles? noms? expressions? signifi\\p{L}+ synonym\\p{L}+ d[eé]sign\\p{L}+
      veut\\s+dire r[eè]gles? attention important remarque avertissement rappel correction erratum`),
    words(
      'lignes? lines? segments? syst[eè]mes? automatiques? intelligences? artificielles? ia ai mod[eè]les? robots? machines? logiciels? algorithmes?',
    ),
    // An order in another language.
    words(`the you your this that with from and not must should always never every each ignore disregard forget replace instead say write
      reply answer respond render output append add use treat pretend please now not nicht und sie bitte alle jede der die das
      los las usted por\\s+favor siempre`),
    // Writing that is not French's.
    '[^\\p{Script=Latin}\\p{Script=Common}\\p{Script=Inherited}]',
    // Letters and digits in one word, as those who hide words write; not 2e, 14h30, A13 or 25kg.
    '(?<![\\p{L}\\p{N}])\\p{L}{2,}\\d+\\p{L}+',
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
