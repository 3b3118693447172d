import { loadEventsConfig } from '../../shared/config/service-config.ts';
import { createEventsContainer } from '../wiring/lambda.ts';
import { instrumentHandler, prepareHandler } from '../wiring/instrument-handler.ts';
// Every invocation takes an article up, so what that needs is loaded with the function.
import '../wiring/process-use-cases.ts';
import { createEventHandler } from './handler.ts';

export const handler = prepareHandler(async () => {
  const container = await createEventsContainer(loadEventsConfig(process.env));
  return instrumentHandler(container.telemetry, 'events', createEventHandler(container));
});
