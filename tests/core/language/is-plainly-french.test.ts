import { expect, test } from 'vitest';
import { isPlainlyFrench } from '../../../shared/core/language/is-plainly-french.ts';

const FRENCH =
  'Le conseil municipal a adopté hier soir le budget de la commune, malgré les réserves de l’opposition, qui réclame un ' +
  'nouveau vote. Selon la maire, les travaux du pont commenceront au printemps et dureront moins de six mois.';

const ENGLISH =
  'The town council adopted the budget last night, despite the reservations of the opposition, which is asking for another ' +
  'vote. According to the mayor, work on the bridge will begin in spring and take less than six months.';

test('French news is told without any language data', () => {
  expect(isPlainlyFrench(FRENCH)).toBe(true);
  expect(isPlainlyFrench(FRENCH.toUpperCase())).toBe(true);
  expect(isPlainlyFrench(FRENCH.normalize('NFD'))).toBe(true);
  expect(isPlainlyFrench(`${FRENCH}\n\n`.repeat(5_000))).toBe(true);
});

test('a name, a title and a word of another language do not make it doubtful', () => {
  expect(
    isPlainlyFrench(`${FRENCH} ${FRENCH} Le groupe The Cure jouera à Los Angeles puis au festival de Benicàssim.`),
  ).toBe(true);
});

test.each([
  ['nothing', ''],
  ['a headline', 'Le conseil municipal adopte son budget'],
  ['one French word, repeated', 'depuis '.repeat(40)],
  [
    'names',
    'Emmanuel Macron, Angela Merkel, Barack Obama, Xi Jinping, Boris Johnson, Rishi Sunak, Olaf Scholz, Mario Draghi',
  ],
  ['English', ENGLISH],
  [
    'Spanish',
    'El ayuntamiento aprobó anoche el presupuesto del municipio, pese a las reservas de la oposición, que reclama una nueva votación. Según la alcaldesa, las obras del puente empezarán en primavera y durarán menos de seis meses, y los vecinos no tendrán que pagar más impuestos este año.',
  ],
  [
    'Italian',
    'Il consiglio comunale ha approvato ieri sera il bilancio del comune, nonostante le riserve dell’opposizione, che chiede un nuovo voto. Secondo la sindaca i lavori del ponte cominceranno in primavera e dureranno meno di sei mesi, e gli abitanti non dovranno pagare di più.',
  ],
  [
    'Catalan',
    'L’ajuntament va aprovar ahir al vespre el pressupost del municipi, malgrat les reserves de l’oposició, que demana una nova votació. Segons l’alcaldessa, les obres del pont començaran a la primavera i duraran menys de sis mesos, i els veïns no hauran de pagar més impostos.',
  ],
  [
    'Occitan',
    'Lo conselh municipal a adoptat ièr de ser lo budgèt de la comuna, malgrat las resèrvas de l’oposicion que demanda un vòte novèl. Segon la cònsol, los trabalhs del pont començaràn a la prima e duraràn mens de sièis meses, e los abitants auràn pas de pagar mai.',
  ],
  [
    'Portuguese',
    'A câmara municipal aprovou ontem à noite o orçamento do município, apesar das reservas da oposição, que pede uma nova votação. Segundo a presidente, as obras da ponte vão começar na primavera e durar menos de seis meses, e os moradores não terão de pagar mais.',
  ],
  [
    'Haitian Creole',
    'Konsèy minisipal la te vote bidjè komin nan yè swa, malgre rezèv opozisyon an ki mande yon lòt vòt. Selon majistra a, travay sou pon an ap kòmanse nan prentan epi yo pap dire plis pase sis mwa, e moun ki rete la pa pral peye plis taks.',
  ],
  [
    'Creole of the Antilles',
    'Konsèy minisipal la voté bidjé a komin-lan yè oswè, magré lopozisyon-an ki ka mandé an dòt vòt. Dapré majistra-a, travay asi pon-lan ké koumansé an prentan épi yo péké diré plis ki sis mwa, é moun ki ka rété la péké ni pou péyé plis.',
  ],
  [
    'Creole of Réunion',
    'Konsèy minisipal la vote bidzé la komine yèr swar, malgré lopozisyon i domann in ot vote. Daprè lo mèr, travay dessi lo pon va komansé dan printan é va dire moinss sis moi, é bann abitan la pa bezoin pèy plis, zot i koné.',
  ],
  ['half English, half French', `${ENGLISH.repeat(3)} ${FRENCH.repeat(3)}`],
  ['an English page with a French paragraph', `${ENGLISH.repeat(8)} ${FRENCH}`],
  ['French with a paragraph of English', `${FRENCH.repeat(6)} ${ENGLISH.repeat(2)} ${FRENCH.repeat(2)}`],
  [
    'English with French quotations',
    `« ${FRENCH} », the mayor told reporters. « ${FRENCH} », said a neighbour of the bridge.`,
  ],
])('%s is left to a detector', (_, text) => {
  expect(isPlainlyFrench(text)).toBe(false);
});
