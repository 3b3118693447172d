import type * as z from 'zod';
import { lazily } from '../../../shared/contracts/lazily.ts';

/**
 * Stands for what a request is checked against until the first one comes: making every route's schema would be a tenth of
 * a function's start. While the routes are declared, the framework looks for a schema's four ways to parse; those are here
 * from the beginning, and all else is asked of the schema.
 */
export function deferred<Schema extends z.ZodType>(make: () => Schema): Schema {
  const schema = lazily(make);
  const parsing: Pick<z.ZodType, 'parse' | 'parseAsync' | 'safeParse' | 'safeParseAsync'> = {
    parse: (value, params) => schema().parse(value, params),
    parseAsync: (value, params) => schema().parseAsync(value, params),
    safeParse: (value, params) => schema().safeParse(value, params),
    safeParseAsync: (value, params) => schema().safeParseAsync(value, params),
  };
  return new Proxy(parsing, {
    get: (known, name) => Reflect.get(Object.hasOwn(known, name) ? known : schema(), name),
    getPrototypeOf: () => Object.getPrototypeOf(schema()) as object,
    has: (_, name) => name in schema(),
  }) as Schema;
}
