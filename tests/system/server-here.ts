import { vi } from 'vitest';
import { startLocal } from '../../functions/local/start-local.ts';
import { loadLocalConfig } from '../../shared/config/service-config.ts';

/** A server of this process. */
export interface ServerHere {
  url: string;
  /** What is under way has ten seconds to finish unless another grace is given. */
  close(graceMs?: number): Promise<void>;
}

const GRACE_MS = 10_000;

/**
 * Starts a server as `npm start` does with these settings, where it is not the process that matters: it costs a fraction of
 * one of its own. Variables of AWS among the settings stay set until `vi.unstubAllEnvs`.
 */
export async function startServerHere(settings: Readonly<Record<string, string>>): Promise<ServerHere> {
  for (const [name, value] of Object.entries(settings)) if (name.startsWith('AWS_')) vi.stubEnv(name, value);
  const config = loadLocalConfig({ DEPECHE_PORT: '0', LOG_LEVEL: 'error', ...settings });
  const sharedTable = settings.AWS_ENDPOINT_URL_DYNAMODB !== undefined;
  const { url, close } = await startLocal(config, { sharedTable, say: () => {} });
  return { url, close: (graceMs = GRACE_MS) => close(graceMs) };
}
