import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { drain, startTranslator, toEnglish, writeSentences } from './start-translator.ts';
import { runs } from '../../support/runs.ts';

describe('what is sent to Amazon Translate, and what it costs', () => {
  let started: Awaited<ReturnType<typeof startTranslator>>;
  beforeAll(async () => {
    started = await startTranslator();
  });
  beforeEach(() => started.standIn.reset());
  afterAll(() => started.close());

  test.each([2, 20, 200])(
    'an article of %i KB takes near the fewest requests and bytes there are',
    async (kilobytes) => {
      const sentences = writeSentences((kilobytes * 1024) / 75);
      const bytes = Buffer.byteLength(sentences.join('\n'));

      const { byIndex } = await drain(started.translator, toEnglish(sentences));

      const { calls, answeredBytes } = started.standIn.counts();
      expect(byIndex.size).toBe(sentences.length);
      expect(calls).toBeLessThanOrEqual(Math.ceil(bytes / 10_000) * 1.15);
      expect(answeredBytes).toBeLessThanOrEqual(bytes);
    },
  );

  test('calls of one article run at the same time, never more than allowed', async () => {
    const narrow = await startTranslator({ latencyMs: 50 }, { maxConcurrentRequests: 3 });

    await Promise.all([1, 2, 3].map(() => drain(narrow.translator, toEnglish(writeSentences(1500)))));

    expect(narrow.standIn.counts().calls).toBeGreaterThan(30);
    expect(narrow.standIn.counts().mostConcurrentCalls).toBe(3);
    await narrow.close();
  });

  test('the count beforehand, the bill in the chunks and the bill of the service agree for any sentences', async () => {
    const sentence = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom('', '  ', '…', '12 %', 'Oui.', 'Un\nsaut de ligne.', 'é'.repeat(7000), '\ud800 isolé', '👩‍🚀 a'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(sentence, { maxLength: 25 }), async (sentences) => {
        started.standIn.reset();
        const { byIndex, billedCharacters, failure } = await drain(started.translator, toEnglish(sentences));
        expect(failure).toBeUndefined();
        expect([...byIndex.keys()].sort((one, other) => one - other)).toEqual([...sentences.keys()]);
        expect(billedCharacters).toBe(started.standIn.counts().billedCharacters);
        expect(started.translator.countCharacters(sentences)).toBe(billedCharacters);
      }),
      runs(30),
    );
  });

  test('sentences without letters come back as they are, unsent and free', async () => {
    const { byIndex, billedCharacters } = await drain(started.translator, toEnglish(['…', '61 000', '', '– 🎉']));

    expect([...byIndex.values()]).toEqual(['…', '61 000', '', '– 🎉']);
    expect(billedCharacters).toBe(0);
    expect(started.standIn.counts().calls).toBe(0);
  });

  test('an answer with lost line breaks is asked for again line by line, and both are billed', async () => {
    started.standIn.set({ nextFaults: ['lost-lines'] });
    const sentences = writeSentences(5);

    const { byIndex, billedCharacters, failure } = await drain(started.translator, toEnglish(sentences));

    expect(failure).toBeUndefined();
    expect(byIndex.size).toBe(5);
    expect(byIndex.get(3)).toMatch(/^\[en\] The .* 3 has/);
    expect(started.standIn.counts().calls).toBe(6);
    expect(billedCharacters).toBe(started.standIn.counts().billedCharacters);
    expect(Object.values(started.standIn.counts().billedLines)).toEqual([2, 2, 2, 2, 2]);
  });

  test('an empty answer to one sentence is passed on for the gate to judge', async () => {
    started.standIn.set({ nextFaults: ['empty'] });

    const { byIndex, billedCharacters } = await drain(started.translator, toEnglish(['Bonjour à tous.']));

    expect([...byIndex]).toEqual([[0, '']]);
    expect(billedCharacters).toBe(15);
  });

  test('a cut sentence is whole again when a part of it had to be asked for twice', async () => {
    started.standIn.set({ nextFaults: ['none', 'lost-lines'] });
    const long = 'La séance du conseil fut longue, '.repeat(400);

    const { byIndex, billedCharacters } = await drain(started.translator, toEnglish(['Avant.', long, 'Après.']));

    expect(byIndex.size).toBe(3);
    expect(byIndex.get(1)?.match(/The ecnaés /g)).toHaveLength(400);
    expect(billedCharacters).toBe(started.standIn.counts().billedCharacters);
  });

  test('a consumer that leaves early stops what it would have paid for', async () => {
    const narrow = await startTranslator({}, { maxConcurrentRequests: 1 });

    for await (const _ of narrow.translator.translate(toEnglish(writeSentences(1500)))) break;

    expect(narrow.standIn.counts().calls).toBeLessThanOrEqual(2);
    await narrow.close();
  });
});

describe('custom terminology', () => {
  test('is named in each call and in the engine, so that it is part of every key', async () => {
    const { translator, standIn, close } = await startTranslator(
      {},
      { terminology: { name: 'newsroom', version: '3' } },
    );
    await fetch(standIn.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSShineFrontendService_20170701.ImportTerminology' },
      body: JSON.stringify({
        Name: 'newsroom',
        MergeStrategy: 'OVERWRITE',
        TerminologyData: { Format: 'CSV', File: Buffer.from('fr,en\npréfet,prefect\n').toString('base64') },
      }),
    });

    const { byIndex } = await drain(translator, toEnglish(['Le préfet a signé.']));

    expect(byIndex.get(0)).toContain('The prefect has');
    expect(translator.engine).toMatchObject({ version: '1', glossaryVersion: 'newsroom@3' });
    await close();
  });

  test('that the account does not have is a fault of the settings', async () => {
    const { translator, close } = await startTranslator({}, { terminology: { name: 'gone', version: '1' } });

    const { failure } = await drain(translator, toEnglish(['Bonjour.']));

    expect(failure).toMatchObject({ code: 'translator-unavailable', retryable: false });
    await close();
  });
});

describe('languages', () => {
  test('are asked for once', async () => {
    const { translator, standIn, close } = await startTranslator();

    const lists = await Promise.all([translator.listTargets(), translator.listTargets()]);

    expect(lists[0]).toEqual(lists[1]);
    expect(lists[0]).toContain('fr-CA');
    expect(lists[0]).not.toContain('auto');
    expect(standIn.counts().operations.ListLanguages).toBe(1);
    await standIn.close();

    const broken = await startTranslator();
    await broken.standIn.close();
    await expect(broken.translator.listTargets()).rejects.toMatchObject({ code: 'translator-unavailable' });
    await close();
  });

  test('that could not be had are not asked for again for five minutes', async () => {
    const { translator, clock, standIn, close } = await startTranslator();
    await standIn.close();
    const ask = async () => {
      const beforeMs = clock.nowMs();
      await expect(translator.listTargets()).rejects.toMatchObject({ code: 'translator-unavailable' });
      return clock.nowMs() - beforeMs;
    };
    expect(await ask()).toBeGreaterThan(0); // the pauses between its attempts
    expect(await ask()).toBe(0);
    await clock.sleep(300_000);
    expect(await ask()).toBeGreaterThan(0);
    await close();
  });

  test.each(['fr', 'fr-CA', 'auto'] as const)('translates from %s', async (source) => {
    const { translator, close } = await startTranslator();

    const { byIndex } = await drain(translator, { sentences: ['Bonjour.'], source, target: 'de' });

    expect(byIndex.get(0)).toBe('[de] Bonjour.');
    await close();
  });

  test('refuses to translate into the language of the source', async () => {
    const { translator, close } = await startTranslator();

    const { failure } = await drain(translator, { sentences: ['Bonjour.'], source: 'fr', target: 'fr' });

    expect(failure).toMatchObject({ code: 'unsupported-language' });
    await close();
  });
});
