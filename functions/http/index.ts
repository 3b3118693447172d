import { randomUUID } from 'node:crypto';
import { loadHttpConfig } from '../../shared/config/service-config.ts';
import { createHttpContainer } from '../wiring/lambda.ts';
import { instrumentHandler, prepareHandler } from '../wiring/instrument-handler.ts';
import { createApp } from './app.ts';
import { createLambdaHandler, readLambdaInvocation } from './lambda-adapter.ts';

export const handler = prepareHandler(async () => {
  const config = loadHttpConfig(process.env);
  const container = await createHttpContainer(config);
  const { metrics, telemetry } = container;
  const app = createApp({
    ...container,
    newRequestId: randomUUID,
    readInvocation: readLambdaInvocation(container.clock),
    commit: config.DEPECHE_COMMIT,
    corsOrigins: config.DEPECHE_CORS_ORIGINS,
    // The build puts what this module makes in its place, so that the function needs no bundler.
    loadAssets: async () => (await import('./ui/page/build-assets.ts')).buildAssets(),
  });
  return instrumentHandler(telemetry, 'http', createLambdaHandler({ app, metrics, tracer: telemetry.tracer }));
});
