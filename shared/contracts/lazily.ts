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

/**
 * An object whose members are made when its shape is first asked for: zod leaves getters alone until then. For the parameters
 * of operations, of which a function that starts has only one to answer.
 */
export function lazyObject<Members extends Readonly<Record<string, () => z.ZodType>>>(members: Members) {
  const getters = Object.entries(members).map(([name, get]) => [name, { get, enumerable: true }]);
  const shape = Object.defineProperties({}, Object.fromEntries(getters));
  return z.object(shape as { -readonly [Name in keyof Members]: ReturnType<Members[Name]> });
}
