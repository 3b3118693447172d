import { type ContainerOverrides, createContainer } from '../../../functions/wiring/create-container.ts';
import { createApp } from '../../../functions/http/app.ts';
import type { HttpDependencies } from '../../../functions/http/dependencies.ts';
import { createStreamLogger } from '../../../shared/adapters/telemetry/logger-stream.ts';
import { createMemoryTranslator, type MemoryTranslatorOptions } from '../../support/translator-memory.ts';
import { loadCliConfig } from '../../../shared/config/service-config.ts';
import { createVirtualClock } from '../../app/support/virtual-clock.ts';
// What the use cases load at their first use: the virtual time of a test does not wait for files.
import '../../../functions/wiring/process-use-cases.ts';

/** A cleaned-up article of our own, with some furniture around it. */
export const ARTICLE = {
  title: 'Le port de Brivanne rouvre aux chalutiers',
  text: [
    'Le port de Brivanne rouvre aux chalutiers',
    'Publié le 3 mars 2026 à 8h12',
    'Le port de Brivanne a rouvert mardi aux chalutiers, après six semaines de travaux sur la grande écluse. Le maire a salué « un soulagement pour 140 familles ».',
    'Partager sur Facebook',
    'Les armateurs attendaient cette date depuis la tempête de janvier. Selon la préfecture, 23 bateaux sont sortis dès la première marée.',
  ].join('\n\n'),
};

interface Options {
  translator?: MemoryTranslatorOptions;
  overrides?: ContainerOverrides;
  http?: Partial<HttpDependencies>;
  env?: Record<string, string>;
}

/** The app on tables in memory, with a translator that can be made to fail, and everything it logged. */
export async function startApp({ translator, overrides, http, env = {} }: Options = {}) {
  const log: string[] = [];
  const clock = createVirtualClock(Date.UTC(2026, 10, 23, 8));
  const engine = createMemoryTranslator(translator);
  const logger = createStreamLogger({ write: (line) => void log.push(line), level: 'debug', clock });
  const container = await createContainer(loadCliConfig(env), { translator: engine, clock, logger, ...overrides });
  let requests = 0;
  const app = createApp({
    useCases: container.useCases,
    logger,
    newRequestId: () => `request-${++requests}`,
    readInvocation: (_bindings, request) => ({ apiKeyId: request.headers.get('x-api-key') ?? undefined }),
    corsOrigins: [],
    loadAssets: async () => ({ script: '"use strict"', style: 'body{}' }),
    ...http,
  });
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    app.request(path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return { app, send, engine, log, clock, container };
}
