import { createContext, useContext } from 'hono/jsx/dom';
import type { OfferedEngine } from '../../api-types.ts';
import type { Format } from '../../text/format.ts';
import type { Messages } from '../../text/messages-en.ts';
import type { ApiClient } from './api-client.ts';

/** What every view needs. */
export interface Ui {
  messages: Messages;
  format: Format;
  api: ApiClient;
  /** Those that the service allows; none while nobody knows. */
  engines: readonly OfferedEngine[];
  /** Address of the service, with a slash at its end. */
  root: string;
}

export const UiContext = createContext<Ui | undefined>(undefined);

export function useUi(): Ui {
  const ui = useContext(UiContext);
  if (!ui) throw new Error('A view was rendered outside the app.');
  return ui;
}
