/** Beginnings of names as French has them, folded, and of the words that English has for them; longer ones first where two fit. */
const LEXICON = `
garde:guard caisse:fund,bank,insur,treasur securite:secur,safety fonds:fund fond:fund,found banque:bank mairie:town,city,hall,mayor
tribunal:court,tribun gouvern:govern,admin livre:book travail:labo,work homme:man,men,human tiers:third ville:city,town vie:life
jaune:yellow noir:black rouge:red blanc:white bleu:blue,france,french or:gold argent:silver chemin:rail,way,path assurance:insur,secur
salon:show,fair,exhib,salon,lounge maison:house glace:ice occident:west frere:brother antiquit:ancient,antiqu moyen:middle,medi
orient:east,orient vieux:old vieil:old cheval:horse proche:near,middle ambassad:embass,ambass aube:dawn mort:death,dead,died mage:king,wise,magi
cendrillon:cinderella coran:quran,koran,qur loi:law,act,bill ministere:ministr,depart agence:agency bureau:office,bureau hopital:hosp
ecole:school universit:univers,college prix:prize,award,prix palais:palace,palais pont:bridge,pont rue:street,rue ile:island,isle,ile
lac:lake mont:mount golfe:gulf baie:bay cote:coast,ivory,cote croix:cross traite:treat republi:republ chretien:christ musulman:muslim
juif:jew juive:jew catholi:cathol bouddh:buddh hindou:hindu arab:arab irak:iraq birman:burm,myanmar zeland:zealand ivoir:ivor
camerou:camero centrafri:central soudan:sudan belg:belg macedoin:macedon moldav:moldov eston:eston letton:latvi lettonie:latvi
lituan:lithuan ouzbek:uzbek kirghiz:kyrgyz bielorus:belar corse:corsic normand:norm bourg:burg,bourg savoie:savoy catalogn:catal
flandre:fland,flem flamand:flem tcheche:chech tchetch:chech genes:genoa cordou:cordo grenad:granad,grenad saragosse:zarag francfort:frankf
aix:aachen,aix mayence:mainz treves:trier bale:basel haye:hague cracovi:krak salonique:thess,saloni alger:alger,algi bagdad:baghdad
teheran:tehran bassora:basra mossoul:mosul alep:alepp ryad:riyadh mecque:mecca canton:guangz,canton caroline:carolin havane:havan
orleans:orleans saint:st,saint,san sainte:st,saint,santa petersbourg:petersb jean:john,jean francois:franc benoit:bened pie:pius
cesar:caesar alexandre:alex christophe:christ colomb:colum,colom platon:plato aristote:aristot moise:moses jesus:jesus,christ,ad,bc
marie:mary,marie pierre:peter,pierr henri:henr guillaume:will,guill elisabeth:eliz edouard:edw,edou philippe:phil jacques:jam,jacq
georges:georg nicolas:nich,nicol jeanne:joan,jeann etienne:steph,etien kadhafi:gad,qad,kad sarre:saar souabe:swab plzen:pils yougoslav:yugosl
manche:channel gitan:gyps,rom rom:rom,gyps chateau:castle,chat etoile:star mediterran:medit atlanti:atlant pacifi:pacif alpes:alps,alpin
rhin:rhine danube:danub nil:nile seine:seine loire:loire meuse:meuse,maas escaut:scheld leman:geneva,leman amazon:amazon sahara:sahar
premier:prime,first,premier ministre:minist,secret president:presid senat:senat depute:lawmak,deput,member,mp republic:republ democrat:democ
ecologis:green,ecolog syndicat:union federation:feder confederation:confed union:union,eu alliance:allianc comite:committ commission:commiss
haut:high,upper haute:high,upper grand:great,grand,greater grande:great,grand petit:little,small petite:little,small nouveau:new nouvel:new
route:road,rout autoroute:highway,motorway,freeway gare:station,gare aeroport:airport port:port,harbo musee:museum,musee theatre:theat
bibliotheque:librar eglise:church cathedral:cathed abbaye:abbey place:square,place plage:beach foret:forest parc:park jardin:garden
tour:tower,tour,france,around nuit:night,even debarq:landing,day,normand equipe:team,squad ligue:leagu championnat:champ coupe:cup mondial:world,global finale:final journal:journal,newspap,news
tele:tv,tele radio:radio internet:internet,web,online nature:nature histoire:histor science:scien art:art culture:cultur
defense:defen interieur:interior,home exterieur:foreign,exter affaires:affair,foreign,business economi:econom,financ finances:financ
sante:health education:educat,school justice:justic,law travaux:work transport:transp agricult:agric,farm environ:environ logement:hous
roi:king reine:queen prince:princ princesse:princ duc:duke comte:count,earl empereur:emperor pape:pope eveque:bishop archevequ:archbish
vierge:virgin notre:our,notre dame:lady,dame ange:angel diable:devil ciel:sky,heaven enfer:hell paradis:parad toussaint:saint,hallow
pentecote:pentec,whit ascension:ascens careme:lent ramadan:ramad avent:advent epiphan:epiph trente:thirty cent:hundred pendjab:punj,penj deuxieme:second seconde:second troisieme:third mur:wall,mur armee:army,arm,milit marine:navy,marin
`;
const PAIRS = LEXICON.trim()
  .split(/\s+/)
  .map((entry): readonly [french: string, english: readonly string[]] => {
    const [french = '', english = ''] = entry.split(':');
    return [french, english.split(',')];
  });

/** Whether one of the words of an English text, folded, is what a French name, folded, may be there. */
export function isTranslatedName(name: string, words: readonly string[]): boolean {
  return PAIRS.some(
    ([french, english]) =>
      name.startsWith(french) && english.some((start) => words.some((word) => word.startsWith(start))),
  );
}

const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/tch/g, 'ch'],
  [/sch/g, 'sh'],
  [/dj/g, 'j'],
  [/ou/g, 'u'],
  [/oo/g, 'u'],
  [/gu(?=[ei])/g, 'g'],
  [/[kq]h?/g, 'k'],
  [/ph/g, 'f'],
  [/w/g, 'v'],
  [/[yï]/g, 'i'],
  [/(.)\1/g, '$1'],
];

/** What two ways to write a name of another alphabet sound like: "Tchernobyl" and "Chernobyl", "Loukachenko" and "Lukashenko". */
export function soundOf(name: string): string {
  return SOUNDS.reduce((sound, [letters, same]) => sound.replace(letters, same), name);
}
