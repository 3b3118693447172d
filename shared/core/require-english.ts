import { DepecheError } from './errors.ts';

/** Throws `DepecheError('unsupported-language')` for a target that the engines of this machine do not translate into. */
export function requireEnglish(target: string): void {
  if (target === 'en') return;
  throw new DepecheError(
    'unsupported-language',
    'The local engine translates into English only (en). For other languages set DEPECHE_TRANSLATOR=amazon.',
  );
}
