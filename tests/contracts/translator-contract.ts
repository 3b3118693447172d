import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isFree } from '../../shared/app/translation/sentence-series.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import type { TranslateRequest, Translator } from '../../shared/ports/engines/translator.ts';

export interface TranslatorTraits {
  /** `exact`: charges what `countCharacters` says when nothing fails. `free`: a local engine, charges nothing. */
  billing: 'exact' | 'free';
}

/** What a caller makes of the stream: translations by index, and the bill. */
export async function collectTranslation(translator: Translator, request: TranslateRequest) {
  const translations: (string | undefined)[] = request.sentences.map(() => undefined);
  let billedCharacters = 0;
  let duplicates = 0;
  for await (const chunk of translator.translate(request)) {
    billedCharacters += chunk.billedCharacters;
    for (const { index, text } of chunk.translations) {
      if (translations[index] !== undefined) duplicates += 1;
      translations[index] = text;
    }
  }
  return { translations, billedCharacters, duplicates };
}

const SENTENCES = [
  'Le conseil municipal de Saint-Aubin a voté son budget mardi soir.',
  'Les travaux du pont commenceront en mars 2027 et dureront 18 mois.',
  '« Nous avons attendu trop longtemps », a regretté la maire.',
  'Oui.',
];

/** Behaviour that every engine must have; `setup` starts one, `close` frees it and what it stands on. */
export function describeTranslator(
  name: string,
  setup: () => Promise<{
    translator: Translator;
    close(): Promise<void>;
    /** Resolves when a call of a paid engine is under way. */
    untilUnderWay?: () => Promise<void>;
    /** Calls that a paid engine has been sent. */
    countCalls?: () => number;
  }>,
  traits: TranslatorTraits,
): void {
  describe(`${name} as a translator`, () => {
    let translator: Translator;
    let close: () => Promise<void>;
    let untilUnderWay: (() => Promise<void>) | undefined;
    let countCalls: (() => number) | undefined;

    beforeEach(async () => {
      ({ translator, close, untilUnderWay, countCalls } = await setup());
    });
    afterEach(() => close());

    const translate = (sentences: readonly string[], signal?: AbortSignal) =>
      collectTranslation(translator, { sentences, source: 'fr', target: 'en', signal });

    test('names itself, its version and its price', () => {
      expect(translator.engine.id).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(translator.engine.version).not.toBe('');
      expect(translator.engine.usdPerMillionCharacters).toBeGreaterThanOrEqual(0);
    });

    test('gives each sentence exactly one translation, on one line', async () => {
      const { translations, duplicates } = await translate(SENTENCES);

      expect(duplicates).toBe(0);
      for (const translation of translations) {
        expect(translation?.trim()).toBeTruthy();
        expect(translation).not.toMatch(/[\r\n]/);
      }
    });

    test('puts each translation at the index of its sentence', async () => {
      const { translations } = await translate(SENTENCES);
      const { translations: reversed } = await translate([...SENTENCES].reverse());

      expect(reversed.reverse()).toEqual(translations);
    });

    test('translates many sentences and repeated ones', async () => {
      const many = Array.from({ length: 60 }, (_, at) => SENTENCES[at % SENTENCES.length] ?? '');

      const { translations, duplicates } = await translate(many);

      expect(duplicates).toBe(0);
      expect(translations).toHaveLength(many.length);
      expect(new Set(translations).size).toBe(SENTENCES.length);
      expect(translations).not.toContain(undefined);
    });

    test('yields nothing for no sentences', async () => {
      expect(await translate([])).toEqual({ translations: [], billedCharacters: 0, duplicates: 0 });
      expect(translator.countCharacters([])).toBe(0);
    });

    test('answers empty sentences with empty translations, without a charge', async () => {
      const { translations } = await translate(['', SENTENCES[0] ?? '', '']);

      expect(translations[0]).toBe('');
      expect(translations[1]).toBeTruthy();
      expect(translations[2]).toBe('');
      expect(translator.countCharacters(['', ''])).toBe(0);
    });

    test('gives a sentence of more than 10,000 bytes one translation', async () => {
      const long = `${'Le comité a entendu les élèves, les parents et les enseignants, '.repeat(170)}puis il a voté.`;
      expect(Buffer.byteLength(long)).toBeGreaterThan(10_000);

      const { translations } = await translate([long, 'Oui.']);

      expect(translations[0]?.length).toBeGreaterThan(long.length / 4);
      expect(translations[0]).not.toMatch(/[\r\n]/);
      expect(translations[1]).toBeTruthy();
    });

    test('keeps emoji, other scripts and what is in none', async () => {
      const { translations } = await translate([
        'Bravo 🎉 aux 27 élèves.',
        'Le mot 新聞 veut dire « journal ».',
        '👩‍🚀',
        '…',
      ]);

      expect(translations[0]).toContain('🎉');
      expect(translations[0]).toContain('27');
      expect(translations[1]).toContain('新聞');
      expect(translations[2]).toContain('👩‍🚀');
      expect(translations[3]?.trim()).toBeTruthy();
    });

    test('says beforehand what it will charge', async () => {
      const expected = traits.billing === 'exact' ? translator.countCharacters(SENTENCES) : 0;

      expect((await translate(SENTENCES)).billedCharacters).toBe(expected);
      expect(isFree(translator.engine)).toBe(traits.billing === 'free');
    });

    test('is deterministic', async () => {
      expect(await translate(SENTENCES)).toEqual(await translate(SENTENCES));
    });

    test('does not mix calls that run at the same time', async () => {
      const alone = await translate(SENTENCES);

      const together = await Promise.all(SENTENCES.map((sentence) => translate([sentence])));

      expect(together.map(({ translations }) => translations[0])).toEqual(alone.translations);
    });

    test('offers sorted targets, English among them', async () => {
      const targets = await translator.listTargets();

      expect(targets).toContain('en');
      expect(targets).not.toContain('fr');
      expect([...targets].sort()).toEqual(targets);
    });

    test('refuses a target it does not offer', async () => {
      const outcome = collectTranslation(translator, { sentences: SENTENCES, source: 'fr', target: 'tlh' });

      await expect(outcome).rejects.toMatchObject({ code: 'unsupported-language', retryable: false });
      await expect(outcome).rejects.toBeInstanceOf(DepecheError);
    });

    test('ends in a timeout when its signal has aborted, before any charge', async () => {
      const iterator = translator
        .translate({ sentences: SENTENCES, source: 'fr', target: 'en', signal: AbortSignal.abort() })
        [Symbol.asyncIterator]();

      await expect(iterator.next()).rejects.toMatchObject({ name: 'DepecheError', code: 'timeout', retryable: true });
    });

    if (traits.billing === 'exact') {
      test('says what it sends before each call, and takes nothing back of what is billed', async () => {
        const marked: number[] = [];
        const callsBefore: number[] = [];
        let takenBack = 0;
        const beforeCall = async (characters: number) => {
          marked.push(characters);
          callsBefore.push(countCalls?.() ?? Number.NaN);
          return () => {
            takenBack += 1;
          };
        };
        const request = { sentences: SENTENCES, source: 'fr', target: 'en', beforeCall } as const;
        const { billedCharacters } = await collectTranslation(translator, request);

        expect(marked.reduce((sum, characters) => sum + characters, 0)).toBe(billedCharacters);
        expect(countCalls?.()).toBe(marked.length);
        // The first was marked before any was sent.
        expect(callsBefore[0]).toBe(0);
        expect(takenBack).toBe(0);
      });

      test('sends nothing that could not be marked, and throws why', async () => {
        const refusal = new DepecheError('budget-exhausted', 'No more this month.');
        const beforeCall = () => Promise.reject(refusal);
        const request = { sentences: SENTENCES, source: 'fr', target: 'en', beforeCall } as const;

        await expect(collectTranslation(translator, request)).rejects.toBe(refusal);
        expect(countCalls?.()).toBe(0);
      });
    } else {
      test('marks nothing, since its calls cost nothing', async () => {
        const beforeCall = () => Promise.reject(new Error('Marked all the same.'));
        const request = { sentences: SENTENCES, source: 'fr', target: 'en', beforeCall } as const;

        const { translations } = await collectTranslation(translator, request);
        expect(translations).not.toContain(undefined);
      });
    }

    // A local engine's call costs nothing; what it would have brought may be dropped.
    if (traits.billing === 'exact') {
      test('still yields what a call brings that was under way when its signal aborted', async () => {
        const deadline = new AbortController();
        const found: string[] = [];
        const reading = (async () => {
          const request = { sentences: SENTENCES, source: 'fr', target: 'en', signal: deadline.signal } as const;
          for await (const { translations } of translator.translate(request)) {
            found.push(...translations.map(({ text }) => text));
          }
        })();
        await untilUnderWay?.();
        deadline.abort();
        await reading.catch((error: unknown) => expect(error).toMatchObject({ code: 'timeout' }));
        expect(found.length).toBeGreaterThan(0);
      });
    }

    test('ends in a timeout when aborted between chunks, and works again after', async () => {
      const many = Array.from({ length: 400 }, (_, at) => `Voici la phrase numéro ${at} du long compte rendu annuel.`);
      const deadline = new AbortController();

      const outcome = (async () => {
        for await (const _chunk of translator.translate({
          sentences: many,
          source: 'fr',
          target: 'en',
          signal: deadline.signal,
        })) {
          deadline.abort();
        }
      })();

      await expect(outcome).rejects.toMatchObject({ code: 'timeout' });
      expect((await translate(['Oui.'])).translations[0]).toBeTruthy();
    });
  });
}
