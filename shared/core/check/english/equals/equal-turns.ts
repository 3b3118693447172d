/** A turn of French, and how English says the same or would say it word by word. */
type Turn = readonly [french: RegExp, english: RegExp];

/** Without the flag u, and its classes of letters: these are many, and V8 compiles them four times as fast. */
const turn = (french: string, english: string): Turn => [
  new RegExp(`(?<![\\wÀ-ÿ])(?:${french.replaceAll(' ', '[\\s-]')})(?![\\wÀ-ÿ])`, 'i'),
  new RegExp(`\\b(?:${english})\\b`, 'i'),
];

/** What English says without a number: a day by its name, a part of a point, a year or a whole. */
export const EQUALS: readonly Turn[] = [
  turn('1er mai', 'May Day|Labou?r Day'),
  turn('14 juillet', 'Bastille Day|national day'),
  turn('11 novembre', '(?:Armistice|Remembrance|Veterans) Day'),
  turn('8 mai', '(?:VE|V-E|Victory)(?: in Europe)? Day'),
  turn('6 juin', 'D-Day'),
  turn('25 décembre', 'Christmas'),
  turn('24 décembre', 'Christmas Eve'),
  turn('31 décembre', "New Year['’]s Eve"),
  turn('1er janvier', "New Year['’]s(?: Day)?"),
  turn('1er avril', 'April Fools?'),
  turn('4 juillet', 'Independence Day'),
  turn('14 février', "Valentine['’]?s?"),
  turn('31 octobre', "Hallowe['’]?en"),
  turn('25 points de base', '(?<!three[ -])quarter(?:[ -]point)?'),
  turn('50 points de base', 'half'),
  turn('75 points de base', 'three[ -]quarters?'),
  turn('18 mois|dix huit mois', 'year and a half'),
  turn('36 h(?:eures)?|trente six heures', 'day and a half'),
  turn('(?:sur|en) (?:12|douze) mois', 'year[- ]on[- ]year|annual(?:ly)?|year[- ]over[- ]year|yearly|a year'),
  turn('(?:150|cent cinquante) ans', 'century and a half'),
  turn('CO2', 'carbon|emissions'),
  turn('[kcd]?m2', 'square|sq'),
  turn('m3', 'cubic'),
  turn('30 minutes|trente minutes', 'half[ -](?:an[ -])?hour'),
  turn('6 mois|six mois', 'half a year|half-year'),
  turn('500 g(?:rammes)?', 'half a kilo(?:gram)?'),
  turn('50 ?%|(?:50|cinquante) pour cent', 'half|halves|halved'),
  turn('25 ?%|(?:25|vingt cinq) pour cent', 'quarter|one in four'),
  turn('75 ?%', 'three[- ]quarters'),
  turn('33 ?%', 'third|one in three'),
  turn('20 ?%|(?:20|vingt) pour cent', '(?:a|one)[- ]fifth|one in five'),
  turn('10 ?%|(?:10|dix) pour cent', '(?:a|one)[- ]tenth|one in ten'),
  turn('(?:100|cent) pour cents?|100 ?%', 'full|fully|entirely|complete|completely|totally|wholly|all|every|purely'),
  turn('3e âge|troisième âge', '(?:the )?(?:seniors?|elderly|old(?:er)?|aged|retirees|retirement|pensioners)'),
  turn('1[eè]?re? guerre mondiale', 'World War I|WWI|Great War'),
  turn('2n?de? guerre mondiale', 'World War II|WWII'),
  turn('(?:3e|troisième) guerre mondiale', 'World War III|WWIII|World War Three'),
  turn('(?:guerre de )?(?:19)?14 (?:19)?18', '(?:First )?World War(?: I)?|WWI|Great War'),
  turn('(?:guerre de )?(?:19)?39 (?:19)?45', '(?:Second )?World War(?: II)?|WWII'),
  turn(
    '(?:le|du|au|JT de|journal de) (?:13|20) ?h(?:eures)?',
    '(?:evening|nightly|lunchtime|midday|TV|television) news(?:cast)?',
  ),
  turn('le (?:15|17|18|112|115|119|3919)', 'emergency(?: services| number)?|hotline|helpline'),
  turn('les (?:27|vingt sept)(?! [a-zà-ÿ])', 'EU|bloc|member states|European Union'),
  turn('onze (?:de départ|titulaire|type|tricolore|de)|(?<=(?:le|du|un|son) )onze', 'team|line-?up|side|squad'),
  turn('(?:quinze|XV)(?= (?:de|du) )', 'team|side|squad|Les Bleus|France|rugby'),
  turn('24 h(?:eures)?(?:/| sur )24', '(?:a)?round[- ]the[- ]clock|day and night|all day'),
  turn('7 j(?:ours)?(?:/| sur )7', 'every day|daily|all week|seven days|days a week'),
  turn('7 à 77 ans|sept à soixante dix sept ans', 'all ages|young and old|everyone'),
];

/** What there are thirty-six of, or thirty-six thousand, without a count. */
const COUNTLESS = '(?= (?:chandelles|solutions|façons|manières|fois|choses|raisons|chemins|problèmes|questions))';

/** Numbers that count nothing, unless English has them too. */
export const LITERALLY: readonly Turn[] = [
  turn(`trente six(?: mille)?${COUNTLESS}`, '36|thirty'),
  turn(`36 (?:000|mille)${COUNTLESS}`, '36|thirty'),
  turn('(?<=sur (?:son|leur|mon|votre|notre|ton) )(?:trente et un|31)', '31|thirty'),
  turn('(?<=les )cent pas', 'hundred|100'),
  turn('(?<=les )(?:quatre cents|400) coups', 'hundred|400'),
  turn('(?:cent|mille|vingt) fois', 'hundred|thousand|twenty|\\d+'),
  turn('mille milliards de mille(?= sabords)', 'thousand|1,?000|billion'),
  turn(
    'mille(?= (?:mercis?|excuses|pardons|bravos|morceaux|et une? |lieues|sabords|feux))',
    'thousand|\\d{1,3},?000|1,?001',
  ),
  turn('(?<=des )mille et des cents', 'thousand|hundred'),
  turn('mille et une?', 'thousand|1,?00[01]'),
  turn("(?<=l[’']an )(?:quarante|40)", 'forty|40'),
  turn('treize à la douzaine', 'thirteen|dozen'),
  turn('(?<=midi à )(?:quatorze|14) h(?:eures)?', 'fourteen|14|2'),
  turn("(?<=à )(?:deux cents|cent) à l[’']heure", 'hundred|100|200'),
  turn('(?<=à )(?:cent|100) lieues', 'hundred|100'),
  turn('(?<=(?:en|un) )quatre(?= (?:vérités|mains))', 'four'),
];

/** What each of those has, and most sentences have not. */
export const MAY_BE_NO_NUMBER = /trente|cent|mille|vingt|quarante|treize|quatorze|quatre (?:v|m)|3[16]|[14]00|an 40/i;

/** What both have a number for, and not the same. */
export const SHARED: readonly Turn[] = [
  turn(`(?:trente six(?: mille)?|36 (?:000|mille))${COUNTLESS}`, 'an? (?:hundred|thousand|million)'),
  turn(
    '(?:8|huiti)[eè]?m?es? de finale',
    '(?:round of|last|final) (?:16|sixteen)|knock-?outs?(?: stages?)?|second round',
  ),
  turn('(?:16|seizi)[eè]?m?es? de finale', '(?:round of|last) (?:32|thirty-two)'),
  turn('(?:32|trente deuxi)[eè]?m?es? de finale', '(?:round of|last) (?:64|sixty-four)'),
  turn('quarts? de finale', 'last (?:8|eight)|round of (?:8|eight)'),
  turn('25 points de base', '0\\.25'),
  turn('50 points de base', '0\\.50?'),
  turn('75 points de base', '0\\.75'),
  turn('11 septembre(?: 2001)?', '9/11'),
  turn('24 h(?:eures)?(?:/| sur )24(?: et|,)? 7 j(?:ours)?(?:/| sur )7', '24/7'),
  turn('24 h(?:eures)?(?:/| sur )24', '24/7|(?:24|twenty-four) hours a day|24-hour'),
];
