/** The parts of an OpenAPI 3.1 document that the reference shows. */
export interface OpenApiDocument {
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, OpenApiSchema>; securitySchemes?: Record<string, object> };
}

export interface OpenApiOperation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  parameters?: {
    name: string;
    in: 'path' | 'query' | 'header';
    required?: boolean;
    description?: string;
    schema: OpenApiSchema;
  }[];
  requestBody?: { content: OpenApiContent };
  /** Empty where no key is asked for; what the document says for all where there is none. */
  security?: Record<string, string[]>[];
  responses: Record<string, { description: string; content?: OpenApiContent; headers?: Record<string, unknown> }>;
}

export type OpenApiContent = Record<string, { schema: OpenApiSchema }>;

export interface OpenApiSchema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  properties?: Record<string, OpenApiSchema>;
  required?: string[];
  items?: OpenApiSchema;
  anyOf?: OpenApiSchema[];
  oneOf?: OpenApiSchema[];
  enum?: unknown[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
}

/** One operation with its address, as the reference lists it. */
export interface ListedOperation {
  method: string;
  path: string;
  operation: OpenApiOperation;
}

/** Every operation in the order of the document. */
export function listOperations({ paths }: OpenApiDocument): ListedOperation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}
