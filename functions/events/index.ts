import { loadEventsConfig } from '../../shared/config/service-config.ts';
import { createEventsContainer } from '../container-lambda.ts';
import { instrumentHandler } from '../instrument-handler.ts';
import { createEventHandler } from './handler.ts';

const container = await createEventsContainer(loadEventsConfig(process.env));

export const handler = instrumentHandler(container.telemetry, 'events', createEventHandler(container));
