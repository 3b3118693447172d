import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { parseGlossary, readGlossary } from '../../../shared/adapters/glossary-csv.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import { runs } from '../../support/runs.ts';

const folder = mkdtempSync(join(tmpdir(), 'depeche-glossary-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pairs = (content: string) => parseGlossary(content).terms.map(({ source, target }) => [source, target]);

describe('parseGlossary', () => {
  test('reads rows with and without a header, quoted, with a byte order mark', () => {
    const rows = [
      ['chalutier', 'trawler'],
      ['marée, basse', 'low "tide"'],
    ];
    const body = 'chalutier,trawler\n"marée, basse","low ""tide"""\n';
    expect(pairs(body)).toEqual(rows);
    expect(pairs(`source,target\n${body}`)).toEqual(rows);
    expect(pairs(`\ufefffr,en\r\n\r\n${body}`)).toEqual(rows);
  });

  test('takes the target language from a header of language codes', () => {
    expect(parseGlossary('fr,de\nport,Hafen').targetLanguage).toBe('de');
    expect(parseGlossary('fr,pt-PT\nport,porto').targetLanguage).toBe('pt-PT');
    expect(parseGlossary('port,harbour').targetLanguage).toBe('en');
    expect(parseGlossary('fr,').targetLanguage).toBe('en');
  });

  test('reads the case column', () => {
    const { terms } = parseGlossary('source,target,caseSensitive\nLa Poste,La Poste,true\nposte,post office,');
    expect(terms.map(({ caseSensitive }) => caseSensitive).sort()).toEqual([false, true]);
  });

  test('changes its version with a term and not with the order of rows', () => {
    const version = (content: string) => parseGlossary(content).version;
    expect(version('a,b\nc,d')).toBe(version('c,d\na,b'));
    expect(version('a,b\nc,d')).not.toBe(version('a,b\nc,e'));
  });

  test('names the row that lacks a term, and never shows it', () => {
    expect(() => parseGlossary('source,target\nport,harbour\nsecret,')).toThrow(/Row 3 .*source and a target/);
    expect(() => parseGlossary('source,target\nsecret,')).not.toThrow(/secret/);
    expect(() => parseGlossary('"open,x')).toThrow(DepecheError);
  });

  test('never fails but with its own error', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ';', 'é', ' ', '\u0000') }),
        (content) => {
          try {
            parseGlossary(content);
          } catch (error) {
            expect(error).toBeInstanceOf(DepecheError);
          }
        },
      ),
      runs(100),
    );
  });
});

describe('readGlossary', () => {
  test('refuses what is larger than Amazon Translate takes', async () => {
    const path = join(folder, 'large.csv');
    writeFileSync(path, 'a,b\n'.repeat(2_500_001));
    await expect(readGlossary(path)).rejects.toMatchObject({ code: 'invalid-request' });
  });

  test('reads a file, and names the setting when there is none', async () => {
    const path = join(folder, 'glossary.csv');
    writeFileSync(path, 'chalutier,trawler');
    expect((await readGlossary(path)).terms).toHaveLength(1);
    await expect(readGlossary(join(folder, 'absent.csv'))).rejects.toThrow('DEPECHE_GLOSSARY');
  });

  test('reads what a spreadsheet saves in the encoding of its system, and refuses what is no text', async () => {
    const path = join(folder, 'latin.csv');
    writeFileSync(path, Buffer.from('dépêche,dispatch', 'latin1'));
    expect((await readGlossary(path)).terms[0]?.source).toBe('dépêche');
    writeFileSync(path, 'port\u0000,harbour');
    await expect(readGlossary(path)).rejects.toThrow('CSV in UTF-8');
  });

  test('refuses what is no file before it reads any of it', async () => {
    await expect(readGlossary('/dev/zero')).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(readGlossary(folder)).rejects.toMatchObject({ code: 'invalid-request' });
  });

  test('refuses a file that is too large', async () => {
    const path = join(folder, 'large.csv');
    writeFileSync(path, `a,b\n${'x'.repeat(10_000_001)}`);
    await expect(readGlossary(path)).rejects.toMatchObject({ code: 'invalid-request' });
  });
});
