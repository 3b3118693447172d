import { describe, expect, it } from 'vitest';
import { createEldDetector } from '../../../shared/adapters/language-eld/create-eld-detector.ts';
import { describeLanguageDetector } from '../../contracts/language-detector-contract.ts';

const detector = createEldDetector();
const FRENCH =
  'La préfecture a confirmé mardi la fermeture du pont de Valmore, fragilisé par la crue. Les habitants devront faire un détour de douze kilomètres pendant au moins six mois. ';
const ENGLISH =
  'The prefecture confirmed on Tuesday that the bridge of Valmore will close after the flood. Residents will have to make a detour of twelve kilometres for at least six months. ';

describeLanguageDetector('eld', createEldDetector);

describe('createEldDetector', () => {
  it.each([
    ['es', 'El gobierno anunció ayer una reforma de las pensiones que entrará en vigor el próximo año, según fuentes.'],
    ['it', 'Il governo ha annunciato ieri una riforma delle pensioni che entrerà in vigore il prossimo anno.'],
    ['de', 'Die Regierung kündigte gestern eine Rentenreform an, die im nächsten Jahr in Kraft treten soll.'],
    ['pt', 'O governo anunciou ontem uma reforma das pensões que entrará em vigor no próximo ano, segundo fontes.'],
    ['ca', "El govern va anunciar ahir una reforma de les pensions que entrarà en vigor l'any vinent, segons fonts."],
    ['ar', 'أعلنت الحكومة أمس عن إصلاح نظام التقاعد الذي سيدخل حيز التنفيذ العام المقبل بحسب مصادر رسمية.'],
  ])('tells %s', async (language, text) => {
    expect(await detector.detect(text)).toEqual({ language, reliable: true });
  });

  it('never takes French from Québec for another language', async () => {
    const text =
      'La mairesse a magasiné un nouvel autobus scolaire; les courriels des parents fâchés s’accumulent au bureau.';
    expect((await detector.detect(text)).language).toBe('fr');
  });

  it('knows a headline in capitals', async () => {
    const text = 'LE GOUVERNEMENT ANNONCE UNE RÉFORME DES RETRAITES POUR L’AUTOMNE PROCHAIN';
    expect((await detector.detect(text)).language).toBe('fr');
  });

  it.each([
    ['a short headline of names', 'Barcelone : polémique autour de Manuel Valls'],
    [
      'a list of names',
      'Emmanuel Macron, Angela Merkel, Barack Obama, Xi Jinping, Boris Johnson, Rishi Sunak, Olaf Scholz',
    ],
    ['a short English headline', 'Bridge closed after the flood'],
    ['a page half English, half French', ENGLISH.repeat(6) + FRENCH.repeat(6)],
    ['an English page with a French paragraph', ENGLISH.repeat(8) + FRENCH.repeat(4)],
  ])('gives no grounds to refuse %s', async (_, text) => {
    const { language, reliable } = await detector.detect(text);
    expect(reliable && language !== 'fr').toBe(false);
  });

  it('reads past an English quote at the start of a French article', async () => {
    expect((await detector.detect(ENGLISH.repeat(3) + FRENCH.repeat(10))).language).toBe('fr');
  });

  it('reads a text of a million characters', async () => {
    expect(await detector.detect(FRENCH.repeat(6_000))).toEqual({ language: 'fr', reliable: true });
  });
});
