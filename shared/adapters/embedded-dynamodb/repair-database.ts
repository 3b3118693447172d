import { existsSync } from 'node:fs';
import { cp, rename, rm, writeFile } from 'node:fs/promises';
import { ClassicLevel } from './level.ts';
import { blankUnreadable } from './log-damage.ts';

/** A file beside the database while somebody has it open: who finds it at a start mends what is not whole. */
export const openMarkOf = (directory: string): string => `${directory}.open`;

/** Whether the process that had the database before ended without closing it. */
export const wasLeftOpen = (directory: string): boolean => existsSync(openMarkOf(directory));

/** What can be read of a damaged database, in a folder beside it; the database itself stays as it is. */
export async function salvageDatabase(directory: string): Promise<string> {
  const salvage = await rebuild(directory, `${directory}.salvaged`);
  await writeFile(openMarkOf(salvage), '');
  return salvage;
}

/** Puts what can be read of a damaged database in its place. The damaged files go to the folder that is returned. */
export async function repairDatabase(directory: string, nowMs: number): Promise<string> {
  const damaged = `${directory}.damaged-${new Date(nowMs).toISOString().replaceAll(':', '-')}`;
  const repaired = await rebuild(directory, `${directory}.repaired`);
  await writeFile(openMarkOf(directory), '');
  await rename(directory, damaged);
  await rename(repaired, directory);
  return damaged;
}

async function rebuild(directory: string, target: string): Promise<string> {
  await rm(target, { recursive: true, force: true });
  await cp(directory, target, { recursive: true });
  await blankUnreadable(target);
  await ClassicLevel.repair(target);
  return target;
}
