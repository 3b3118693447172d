import { type RarePattern, rarePattern } from '../../text/rare-pattern.ts';

/** French, English that says it, English that says the contrary. */
type Opposite = readonly [french: RarePattern, english: RarePattern, contrary: RarePattern];

const starting = (words: string): RarePattern => rarePattern(`(?<!\\p{L})(?:${words})`);
const opposite = (french: string, english: string, contrary: string): Opposite => [
  starting(`(?:${french})(?:(?<=[\\s'’])|(?!\\p{L}))`),
  starting(english),
  starting(contrary),
];

const DOWN =
  'fell|fall|drop|declin|decreas|down|low|lost|los[et]|shr[aiu]nk|reduc|cut|slip|slid|plung|plummet|slump|tumbl|dip|contract|retreat|backw|withdr|shed|eas(?:e|ing)|weak';
const UP = 'rose|risen|ris(?:e|ing)|increas|up\\b|gain|grew|grow|climb|jump|surg|soar|higher';
const DEAD = 'dead|die|dying|death|kill|deadly|fatal|victim|toll|lives|casualt|perish|lost|murder|slain|bod(?:y|ies)';
const SMALL = 'un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|vingt|trente|cent|plusieurs';
const COUNT = `(?:\\d[\\d\\s\\u00a0\\u202f.]{0,12}|(?:${SMALL}) )`;
/** Forms of a verb in the past with its auxiliary. */
const did = (participles: string): string =>
  `(?:a|ont|avait|avaient|a été|ont été|est|sont|s['’]est|se sont) (?:\\p{L}{1,99}ment |largement |légèrement )?(?:${participles})`;

/** Words of the news whose contrary is another story. */
export const OPPOSITES: readonly Opposite[] = [
  opposite(`${did('baissé|reculé|chuté|diminué|fléchi|replié')}|en (?:baisse|recul) de`, DOWN, UP),
  opposite(
    `${did('augmenté|progressé|grimpé|bondi')}|en hausse de`,
    `${UP}|more|progress|advanc|raise|leap|expand|went`,
    'fell|fall|drop|declin|decreas|down\\b|lower|shr[aiu]nk|slump|plung|tumbl',
  ),
  opposite(
    `${did('gagné')} \\d[\\d,.]*[\\s\\u00a0\\u202f]?(?:%|points?)`,
    `${UP}|add|won|earn|pick|advanc|put on|more`,
    'lost|fell|drop|down\\b|shed',
  ),
  opposite(
    `${did('perdu|cédé|lâché')} \\d[\\d,.]*[\\s\\u00a0\\u202f]?(?:%|points?)`,
    DOWN,
    'rose|gain|up\\b|won|climb|added',
  ),
  opposite(
    `${did('doublé')}`,
    'doubl|twice|twofold|two-?fold|two times|2x|100|second',
    'tripl|threefold|quadrupl|three times|halv',
  ),
  opposite(`${did('triplé')}`, 'tripl|threefold|three|treble|third', 'doubl|twice|twofold|quadrupl'),
  opposite(`${COUNT}(?:morts|tués)`, DEAD, 'injur|wound|hurt'),
  opposite(`${COUNT}blessés`, 'injur|wound|hurt|casualt|harm', 'dead|die|death|kill'),
  opposite(`${did('tuée?s?|mortes?|décédée?s?')}`, `${DEAD}|slaughter|claim|shot|deceas|passed`, 'injur|wound|hurt'),
  opposite(
    `${did('blessée?s?')}`,
    'injur|wound|hurt|casualt|harm|sprain|strain|gash|offend|bruis|pull|tore|damag|shot|stab',
    'dead|die[ds]?\\b|death|kill',
  ),
  opposite(
    `(?<!pas |non )moins d(?:e |['’])(?=\\d|un|la moitié|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|quinze|vingt|trente|quarante|cinquante|soixante|cent|mille)`,
    'less|few|under|below|no more|not more|up to|within|short of|sub-|nearly|almost|younger|shorter|smaller|lower|minus|cheaper|not',
    'more than|over\\b|above|at least|exceed',
  ),
  opposite(
    `plus d(?:e |['’])(?=\\d|un|la moitié|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|trente|quarante|cinquante|soixante|cent|mille)`,
    'more|over|above|later|exceed|in excess|upward|at least|beyond|greater|older|longer|plus|top|surpass|past|some|another|no longer|better',
    'less than|fewer than|(?:under|below) (?:[\\d€$£]|an?\\b|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half)',
  ),
  opposite(
    'de moins (?:qu|par)',
    'less|fewer|lower|down|drop|below|decreas|reduc|short|discount|cheaper|smaller|under|cut',
    'more than|higher than',
  ),
  opposite(
    'de plus qu',
    'more|higher|up\\b|increas|above|over|greater|additional|extra|longer|further|exceed',
    'less than|fewer than|lower than',
  ),
  opposite(
    '(?:deux|trois|quatre|cinq|dix) fois plus',
    'times|twice|double|triple|quadrupl|fold|tenfold|more',
    'half as|a third as|times (?:less|fewer)',
  ),
  opposite(
    '(?:deux|trois|quatre|cinq|dix) fois moins',
    'less|fewer|half|third|quarter|fifth|tenth|lower|small|divid',
    'times (?:more|as many|as much)|twice as (?:many|much)',
  ),
  opposite(`${did('chuté|baissé|reculé|diminué')} de moitié`, 'half|halv|50', 'doubl|third|quarter'),
  opposite('doubler', 'doubl|twice|twofold|two|overtak|overtook|pass|dub', 'tripl|treb|halv|quadrupl'),
  opposite('divisée?s? par deux', 'half|halv|two|50', 'doubl|tripl|treb'),
  opposite('multipliée?s? par deux', 'doubl|twice|two|2', 'tripl|treb|halv|quadrupl'),
  opposite('multipliée?s? par trois', 'tripl|treb|three|3', 'doubl|halv|quadrupl|quintupl'),
  opposite('multipliée?s? par quatre', 'quadrupl|four|4', 'doubl|tripl|treb|halv|quintupl'),
  opposite('multipliée?s? par cinq', 'quintupl|five|5', 'doubl|tripl|treb|halv|quadrupl'),
  opposite('milliardaires?', 'billion|tycoon|magnate|mogul', 'millionaire'),
  opposite('millionnaires?', 'million', 'billionaire'),
  opposite(
    'au moins (?=\\d|un|deux|trois|quatre|cinq|dix|vingt|cent)',
    'at least|minimum|no less|no fewer|not less|or more|more|least|over',
    'at most|up to|less than|fewer than|maximum',
  ),
  opposite(
    'au plus (?=\\d|un|deux|trois|dix)|au maximum|tout au plus',
    'at most|at the most|up to|maximum|max|nor more|no more|not more|no longer',
    'at least|minimum|more than',
  ),
  opposite(
    'avant (?=\\d|le \\d|la fin|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|juin|juillet|septembre)',
    'before|prior|by\\b|until|till|ahead|earlier|previous|pre-|ago|preced|BC|end',
    'after\\b|since',
  ),
  opposite(
    'après (?=\\d|le \\d|la fin|un an|deux|trois|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)',
    'after|follow|since|later|wake|once|upon|post|when|then|next|subsequent|on\\b|from|having|beyond|past',
    'before|prior to',
  ),
  opposite(
    `(?:${did('perdu|incliné')}) (?:contre|face|devant|à|au|en finale)`,
    'los[est]|lost|defeat|beat|fell|went down|crash|succumb|outplay|knock',
    'w[io]n\\b|win|wins|winning|victor',
  ),
  opposite(
    `${did('remporté|battu|dominé|imposée?s?|triomphé')}`,
    'w[io]n|win|victor|beat|defeat|triumph|overc|prevail|edge|thrash|claim|took|take|captur|secur|impos|domina|tied|required|forced|settled|fought|fight|hit|establish|set|scor',
    'lost\\b|loses\\b',
  ),
  opposite(
    `${did('validée?s?|approuvée?s?|adoptée?s?|acceptée?s?|ratifiée?s?')}`,
    'valid|upheld|uphold|approv|adopt|pass|accept|ratif|endors|confirm|clear|back|vot|agree|green|embrac|use|took|take|enact|sign|allow',
    'reject|refus|struck|overturn|block|annul|dismiss|quash',
  ),
  opposite(
    `${did('rejetée?s?|refusée?s?|déboutée?s?|annulée?s?|retoquée?s?')}`,
    "reject|refus|dismiss|den[iy]|turn|declin|cancel|overturn|annul|struck|quash|void|scrap|block|against|vote[ds]? (?:to (?:reject|scrap|block)|no)|down|rebuff|thr[eo]w|repel|veto|call|not\\b|n['’]t|did",
    'approv|accept|upheld|adopt|grant|pass(?:ed|es)',
  ),
  opposite(
    `${did('relaxée?s?|acquittée?s?|innocentée?s?|blanchie?s?')}`,
    'acquit|clear|discharg|not guilty|releas|exonerat|free|launder|bleach|whiten',
    'convict|guilty|sentenc|condemn',
  ),
  opposite(
    `${did('condamnée?s?')}|reconnue?s? coupable`,
    'convict|sentenc|condemn|fin(?:e|ed)\\b|guilty|order|jail|imprison|punish|doom|denounc|sealed|force|term|given|got|receiv|handed',
    'acquit|clear(?:ed|s)\\b|not guilty',
  ),
  opposite(
    `${did('rouvertes?|rouvert|rouverts|ouvert|ouverte|ouvertes|ouverts')}`,
    'open|start|launch|began|begin|inaugurat|unlock',
    'clos|shut',
  ),
  opposite(`${did('ferm[ée]e?s?')}`, 'clos|shut|lock|end|seal', '(?:re)?open'),
  opposite(
    `${did('arrêtée?s?|interpellée?s?')} (?:par la police|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|à|en|dans|hier)`,
    'arrest|detain|stop|custod|apprehend|caught|halt|taken|held|seiz|ceas|finish|end|off|pulled',
    'releas|freed',
  ),
  opposite(
    `${did('libérée?s?|relâchée?s?|remise?s? en liberté')}`,
    'releas|free|liberat|let go|bail|unleash|clear|vacat',
    'arrest|detain|jail|imprison',
  ),
  opposite(
    `${did('née?s?')} (?:à|en|le|au|dans)`,
    'born|birth|emerg|began|originat|came|arose|creat|start|was',
    'died|dead',
  ),
  opposite('(?:revue?s?|révisée?s?) à la baisse', DOWN, 'upward|upgrad|raised'),
  opposite('(?:revue?s?|révisée?s?) à la hausse', `${UP}|rais|upward|upgrad|more`, 'downward|downgrad|lowered'),
  opposite('quarts? de finale', 'quarter|(?:last|final) (?:8|eight)', 'semi-?final'),
  opposite('demi-finales?', 'semi|(?:last|final) (?:4|four)', 'quarter-?final'),
  opposite('hier(?! encore)', 'yesterday|last|day before|recent', 'tomorrow'),
  opposite('demain', 'tomorrow|next|future|day after', 'yesterday'),
  opposite(
    "(?:la semaine|l[’']année|le mois|l[’']an|la saison) (?:dernière?|passée?)",
    'last|past|previous|earlier|ago|prior|recent|final',
    'next|coming',
  ),
  opposite(
    "(?:la semaine|l[’']année|le mois|l[’']an|la saison) prochaine?",
    'next|coming|follow|upcoming|later|new',
    'last|previous',
  ),
  opposite('matin', 'morning|a\\.?m\\b|dawn|early|overnight|today|breakfast', 'evening|afternoon|night'),
  opposite('soir', 'evening|night|p\\.?m\\b|tonight|late|dusk|eve|dinner|supper|sunset', 'morning'),
  opposite('nord(?!-)', 'north|nor[dt]|upper|top', 'south'),
  opposite('sud(?!-)', 'south|sud|lower', 'north'),
  opposite("(?:l[’']|d[’']|à l[’'])ouest", 'west', 'east'),
  opposite("(?:à|de|vers) l[’']est(?! (?:un|une|le|la|pas))", 'east', 'west'),
  opposite('(?:son|sa|le|la|mon|ma) père', 'father|dad|pere|parent|papa', 'mother'),
  opposite('(?:son|sa|le|la|mon|ma) mère', 'mother|mom|mum|parent|mama', 'father'),
  opposite('(?:son|mon|le|un) fils', 'son|boy|child|fils|junior', 'daughter'),
  opposite('(?:sa|ma|la|une) fille', 'daughter|girl|child|kid|young', '(?:his|her|their|a|my) son'),
  opposite('(?:sa|ma|la|une) sœur', 'sister|sibling|nun', 'brother'),
  opposite('(?:son|mon|le|un) frère', 'brother|sibling|twin', 'sister'),
];
