/** When an article was published, on the calendar of its readers. */
export interface Publication {
  /** Days since 1 January 1970. */
  day: number;
  /** 0 to 23; absent where only the day is known. */
  hour?: number;
}

export const WEEKDAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'] as const;

const DAY_MS = 86_400_000;
/** 1 January 1970 was a Thursday. */
const FIRST_WEEKDAY = 4;

const WRITTEN_DAY = /^(\d{4}-\d\d-\d\d)(?:T(\d\d):[\d:.]+)?$/;

/**
 * Reads an ISO 8601 date, or date and time. With an offset it is carried to `timeZone` (an IANA name); without one it is
 * taken as written. `undefined` for what is no date.
 */
export function readPublication(publishedAt: string, timeZone: string): Publication | undefined {
  const [, written, hour] = WRITTEN_DAY.exec(publishedAt) ?? [];
  if (written !== undefined) return toPublication(written, hour);
  const instant = new Date(publishedAt);
  if (Number.isNaN(instant.getTime())) return undefined;
  // Swedish writes dates as ISO 8601 does.
  const local = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(instant);
  return toPublication(local.slice(0, 10), local.slice(11, 13));
}

function toPublication(date: string, hour: string | undefined): Publication | undefined {
  const ms = Date.parse(date);
  if (Number.isNaN(ms)) return undefined;
  return { day: ms / DAY_MS, ...(hour === undefined ? {} : { hour: Number(hour) }) };
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: number): number {
  return (((day + FIRST_WEEKDAY) % 7) + 7) % 7;
}

/** How many days after `day` the weekday comes next, 0 when it is that day. */
export function daysUntil(weekday: number, day: number): number {
  return (weekday - weekdayOf(day) + 7) % 7;
}

/** `YYYY-MM-DD`. */
export function toIsoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
