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
