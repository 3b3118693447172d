import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CfnTerminology } from 'aws-cdk-lib/aws-translate';
import { Construct } from 'constructs';
import { SettingsError } from '../settings/settings-error.ts';

/**
 * Amazon Translate takes 10 MB, but the file travels inside the CloudFormation template, which ends at 1,000,000 bytes
 * (CloudFormation quotas); this leaves room for base64 and for the rest of the stack.
 */
const MAX_GLOSSARY_BYTES = 500_000;

/** Enough of a SHA-256 to tell the versions of one file apart. */
const VERSION_LENGTH = 12;

/** A newsroom's terms as they are deployed. `version` changes with the content, so it can be part of a cache key. */
export interface GlossaryFile {
  content: Buffer;
  version: string;
}

/** Reads the CSV that the `glossary` setting names. Throws a `SettingsError` that says what is wrong with it. */
export function readGlossaryFile(path: string): GlossaryFile {
  let content: Buffer;
  try {
    content = readFileSync(path);
  } catch (cause) {
    throw new SettingsError(['glossary: the file cannot be read; give a path relative to the repository.'], { cause });
  }
  if (content.length > MAX_GLOSSARY_BYTES) {
    throw new SettingsError([
      `glossary: the file has ${content.length} bytes, at most ${MAX_GLOSSARY_BYTES} can be deployed.`,
    ]);
  }
  if (!/^\uFEFF?"?fr"?,/.test(content.toString('utf8'))) {
    throw new SettingsError(['glossary: the first line must name the languages, French first, such as fr,en']);
  }
  return { content, version: createHash('sha256').update(content).digest('hex').slice(0, VERSION_LENGTH) };
}

/**
 * The terms as a custom terminology of Amazon Translate. The name holds the version, so that a deployment makes the new
 * one before functions use it, and a rollback finds the old one still there.
 */
export class Terminology extends Construct {
  readonly name: string;
  readonly version: string;

  constructor(scope: Construct, id: string, props: { namePrefix: string; file: GlossaryFile }) {
    super(scope, id);
    this.version = props.file.version;
    this.name = `${props.namePrefix}-${this.version}`;
    new CfnTerminology(this, `Terms${this.version}`, {
      name: this.name,
      description: 'Terms of the newsroom, deployed with the stack',
      mergeStrategy: 'OVERWRITE',
      terminologyData: { file: props.file.content.toString('base64'), format: 'CSV' },
    });
  }
}
