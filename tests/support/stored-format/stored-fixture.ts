import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

/** What one version of the service left in its table and its folder, and what it said of it. */
export interface StoredFixture {
  /** Commit that wrote it. */
  commit: string;
  writtenAt: string;
  /** What the version itself answered, by path. */
  answers: Record<string, Record<string, unknown>>;
  items: Item[];
  /** Files of accepted articles, as they lie in the folder. */
  accepted: Record<string, unknown>[];
  /** Attributes of a message that was buried. */
  deadLetter: Record<string, string>;
}

const FOLDER = join(import.meta.dirname, '../../fixtures/stored');

/** The versions whose data are kept, the oldest first. */
export function listFixtures(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.replace(/\.json$/, ''))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

export function readFixture(name: string): StoredFixture {
  const revive = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && 'base64' in value
      ? Buffer.from(String(value.base64), 'base64')
      : value;
  return JSON.parse(readFileSync(fixturePath(name), 'utf8'), revive) as StoredFixture;
}

export function fixturePath(name: string): string {
  return join(FOLDER, `${name}.json`);
}

/** The text of a fixture's file; bytes stand in it as base64. */
export function serializeFixture(fixture: StoredFixture): string {
  const items = fixture.items.map(replaceBytes);
  return `${JSON.stringify({ ...fixture, items }, null, 1)}\n`;
}

function replaceBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(replaceBytes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, replaceBytes(part)]));
}
