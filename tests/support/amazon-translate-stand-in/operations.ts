import { parse } from 'csv-parse/sync';
import { AwsError } from './aws-json.ts';
import { LANGUAGES } from './languages.ts';
import { findTerms, translateText } from './translate-text.ts';

/** Source terms and their target terms, by target language. */
type Terminology = ReadonlyMap<string, ReadonlyMap<string, string>>;
export type Terminologies = Map<string, Terminology>;

/** TranslateText takes 10,000 UTF-8 bytes (Amazon Translate, guidelines and limits). */
const MAX_TEXT_BYTES = 10_000;

export interface TranslateTextInput {
  Text?: string;
  SourceLanguageCode?: string;
  TargetLanguageCode?: string;
  TerminologyNames?: string[];
}

/** Refuses what the service refuses, in its order; the caller bills what comes through. */
export function translate(input: TranslateTextInput, terminologies: Terminologies) {
  const { Text: text, SourceLanguageCode: source, TargetLanguageCode: target } = input;
  if (!text || !source || !target) {
    throw new AwsError('ValidationException', 400, 'Text, SourceLanguageCode and TargetLanguageCode are required');
  }
  if (Buffer.byteLength(text) > MAX_TEXT_BYTES) {
    throw new AwsError('TextSizeLimitExceededException', 400, `Input text size exceeds ${MAX_TEXT_BYTES} bytes`);
  }
  if (!LANGUAGES.includes(target) || (source !== 'auto' && !LANGUAGES.includes(source))) {
    throw new AwsError('UnsupportedLanguagePairException', 400, `Unsupported language pair: ${source} to ${target}.`, {
      SourceLanguageCode: source,
      TargetLanguageCode: target,
    });
  }
  const applied = (input.TerminologyNames ?? []).map((name) => {
    const terminology = terminologies.get(name);
    if (!terminology) throw new AwsError('ResourceNotFoundException', 400, `Terminology not found: ${name}`);
    return { name, terms: terminology.get(target) ?? new Map<string, string>() };
  });
  const terms = new Map(applied.flatMap(({ terms }) => [...terms]));
  return {
    text,
    translation: source === target ? text : translateText(text, target, terms),
    sourceLanguage: source === 'auto' ? 'fr' : source,
    target,
    appliedTerminologies: applied.map(({ name, terms }) => ({
      Name: name,
      Terms: findTerms(text, terms).map(([SourceText, TargetText]) => ({ SourceText, TargetText })),
    })),
  };
}

/** Pages of `MaxResults` languages, the pseudo-language `auto` among them; the token is the index of the next one. */
export function listLanguages(input: { MaxResults?: number; NextToken?: string }) {
  const codes = ['auto', ...LANGUAGES];
  const start = Number(input.NextToken ?? 0);
  const end = start + (input.MaxResults ?? codes.length);
  return {
    Languages: codes.slice(start, end).map((code) => ({ LanguageCode: code, LanguageName: code })),
    DisplayLanguageCode: 'en',
    ...(end < codes.length ? { NextToken: String(end) } : {}),
  };
}

export interface ImportTerminologyInput {
  Name: string;
  TerminologyData: { File: string; Format: string };
}

/** A CSV file whose header names the source language and then the targets; replaces one of the same name. */
export function importTerminology(input: ImportTerminologyInput, terminologies: Terminologies) {
  const csv = Buffer.from(input.TerminologyData.File, 'base64').toString('utf8');
  const [header = [], ...rows] = parse(csv, { bom: true, skip_empty_lines: true }) as string[][];
  if (header.length < 2) throw new AwsError('InvalidParameterValueException', 400, 'No target language in the header');
  const byTarget = header
    .slice(1)
    .map((target, at) => [target, new Map(rows.map((row) => [row[0] ?? '', row[at + 1] ?? '']))] as const);
  terminologies.set(input.Name, new Map(byTarget));
  return getTerminology({ Name: input.Name }, terminologies);
}

export function getTerminology(input: { Name: string }, terminologies: Terminologies) {
  const terminology = terminologies.get(input.Name);
  if (!terminology) throw new AwsError('ResourceNotFoundException', 400, `Terminology not found: ${input.Name}`);
  const [first] = terminology.values();
  return {
    TerminologyProperties: {
      Name: input.Name,
      SourceLanguageCode: 'fr',
      TargetLanguageCodes: [...terminology.keys()],
      TermCount: first?.size ?? 0,
    },
  };
}
