import { z } from 'zod';

/** Faults of the service: nothing is answered whole. Of these `hang`, `stall` (in the body) and `lost-answer` are billed, as AWS may. */
const SERVICE_FAULTS = [
  'throttle',
  'internal',
  'unavailable',
  'access-denied',
  'low-confidence',
  'reset',
  'hang',
  'stall',
  'lost-answer',
  'malformed',
] as const;

/** Faults of the translation: an answer that is billed and wrong. */
const TEXT_FAULTS = [
  'lost-lines',
  'leaked-entities',
  'dropped-numbers',
  'changed-numbers',
  'empty',
  'unchanged',
] as const;

export type TextFault = (typeof TEXT_FAULTS)[number];
export type Fault = (typeof SERVICE_FAULTS)[number] | TextFault;

/** Whether the service does the work of a call that this befalls. */
export function isTakenUp(fault: Fault | undefined): boolean {
  const names: readonly string[] = SERVICE_FAULTS;
  return fault === undefined || isUnheard(fault) || !names.includes(fault);
}

/** Whether the work is done, and billed, and its answer never heard. */
export function isUnheard(fault: Fault | undefined): boolean {
  return fault === 'hang' || fault === 'stall' || fault === 'lost-answer';
}

const fault = z.enum([...SERVICE_FAULTS, ...TEXT_FAULTS]);

/** How the stand-in behaves; any part can be changed while it runs. */
export const standInSettings = z.strictObject({
  latencyMs: z.number().min(0),
  /** More calls within one second are throttled. */
  callsPerSecond: z.number().min(1).nullable(),
  /** More calls at one time are throttled. */
  maxConcurrentCalls: z.number().min(1).nullable(),
  /** Throttles with a `ThrottlingException`, which the model of the API does not name, as gateways do. */
  unmodelledThrottling: z.boolean(),
  faultRates: z.partialRecord(fault, z.number().min(0).max(1)),
  /** Faults of the very next calls, one each, before the rates apply. */
  nextFaults: z.array(z.union([fault, z.literal('none')])),
  seed: z.int(),
});

export type StandInSettings = z.output<typeof standInSettings>;

export const DEFAULT_SETTINGS: StandInSettings = {
  latencyMs: 0,
  callsPerSecond: null,
  maxConcurrentCalls: null,
  unmodelledThrottling: false,
  faultRates: {},
  nextFaults: [],
  seed: 1,
};
