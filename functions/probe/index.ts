import { loadProbeConfig } from '../../shared/config/service-config.ts';
import { lookAtApi } from './look-at-api.ts';

/** Run by a schedule; ends in an error when the API does not answer as it should, which its alarm counts. */
export const handler = async (): Promise<void> => {
  const { DEPECHE_PUBLIC_URL } = loadProbeConfig(process.env);
  await lookAtApi(DEPECHE_PUBLIC_URL, fetch);
};
