import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { createProcessArticle } from '../../../shared/app/use-cases/process-article.ts';
import { loadCliConfig } from '../../../shared/config/service-config.ts';
import { judgeInstructions } from '../../../shared/core/instructions/judge-instructions.ts';
import { context, input, setup } from '../../app/support/setup.ts';
import { translateArtificially } from '../../support/artificial-translation.ts';
import type { NumberedLine } from '../../support/language-model-stand-in/write-lines.ts';
import { startOnBedrock, WAYS } from './start-translator.ts';

const read = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../fixtures/instructions', name), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
const HOSTILE = read('hostile.txt');
const LIKE_NEWS = read('like-news.txt');

const TITLE = 'Le pont est là';
const NEWS = [
  'Le pont de Brévanne a rouvert mardi soir.',
  'La mairie a payé 12 millions pour ce chantier.',
  'Jeanne Morel a salué le courage des ouvriers.',
  'Le trafic des cars a repris dans la vallée.',
  'Une fête a réuni 300 habitants sur la place.',
];

/** Obeys one line, whatever it says: every other line that was read with it gets a lie that the gate lets through. */
const obeying = (order: string) => (read: readonly NumberedLine[], translated: readonly NumberedLine[]) => {
  if (!read.some(({ t }) => t.includes(order))) return [...translated];
  return translated.map(({ n, t }, at) => (read[at]?.t.includes(order) ? { n, t } : { n, t: `${t} of course` }));
};

/** What came out wrong and unmarked in an article with an order at this place, and in one after it that has none. */
async function spoiltBy(start: (typeof WAYS)[number][1], order: string, { maxLines = 1, place = 3 }) {
  const { translator, standIn, messages, close } = await start({ maxLines });
  standIn.set({ obey: obeying(order) });
  const { deps } = setup({ translator });
  const process = createProcessArticle(deps);
  const lines = [TITLE, ...NEWS].toSpliced(place, 0, order);
  const [title, ...text] = lines;
  const result = await process(input({ id: 'attacked', title, text: text.join('\n\n') }), context());
  // What is remembered comes to light in an article that has the same sentences and not the order.
  const later = await process(input({ id: 'later', title: TITLE, text: NEWS.join('\n\n') }), context());
  await close();
  const titles = [result, later].map(({ translation }, at) => ({
    source: (at === 0 ? title : TITLE) ?? '',
    translation: translation.title,
    issues: undefined,
  }));
  const spoilt = [...result.sentences, ...later.sentences, ...titles].filter(
    ({ source, translation, issues }) =>
      [TITLE, ...NEWS].includes(source) && translation !== translateArtificially(source, 'en') && issues === undefined,
  );
  return { spoilt, messages: messages() };
}

/** In `npm run test:endurance`. */
const isThorough = inject('fuzzFactor') > 1;

describe('a gullible model, as the service is set unless told otherwise', () => {
  const { DEPECHE_LLM_MAX_LINES: maxLines } = loadCliConfig({});

  // Each order at one of seven places, of which the title is the first, and in turns behind one of the two ways to a model;
  // thoroughly behind both.
  test.each(
    [...LIKE_NEWS, ...HOSTILE].flatMap((order, at) =>
      WAYS.filter((_, number) => isThorough || number === at % 2).map(([way, start]) => ({
        way,
        start,
        place: at % 7,
        order,
      })),
    ),
  )('behind $way changes no line beside the one at place $place: $order', async ({ start, place, order }) => {
    const { spoilt, messages } = await spoiltBy(start, order, { maxLines, place });
    expect(spoilt).toEqual([]);
    expect(messages.filter((message) => message.includes('\n'))).toEqual([]);
    // What is no instruction to the eye is read like any other line.
    if (LIKE_NEWS.includes(order)) expect(messages.length).toBeGreaterThan(NEWS.length + 1);
  });
});

describe('a gullible model that reads many lines together, as an operator may choose', () => {
  // That each of them is suspected is held where they are judged; thoroughly, each is read here too.
  test.each(HOSTILE.filter((_, at) => isThorough || at % 3 === 0))(
    'changes no other line unmarked that reads: %s',
    async (order) => {
      expect((await spoiltBy(startOnBedrock, order, { maxLines: 100 })).spoilt).toEqual([]);
    },
  );

  test('obeys an order that is not suspected, and none of it is remembered for a service that asks for lines alone', async () => {
    const [order = ''] = LIKE_NEWS;
    expect(judgeInstructions(order)).toBe('none');
    expect((await spoiltBy(startOnBedrock, order, { maxLines: 100 })).spoilt).not.toEqual([]);

    const [together, alone] = [await startOnBedrock({ maxLines: 100 }), await startOnBedrock({ maxLines: 1 })];
    together.standIn.set({ obey: obeying(order) });
    const { deps } = setup({ translator: together.translator });
    const spoil = createProcessArticle(deps);
    await spoil(input({ id: 'attacked', title: TITLE, text: [order, ...NEWS].join('\n\n') }), context());
    const process = createProcessArticle({ ...deps, translator: alone.translator });
    const later = await process(input({ id: 'later', title: TITLE, text: NEWS.join('\n\n') }), context());
    await Promise.all([together.close(), alone.close()]);
    expect(later.sentences.map(({ translation }) => translation)).toEqual(
      NEWS.map((source) => translateArtificially(source, 'en')),
    );
  });
});
