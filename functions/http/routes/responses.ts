import { problemSchema } from '../../../shared/contracts/problem.ts';
import type { ErrorCode } from '../../../shared/core/errors.ts';
import { PROBLEMS } from '../problem.ts';

/** What a media type holds, in the OpenAPI document: the schema is asked for when somebody reads that. */
const holds = <Schema>(schema: () => Schema) => ({
  get schema() {
    return schema();
  },
});

/** A JSON answer in the OpenAPI document. */
export const jsonAnswer = <Schema>(description: string, schema: () => Schema) => ({
  description,
  content: { 'application/json': holds(schema) },
});

type ProblemStatus = (typeof PROBLEMS)[ErrorCode]['status'];

type ProblemResponses = {
  [Status in ProblemStatus]?: {
    description: string;
    content: { 'application/problem+json': { schema: ReturnType<typeof problemSchema> } };
  };
};

/** The OpenAPI responses of an operation that may fail with these codes; `internal` is always among them. */
export function problemResponses(...codes: readonly ErrorCode[]): ProblemResponses {
  const responses: ProblemResponses = {};
  for (const code of [...codes, 'internal'] as const) {
    const { status } = PROBLEMS[code];
    const earlier = responses[status];
    responses[status] = {
      description: earlier ? `${earlier.description}, \`${code}\`` : `\`${code}\``,
      content: { 'application/problem+json': holds(problemSchema) },
    };
  }
  return responses;
}

/** What any operation that takes an article may answer. */
export const INPUT_PROBLEMS = [
  'malformed-request',
  'invalid-json',
  'invalid-request',
  'empty-article',
  'unsupported-language',
  'payload-too-large',
  'unsupported-media-type',
  'throttled',
] as const satisfies readonly ErrorCode[];

/** What any operation that calls an engine may answer. */
export const ENGINE_PROBLEMS = [
  'budget-exhausted',
  'translation-failed',
  'translator-unavailable',
  'storage-unavailable',
  'timeout',
] as const satisfies readonly ErrorCode[];
