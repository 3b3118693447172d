/** What a media type holds, in the OpenAPI document: the schema is asked for when somebody reads that. */
export const holds = <Schema>(schema: () => Schema) => ({
  get schema() {
    return schema();
  },
});

/** A JSON answer in the OpenAPI document. */
export const jsonAnswer = <Schema>(description: string, schema: () => Schema) => ({
  description,
  content: { 'application/json': holds(schema) },
});
