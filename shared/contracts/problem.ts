import * as z from 'zod';
import { ERROR_CODES } from '../core/errors.ts';
import { namedObject } from './lazily.ts';

/** RFC 9457 problem body. `code` is stable; `detail` says what to do. */
export const problemSchema = namedObject('Problem', () => ({
  type: z.string().meta({ description: 'Link to the code in the reference.' }),
  title: z.string(),
  status: z.int(),
  code: z.enum(ERROR_CODES),
  detail: z.string().optional(),
  errors: z
    .array(z.object({ pointer: z.string().meta({ description: 'JSON Pointer (RFC 6901).' }), detail: z.string() }))
    .optional(),
  detectedLanguage: z.string().optional(),
  requestId: z.string(),
}));

export type Problem = z.infer<ReturnType<typeof problemSchema>>;
