import { randomUUID } from 'node:crypto';
import { loadPreTrafficConfig } from '../../shared/config/service-config.ts';
import { instrumentHandler, prepareHandler } from '../wiring/instrument-handler.ts';
import { createPreTrafficContainer } from '../wiring/pre-traffic.ts';
import { createHook } from './create-hook.ts';

export const handler = prepareHandler(async () => {
  const container = await createPreTrafficContainer(loadPreTrafficConfig(process.env));
  return instrumentHandler(container.telemetry, 'pre-traffic', createHook({ ...container, newId: randomUUID }));
});
