// Writes the software bill of materials of what ships, CycloneDX as npm makes it from the lockfile, without network:
//   node scripts/write-sbom.mjs [FILE]        dist/sbom.json unless a file is named
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = process.argv[2] ?? join(root, 'dist', 'sbom.json');
const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

// npm is shown a project without the tools of development: its own --omit=dev also leaves out what ships when such a tool
// wants it too (npm 11.19). npm names the project after its folder.
const { devDependencies: _tools, ...manifest } = read('package.json');
const { devDependencies: _locked, ...project } = read('package-lock.json').packages[''];
const shipped = Object.entries(read('package-lock.json').packages).filter(([path, { dev }]) => path !== '' && !dev);
const scratch = mkdtempSync(join(tmpdir(), 'depeche-sbom-'));
const folder = join(scratch, manifest.name);
mkdirSync(folder);
writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
const lockfile = { ...read('package-lock.json'), packages: { '': project, ...Object.fromEntries(shipped) } };
writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lockfile));

const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
const options = ['--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only', '--offline'];
const made = spawnSync(npm[0], [...npm.slice(1), 'sbom', ...options, '--loglevel=error'], {
  cwd: folder,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  shell: npm.length === 1 && process.platform === 'win32',
});
rmSync(scratch, { recursive: true });
if (made.status !== 0) {
  console.error(`depeche: npm could not write the bill of materials (npm 10 or newer is needed).\n${made.stderr}`);
  process.exit(made.status ?? 1);
}
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, made.stdout);
console.error(`depeche: ${shipped.length} packages in ${target}`);
