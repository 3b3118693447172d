import type { OfferedModel } from '../../../shared/ports/engines/model-store.ts';

export const toMegabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);

/** What a person agrees to: size, source and licence of a model, with its name. */
export function describeOffer({ name, downloadBytes, host, licence }: OfferedModel): string {
  return `${name} (${toMegabytes(downloadBytes)} MB from ${host}, ${licence})`;
}
