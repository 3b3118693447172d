import * as z from 'zod';
import { namedObject } from './lazily.ts';
import { markSchema } from './stages.ts';

/** An article as it came in, for showing what the cleaning did to it. */
export const articleSourceSchema = namedObject('ArticleSource', () => ({
  id: z.string(),
  title: z.string().optional().meta({ description: 'As given.' }),
  url: z.string().optional(),
  keep: z.array(z.string()).optional().meta({ description: 'Stretches that the cleaning was told to leave.' }),
  original: z.string().meta({ description: 'The text as given, or as extracted from the HTML.' }),
  marks: z.array(markSchema()).meta({ description: 'In order, without overlap.' }),
}));
