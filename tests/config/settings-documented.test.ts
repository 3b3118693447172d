import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../../infra/settings.ts';
import { settingsSchema } from '../../infra/settings/settings-schema.ts';
import { SETTINGS } from '../../shared/config/settings.ts';
import { KNOWN_VARIABLES } from '../../shared/config/unknown-variables.ts';

const ROOT = join(import.meta.dirname, '../..');
const document = readFileSync(join(ROOT, 'docs/settings.md'), 'utf8');

/** Rows of the table below a heading: name, then the other cells. */
function rowsBelow(heading: string): [name: string, ...cells: string[]][] {
  const [, section = ''] = document.split(`## ${heading}\n`);
  const [own = ''] = section.split('\n## ');
  return [...own.matchAll(/^\| `(\w+)` \|(.*)\|$/gm)].map(([, name = '', cells = '']) => [
    name,
    ...cells.split(' | ').map((cell) => cell.trim().replaceAll('`', '')),
  ]);
}

/** A default as the tables write it. */
function written(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'number' ? value.toLocaleString('en') : typeof value === 'object' ? '{}' : String(value);
}

/** A port is a name and no amount. */
const plain = (text: string) => text.replace(/^8,787$/, '8787');

describe('docs/settings.md', () => {
  test('has every variable of the service once, with its default', () => {
    const documented = rowsBelow('Of the service').map(([name, value]) => [name, value]);
    const declared = Object.entries(SETTINGS).map(([name, { unset }]) => [name, plain(written(unset))]);
    expect(documented).toEqual(declared);
  });

  test('has every setting of a stage once, with the defaults of both', () => {
    const dev: Record<string, unknown> = readSettings({});
    const prod: Record<string, unknown> = readSettings({ stage: 'prod', noAlarmRecipient: true });
    const declared = Object.keys(settingsSchema.shape).map((name) => {
      const ofProd = name === 'noAlarmRecipient' ? dev[name] : prod[name];
      const both = [...new Set([written(dev[name]), written(ofProd)])];
      return [name, both.join(' / ')];
    });
    const documented = rowsBelow('Of a stage').map(([name, value]) => [name, value]);
    expect(documented.sort()).toEqual(declared.sort());
    expect(documented.length).toBeGreaterThan(30);
  });

  test('has every name that is read or set anywhere', () => {
    const sources = ['bin', 'functions', 'infra', 'scripts', 'shared/config'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.m?tsx?$|\.mjs$/.test(name))
        .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
    );
    const named = new Set(sources.flatMap((text) => text.match(/\bDEPECHE_[A-Z0-9_]*[A-Z0-9]\b/g) ?? []));
    expect(named.size).toBeGreaterThan(40);
    expect([...named].filter((name) => !document.includes(`| \`${name}\` |`))).toEqual([]);
  });

  test('has every other variable that is known', () => {
    const others = [...KNOWN_VARIABLES].filter((name) => !(name in SETTINGS));
    expect(
      rowsBelow('Of tests and tools')
        .map(([name]) => name)
        .sort(),
    ).toEqual(others.sort());
  });
});
