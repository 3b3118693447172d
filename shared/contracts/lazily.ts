import * as z from 'zod';

/**
 * Makes a schema at its first use. What answers are made of is read by the reference and the tests alone, and a function
 * that has no use for it should not make hundreds of schemas while it starts.
 */
export function lazily<Schema>(make: () => Schema): () => Schema {
  let made: Schema | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** An object that the reference calls by a name, made lazily too; `more` is what else the reference says of it. */
export function namedObject<Shape extends z.ZodRawShape>(
  id: string,
  members: () => Shape,
  more: { description?: string; examples?: unknown[] } = {},
): () => z.ZodObject<Shape> {
  return lazily(() => z.object(members()).meta({ id, ...more }));
}
