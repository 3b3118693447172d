import { ARTICLE_EXAMPLES, REFRESH_EXAMPLES } from '../../routes/articles/article-examples.ts';
import type { ListedOperation } from './openapi-document.ts';

/** The article that the examples send, and then ask for. */
const EXAMPLE_ARTICLE = ARTICLE_EXAMPLES.text.value;

/** Values for the parameters that a call can't do without, or that show what they are for. */
const PARAMETERS: Record<string, Record<string, string>> = {
  getArticle: { id: EXAMPLE_ARTICLE.id, target: 'en' },
  refreshArticle: { id: EXAMPLE_ARTICLE.id, target: 'en' },
  getArticleSource: { id: EXAMPLE_ARTICLE.id },
  deleteArticle: { id: EXAMPLE_ARTICLE.id },
  listArticles: { limit: '10' },
};

/** Bodies other than an article. */
const BODIES: Record<string, Body> = { refreshArticle: REFRESH_EXAMPLES.keep.value };

/**
 * The same call in three languages, ready to run once the service is at `baseUrl`; written from the OpenAPI document alone.
 */
export function writeExamples({ method, path, operation }: ListedOperation, baseUrl: string) {
  const values = PARAMETERS[operation.operationId] ?? {};
  const inPath = Object.entries(values).filter(([name]) => path.includes(`{${name}}`));
  const inQuery = Object.entries(values).filter(([name]) => !path.includes(`{${name}}`));
  const filled = inPath.reduce((address, [name, value]) => address.replace(`{${name}}`, value), path);
  const query = inQuery.length > 0 ? `?${new URLSearchParams(inQuery)}` : '';
  const call: Call = {
    method,
    path,
    url: `${baseUrl}${filled}${query}`,
    param: Object.fromEntries(inPath),
    query: Object.fromEntries(inQuery),
    body: operation.requestBody ? (BODIES[operation.operationId] ?? EXAMPLE_ARTICLE) : undefined,
    hasAnswer: Object.entries(operation.responses).some(([status, { content }]) => status === '200' && content),
  };
  return { curl: writeCurl(call), typescript: writeTypescript(call, baseUrl), python: writePython(call) };
}

type Body = Readonly<Record<string, string | readonly string[]>>;

interface Call {
  method: string;
  path: string;
  url: string;
  param: Record<string, string>;
  query: Record<string, string>;
  body: Body | undefined;
  hasAnswer: boolean;
}

function writeCurl({ method, url, body }: Call): string {
  const lines = [`curl -sS --fail-with-body ${method === 'GET' || body ? '' : `-X ${method} `}'${url}'`];
  lines.push(`-H "x-api-key: $DEPECHE_API_KEY"`);
  if (body) lines.push(`-H 'content-type: application/json'`, `-d '${JSON.stringify(body, null, 2)}'`);
  return lines.join(' \\\n  ');
}

function writeTypescript({ method, path, param, query, body, hasAnswer }: Call, baseUrl: string): string {
  const steps = path
    .slice(1)
    .split('/')
    .map((step) => (step.startsWith('{') ? `[':${step.slice(1, -1)}']` : `.${step}`));
  const argument = [
    Object.keys(param).length > 0 ? `param: ${writeLiteral(param)}` : '',
    Object.keys(query).length > 0 ? `query: ${writeLiteral(query)}` : '',
    body ? `json: ${writeLiteral(body)}` : '',
  ].filter(Boolean);
  return [
    `import { createClient } from 'depeche/client';`,
    '',
    `const client = createClient('${baseUrl}', { apiKey: 'YOUR-KEY' });`,
    `const response = await client${steps.join('')}.$${method.toLowerCase()}(${argument.length > 0 ? `{ ${argument.join(', ')} }` : ''});`,
    'if (!response.ok) throw new Error(await response.text());',
    hasAnswer ? 'console.log(await response.json());' : 'console.log(response.status);',
  ].join('\n');
}

function writePython({ method, url, body, hasAnswer }: Call): string {
  const key = `"x-api-key": os.environ.get("DEPECHE_API_KEY", "")`;
  return [
    `import ${hasAnswer || body ? 'json, ' : ''}os, urllib.request`,
    '',
    ...(body ? [`body = ${JSON.stringify(body, null, 4)}`] : []),
    'request = urllib.request.Request(',
    `    "${url}",`,
    `    method="${method}",`,
    `    headers={${key}${body ? ', "content-type": "application/json"' : ''}},`,
    ...(body ? ['    data=json.dumps(body).encode(),'] : []),
    ')',
    'with urllib.request.urlopen(request) as response:',
    hasAnswer ? '    print(json.load(response))' : '    print(response.status)',
  ].join('\n');
}

/** A JavaScript literal the way people write it: bare keys, single quotes. */
function writeLiteral(value: Body): string {
  const members = Object.entries(value).map(([key, member]) => `${key}: ${writeText(member)}`);
  const oneLine = `{ ${members.join(', ')} }`;
  return oneLine.length <= 80 ? oneLine : `{\n  ${members.join(',\n  ')},\n}`;
}

function writeText(member: string | readonly string[]): string {
  if (typeof member !== 'string') return `[${member.map(writeText).join(', ')}]`;
  return JSON.stringify(member).replace(/^"|"$/g, "'");
}
