// What the stand-ins for engines answer: text that nobody takes for a translation and that a right gate passes. It keeps
// what a gate looks for (numbers, names, dates, units, quotations, negation) and nothing that is French.

const entries = (text: string): [string, string][] =>
  text
    .trim()
    .split(/\s*[\n;]\s*/)
    .map((line): [string, string] => {
      const [from = '', to = ''] = line.split('=');
      return [from, to];
    });

/** Small words, dates, units and amounts. What English has no word for is left out. */
const ENGLISH = new Map<string, string>([
  ...entries(`
    le=the;la=the;les=the;l'=the;un=a;une=a;des=some;du=of the;de=of;d'=of;au=to the;aux=to the;à=to;en=in;dans=in
    et=and;ou=or;où=where;mais=but;donc=so;car=for;ni=nor;si=if;comme=as;que=that;qu'=that;qui=who;quoi=what;dont=whose
    ce=this;cet=this;cette=this;ces=these;c'=it;ça=that;cela=that;se=oneself;s'=itself;me=me;m'=me;te=you;t'=you
    je=I;j'=I;tu=you;il=he;elle=she;on=one;nous=we;vous=you;ils=they;elles=they;lui=him;leur=their;leurs=their;y=there
    son=his;sa=his;ses=his;mon=my;ma=my;mes=my;ton=your;ta=your;tes=your;notre=our;nos=our;votre=your;vos=your
    est=is;sont=are;a=has;ont=have;ai=have;as=have;avait=had;avaient=had;était=was;étaient=were;sera=will be;été=been
    être=be;avoir=have;fut=was;suis=am;sommes=are;avons=have;avez=have;êtes=are;aura=will have;ait=has
    par=by;pour=for;avec=with;sans=without;sur=on;sous=under;chez=at;vers=towards;entre=between;depuis=since;selon=says
    ne=not;n'=not;pas=at all;plus=more;jamais=never;rien=nothing;personne=nobody;aucun=no;aucune=no;non=no;oui=yes
    tout=all;tous=all;toute=all;toutes=all;même=same;très=very;aussi=too;moins=less;puis=then;autre=other;autres=others
    lundi=Monday;mardi=Tuesday;mercredi=Wednesday;jeudi=Thursday;vendredi=Friday;samedi=Saturday;dimanche=Sunday
    janvier=January;février=February;mars=March;avril=April;mai=May;juin=June;juillet=July;août=August
    septembre=September;octobre=October;novembre=November;décembre=December
    euro=euro;euros=euros;dollar=dollar;dollars=dollars;franc=franc;francs=francs;centimes=cents;livres=pounds;yens=yen
    pour cent=percent;km=km;kg=kg;cm=cm;m=m;h=h;g=g;l=l;
    kilomètre=kilometre;kilomètres=kilometres;mètre=metre;mètres=metres;centimètres=centimetres
    kilo=kilo;kilos=kilos;kilogrammes=kilograms;grammes=grams;tonne=tonne;tonnes=tonnes;litre=litre;litres=litres
    hectare=hectare;hectares=hectares;degré=degree;degrés=degrees;watts=watts;point=point;points=points
    seconde=second;secondes=seconds;minute=minute;minutes=minutes;heure=hour;heures=hours;jour=day;jours=days
    semaine=week;semaines=weeks;mois=months;an=year;ans=years;année=year;années=years;siècle=century;siècles=centuries
    midi=noon;minuit=midnight;demi=half;demie=half;moitié=half;tiers=third;quart=quarter;double=double;triple=triple
    premier=first;première=first;premiers=first;premières=first;deuxième=second;second=second;troisième=third
    quatrième=fourth;cinquième=fifth;sixième=sixth;septième=seventh;huitième=eighth;neuvième=ninth;dixième=tenth
    cent=hundred;cents=hundred;mille=thousand;millier=thousand;milliers=thousands;million=million;millions=million
    milliard=billion;milliards=billion;dizaine=ten;dizaines=tens;douzaine=dozen;quinzaine=fifteen;vingtaine=twenty
    trentaine=thirty;quarantaine=forty;cinquantaine=fifty;soixantaine=sixty;centaine=hundred;centaines=hundreds
  `),
  ...listSmallNumbers(),
]);
/** Read by the gate as part of their numbers in every language. */
const MAGNITUDES = new Set('mille millier milliers million millions milliard milliards'.split(' '));

const NUMBER_NAMES = [...listSmallNumbers(), ['pour cent'] as const]
  .flatMap(([name]) => [name, name.charAt(0).toUpperCase() + name.slice(1)])
  .filter((name) => /[- ]/.test(name))
  .sort((one, other) => other.length - one.length);
/**
 * What goes through untouched, as in a good translation: what holds a digit, links, addresses, handles and names of
 * several parts. Then number words of several parts, words with their elision, and what a sentence may begin after.
 */
const TOKEN = new RegExp(
  [
    '(?<verbatim>(?<!\\S)[^\\s\\p{N}@/]{0,9999}(?:[\\p{N}@/]|\\.\\p{L})\\S{0,9999})',
    `(?<!\\p{L})(?<number>${NUMBER_NAMES.join('|')})(?!\\p{L})`,
    "(?<!\\p{L})(?<name>\\p{Lu}[\\p{L}'’]{0,99}(?:-\\p{L}[\\p{L}'’]{0,99}){1,99})",
    "(?<word>\\p{L}{1,9999}(?:['’](?=[\\p{L}«]))?)",
    '(?<opening>[.!?:«“"])',
  ].join('|'),
  'gu',
);
/** What means something in either language; a word spelt backwards must not become one. */
const MEANINGFUL = new Set([...ENGLISH.keys(), ...ENGLISH.values()].map((word) => word.toLowerCase()));

/** A plainly artificial translation of one sentence: the same for the same words, another for another target. */
export function translateArtificially(sentence: string, target: string): string {
  return markArtificial(translateUnmarked(sentence, target), target);
}

/** What a reader sees at once: no engine writes this. */
export function markArtificial(text: string, target: string): string {
  return `[${target}] ${text}`;
}

/** The same without the mark, for a part of a sentence. */
export function translateUnmarked(text: string, target: string): string {
  if (!/\p{Ll}/u.test(text)) return translateWords(text.toLowerCase(), target).toUpperCase();
  return translateWords(text, target);
}

function translateWords(text: string, target: string): string {
  let isStart = true;
  return text.replace(TOKEN, (...match) => {
    const token: string = match[0];
    const { verbatim, opening, name } = match.at(-1) as Record<string, string | undefined>;
    const isFirst = isStart;
    isStart = opening !== undefined;
    if (verbatim !== undefined || opening !== undefined || name !== undefined) return token;
    return translateWord(token, target, isFirst);
  });
}

function translateWord(word: string, target: string, isStart: boolean): string {
  if (/[^\p{Script=Latin}'’ -]/u.test(word)) return word;
  const isCapital = /^\p{Lu}/u.test(word);
  const lower = word.toLowerCase().replace('’', "'");
  if (isCapital && !isStart && lower.length > 2) return word;
  const known = /^en\b/i.test(target) ? ENGLISH.get(lower) : MAGNITUDES.has(lower) ? word : undefined;
  if (known !== undefined) {
    const spaced = lower.endsWith("'") && known !== '' ? `${known} ` : known;
    return isCapital ? spaced.charAt(0).toUpperCase() + spaced.slice(1) : spaced;
  }
  return isCapital ? word : spellBackwards(word);
}

/** Palindromes, and words that are another word backwards, get a letter more. */
function spellBackwards(word: string): string {
  const reversed = [...word]
    .reverse()
    .join('')
    .replace(/^(['’])(.*)$/u, '$2$1');
  return reversed === word || MEANINGFUL.has(reversed) ? `${reversed}x` : reversed;
}

/** French numbers from 0 to 99, in both spellings, with their English ones; "un" and "une" are the article. */
function listSmallNumbers(): [string, string][] {
  const units = 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'.split(
    ' ',
  );
  units.push('dix-sept', 'dix-huit', 'dix-neuf');
  const english = (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
    'seventeen eighteen nineteen'
  ).split(' ');
  const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
  const named: [string, number, number][] = [
    ['vingt', 20, 9],
    ['trente', 30, 9],
    ['quarante', 40, 9],
    ['cinquante', 50, 9],
    ['soixante', 60, 19],
    ['quatre-vingt', 80, 19],
  ];
  const write = (n: number) =>
    n < 20 ? (english[n] ?? '') : [tens[Math.floor(n / 10) - 2], ...(n % 10 > 0 ? [english[n % 10]] : [])].join('-');
  const listed = units.flatMap((name, n): [string, string][] => (n === 1 ? [] : [[name, write(n)]]));
  for (const [name, value, last] of named) {
    listed.push([value === 80 ? 'quatre-vingts' : name, write(value)], [name, write(value)]);
    for (let more = 1; more <= last; more++) {
      const joints = (more === 1 || more === 11) && value !== 80 ? [' et ', '-et-'] : ['-'];
      for (const joint of joints) listed.push([`${name}${joint}${units[more]}`, write(value + more)]);
    }
  }
  return listed;
}
