// Reads what `cdk diff --no-color` printed and ends with an error when something that holds data would be replaced or
// deleted: a new table is an empty one. What stays behind without its stack ("orphan") is lost to the service as well.
//   npx cdk diff --no-color … 2>&1 | tee diff.txt; node scripts/guard-data.mjs diff.txt
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** What holds articles, money counted or messages. */
const HOLD_DATA = ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::SQS::Queue'];

/** `[~] AWS::S3::Bucket Events/Inbox EventsInbox7FB3359B replace`, as the CLI writes a resource and what becomes of it. */
const CHANGE = /^\s*\[[-~]\] (AWS::\S+) (.+) (destroy|orphan|replace|may be replaced)\s*$/;

/** The CLI's last line; without it the diff says nothing. */
const IS_WHOLE = /Number of stacks with differences: \d+/;

/**
 * Lines of a diff by which data would be lost. Throws an `Error` for what is no whole diff.
 * @param {string} diff
 * @returns {string[]}
 */
export function findLosses(diff) {
  if (!IS_WHOLE.test(diff)) throw new Error('This is no whole output of cdk diff.');
  return diff.split('\n').flatMap((line) => {
    const [, type = '', name, fate] = CHANGE.exec(line) ?? [];
    return HOLD_DATA.includes(type) ? [`${type} ${name}: ${fate}`] : [];
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , file = ''] = process.argv;
  const losses = findLosses(readFileSync(file, 'utf8'));
  for (const loss of losses) process.stderr.write(`${loss}\n`);
  if (losses.length > 0) {
    process.stderr.write(
      'Data would be lost. Keep the logical id and what needs replacement, or move the data first.\n',
    );
    process.exitCode = 1;
  }
}
