import * as z from 'zod';
import { ENGINE_NAMES } from '../core/engine-names.ts';
import type { ArticleInput } from '../core/input.ts';
import { lazily } from './lazily.ts';

/** Ids stand in URLs, object keys and log lines, so they hold nothing that means something there. */
export const ARTICLE_ID_PATTERN = /^[\p{L}\p{N}][\p{L}\p{N}._:~@+=,-]{0,199}$/u;

/** BCP 47, as translation engines list it: `en`, `pt-PT`, `zh-TW`. */
export const LANGUAGE_PATTERN = /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/;

const MAX_TITLE_CHARACTERS = 1_000;
const MAX_URL_CHARACTERS = 2_048;

/** The URL standard drops line breaks and replaces halves of characters in silence; whoever reads the address later may not. */
const WRITTEN_OUT = /^[^\s\p{Cc}\p{Cs}]*$/u;

/** Text that can be stored and sent: no NUL, no half of a surrogate pair. */
const plainText = lazily(() =>
  z
    .string()
    .refine((value) => !value.includes('\u0000'), 'contains a NUL character')
    .refine((value) => value.isWellFormed(), 'contains half of a surrogate pair'),
);

export const articleId = lazily(() =>
  z
    .string()
    .regex(
      ARTICLE_ID_PATTERN,
      'starts with a letter or digit and holds at most 200 letters, digits and . _ : ~ @ + = , -',
    ),
);

export const targetLanguage = lazily(() =>
  z.string().regex(LANGUAGE_PATTERN, 'is a language code such as "en" or "pt-PT"'),
);

/** More than any page has furniture that somebody would want back; each is looked for in the whole text. */
const MAX_STRETCHES = 300;
/** As long as any removal that is worth reading. */
const MAX_STRETCH_CHARACTERS = 100_000;

/** Stretches that the cleaning must leave. */
export const keptStretches = lazily(() =>
  z
    .array(plainText().regex(/\S/, 'holds nothing but white space').max(MAX_STRETCH_CHARACTERS))
    .max(MAX_STRETCHES)
    .meta({
      description:
        'Stretches that the cleaning must leave: a `text` of `cleaning.removed`, or words of the original; white space is folded.',
    }),
);

export const engineName = lazily(() => z.enum(ENGINE_NAMES));

const SUMMARY_DEFAULTS = { sentences: 3, method: 'extractive' } as const;

/**
 * One article to process: exactly one of `text` and `html`. Unknown members are refused; where nobody is there to be told,
 * they are taken off first (`separateUnknownMembers`).
 */
export const articleInputSchema = lazily(() =>
  z
    .strictObject({
      id: articleId().optional().meta({ description: 'Yours, if you have one; else a hash of the cleaned content.' }),
      title: plainText().max(MAX_TITLE_CHARACTERS).optional(),
      text: plainText().optional().meta({ description: 'Plain French text, as dirty as it was scraped.' }),
      html: plainText()
        .optional()
        .meta({ description: 'A whole page; the article is found in it. Nothing is fetched.' }),
      url: z
        .url({ protocol: /^https?$/, error: 'is an http or https address, written out' })
        .regex(WRITTEN_OUT, 'contains white space, a control character or half of a surrogate pair')
        .max(MAX_URL_CHARACTERS)
        .optional(),
      publishedAt: z
        .union(
          [z.iso.datetime({ offset: true }), z.iso.date()],
          'is an ISO 8601 date, or date and time with its offset: 2026-11-27 or 2026-11-27T08:30:00+01:00',
        )
        .optional()
        .meta({
          description:
            'Puts versions of one article in order when they arrive out of it; in the future, it counts as the time of arrival.',
        }),
      source: z.enum(['fr', 'fr-CA', 'auto']).default('fr').meta({
        description:
          '`auto`: the engine detects the language; the local engines read French only, and are sent nothing else.',
      }),
      target: targetLanguage().default('en'),
      summary: z
        .strictObject({
          sentences: z.int().min(1).max(10).default(SUMMARY_DEFAULTS.sentences),
          method: z.enum(['extractive', 'abstractive', 'bedrock']).default(SUMMARY_DEFAULTS.method).meta({
            description: '`abstractive`: written by a language model, where one is set; `bedrock` is its older name.',
          }),
        })
        .default(SUMMARY_DEFAULTS),
      keep: keptStretches().optional(),
      engine: engineName().optional().meta({
        description:
          'The engine to translate with, of those that the service allows (`GET /v1/engines`). The article keeps it until another is named.',
      }),
      refresh: z.boolean().default(false).meta({ description: 'Compute again instead of serving the stored result.' }),
    })
    .refine((input) => (input.text === undefined) !== (input.html === undefined), {
      message: 'give exactly one of text and html',
      path: ['text'],
    })
    .meta({ id: 'ArticleInput', oneOf: [{ required: ['text'] }, { required: ['html'] }] }),
);

/** What a caller may write; members with a default may be left out. */
export type ArticleInputJson = z.input<ReturnType<typeof articleInputSchema>>;

/** What a refresh may change of the article as it is stored. */
export const refreshInputSchema = lazily(() =>
  z
    .strictObject({
      keep: keptStretches()
        .optional()
        .meta({ description: 'In place of what the stored article keeps; left out, that stays as it is.' }),
      engine: engineName()
        .optional()
        .meta({ description: 'As for `POST /v1/articles`; left out, the article keeps its own.' }),
    })
    .meta({ id: 'RefreshInput' }),
);

/** Proves at compile time that a validated input is what the use cases take. */
export const toArticleInput = (input: z.output<ReturnType<typeof articleInputSchema>>): ArticleInput => input;
