/**
 * What the segmenter knows of French, without the full stop. A word belongs here only when the general rules
 * (a lower-case letter follows; a single capital is an initial) do not settle it already.
 */
const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Titles never end a sentence, not even before a name that looks like an opening word ("M. Le Pen"). */
export const TITLES = words('M MM Mme Mmes Mlle Mlles Mgr Dr Drs Dre Pr Prs Vve');

/** In lower case. Stand before a name ("av. Foch", "cf. Dupont"); they end a sentence only before an opening word. */
export const BEFORE_NAMES = words('apr av bd cf ch chr coll col dir éd gal gén jr lt mr mrs ph prof st ste th trad vs');

/** In lower case. Stand before a number ("p. 12", "art. 5", "15 janv. 2024"). */
export const BEFORE_NUMBERS = words(
  'al ann art chap env ex fig fol hab n no num p pp réf t tél tel vol janv jan févr fév avr juil sept oct nov déc',
);

/** Capitalised, these open a sentence far more often than they go on with a name: "vitamine A. Le", but "A. Dupont". */
export const OPENERS = words(
  'le la les l un une des du de d ce cet cette ces c ceci cela ça il elle ils elles on nous vous je j tu ' +
    'son sa ses leur leurs mon ma mes notre nos votre vos et mais or donc car ni ou où si s ' +
    'à au aux en dans par pour sur sous avec sans chez vers selon depuis dès pendant après avant entre contre ' +
    'qui que qu quand comme comment pourquoi lorsque lorsqu puisque alors ainsi aussi puis enfin ensuite toutefois ' +
    'cependant pourtant néanmoins ici là y ne n pas plus tout tous toute toutes aucun aucune chaque plusieurs ' +
    'quel quelle quels quelles',
);

/** Ends of host names, which are sometimes written with a capital ("Booking.Com"). */
export const DOMAINS = words('com fr net org');
