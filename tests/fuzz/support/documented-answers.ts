import { expect } from 'vitest';
import { z } from 'zod';
import type { Answer } from './check-answer.ts';

/** As much of an OpenAPI document as tells which answers an operation may give. */
const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        responses: z.record(z.string(), z.object({ content: z.record(z.string(), z.unknown()).optional() })),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

export interface Schemas {
  /** Holds an answer against what the document says of its operation; addresses it does not name are left alone. */
  check(asked: { method: string; url: URL; answer: Answer }): void;
}

/** The service's own OpenAPI document as a check of its answers. */
export function readSchemas(document: unknown): Schemas {
  const { paths, components } = documentSchema.parse(document);
  const templates = Object.entries(paths).map(([template, operations]) => ({
    pattern: new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`),
    operations,
  }));
  const known = new Map<unknown, z.ZodType>();

  function schemaOf(content: unknown): z.ZodType {
    const found = known.get(content);
    if (found) return found;
    const { schema } = z.object({ schema: z.record(z.string(), z.unknown()) }).parse(content);
    const json = JSON.stringify({ ...schema, $defs: components.schemas }).replaceAll(
      '#/components/schemas/',
      '#/$defs/',
    );
    const made = z.fromJSONSchema(JSON.parse(json));
    known.set(content, made);
    return made;
  }

  return {
    check({ method, url, answer }) {
      const operations = templates.find(({ pattern }) => pattern.test(url.pathname))?.operations;
      const operation = operations?.[method === 'HEAD' ? 'get' : method.toLowerCase()];
      if (!operation) return;
      const documented = operation.responses[String(answer.status)];
      expect(
        documented,
        `${method} ${url.pathname} answered ${answer.status}: ${answer.body.slice(0, 200)}`,
      ).toBeDefined();
      const [type, content] = Object.entries(documented?.content ?? {})[0] ?? [];
      if (type === undefined) expect(answer.body).toBe('');
      else if (method !== 'HEAD') {
        expect(answer.headers.get('content-type')).toContain(type);
        schemaOf(content).parse(JSON.parse(answer.body));
      }
    },
  };
}
