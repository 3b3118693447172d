/** A statement of an IAM policy with every value resolved to text. */
export interface Statement {
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Resource?: string | string[];
  Principal?: '*' | Record<string, string | string[]>;
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** One permission that a request needs. */
export interface Call {
  /** Such as `dynamodb:Query`. */
  action: string;
  /** ARN; `*` for an action that knows no resources. */
  resource: string;
  /** Condition keys in lower case, such as `aws:sourcearn`. */
  context?: Readonly<Record<string, string>>;
  /** Service that asks, where a resource's own policy is read. */
  service?: string;
}

const list = <Value>(value: Value | Value[] | undefined): Value[] =>
  value === undefined ? [] : ([value].flat() as Value[]);

/** IAM's wildcards: `*` for any characters, `?` for one. */
function matches(pattern: string, value: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(value);
}

/** How the operators that our policies use compare; IAM has more, and an unknown one is an error of the check. */
const OPERATORS: Readonly<Record<string, (wanted: string, value: string) => boolean>> = {
  StringEquals: (wanted, value) => wanted === value,
  StringLike: matches,
  ArnEquals: matches,
  ArnLike: matches,
  Bool: (wanted, value) => wanted === value,
};

/** A condition on a key that the request does not carry is not met. */
function meets(condition: NonNullable<Statement['Condition']>, context: Readonly<Record<string, string>>): boolean {
  return Object.entries(condition).every(([operator, keys]) => {
    const compare = OPERATORS[operator];
    if (!compare) throw new Error(`The policy check does not know the condition operator ${operator}.`);
    return Object.entries(keys).every(([key, wanted]) => {
      const value = context[key.toLowerCase()];
      return value !== undefined && list(wanted).some((pattern) => compare(pattern, value));
    });
  });
}

/** What of a statement is evaluated here; `NotAction` and its like turn its meaning round. */
const MEMBERS: ReadonlySet<string> = new Set(['Sid', 'Effect', 'Action', 'Resource', 'Principal', 'Condition']);

function applies(statement: Statement, call: Call): boolean {
  const unknown = Object.keys(statement).find((member) => !MEMBERS.has(member));
  if (unknown !== undefined) throw new Error(`The policy check does not know the member ${unknown} of a statement.`);
  const { Principal: principal } = statement;
  const isMeant =
    principal === undefined ||
    principal === '*' ||
    (typeof principal === 'object' && list(principal.AWS).includes('*')) ||
    (call.service !== undefined && typeof principal === 'object' && list(principal.Service).includes(call.service));
  return (
    isMeant &&
    list(statement.Action).some((action) => matches(action.toLowerCase(), call.action.toLowerCase())) &&
    (statement.Resource === undefined ||
      list(statement.Resource).some((resource) => matches(resource, call.resource))) &&
    meets(statement.Condition ?? {}, call.context ?? {})
  );
}

/**
 * The statement that allows a call, or `undefined` when none does or one forbids it: IAM's evaluation for one account
 * (IAM user guide, "Policy evaluation logic").
 */
export function findPermission(statements: readonly Statement[], call: Call): Statement | undefined {
  const applying = statements.filter((statement) => applies(statement, call));
  if (applying.some(({ Effect }) => Effect === 'Deny')) return undefined;
  return applying.find(({ Effect }) => Effect === 'Allow');
}
