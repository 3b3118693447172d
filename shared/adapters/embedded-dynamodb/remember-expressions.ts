import { createRequire } from 'node:module';

type Value = Record<string, unknown>;

/** What dynalite hands to its parsers beside the text; a name or value that the text uses is taken off the unused ones. */
interface Context {
  attrNames?: Record<string, string>;
  attrVals?: Record<string, Value>;
  unusedAttrNames: Record<string, true>;
  unusedAttrVals: Record<string, true>;
  isKeyCondition?: boolean;
}

export interface ExpressionParser {
  /** The expression as a tree, or what is wrong with it as a sentence; throws where it cannot be read. */
  parse(text: string, options: { context: Context }): unknown;
}

/** The very parsers that dynalite reads with. */
const requireLikeDynalite = createRequire(createRequire(import.meta.url).resolve('dynalite'));
const PARSERS = ['./db/conditionParser', './db/updateParser'];

/** The service's expressions are some dozens; somebody's who makes up more and more must not fill the memory. */
const MAX_REMEMBERED = 1_000;

/** Where a value, not its type alone, decides whether the expression is right. */
const LOOKS_AT_VALUES = /between|attribute_type/i;

/** Stands in a remembered tree for the value of a placeholder. */
class Gap {
  readonly placeholder: string;
  constructor(placeholder: string) {
    this.placeholder = placeholder;
  }
}

let isDone = false;

/**
 * dynalite 4.0.0 parses each expression of each request, which takes it up to three milliseconds, longer than all else that
 * it does for a conditional write. Here an expression is parsed once, and later gets the values of its request.
 */
export function rememberExpressions(): void {
  if (isDone) return;
  isDone = true;
  for (const name of PARSERS) {
    const parser = requireLikeDynalite(name) as ExpressionParser;
    parser.parse = rememberParsed(parser.parse);
  }
}

/**
 * The same parser, for texts and types of values that it has parsed before without a complaint. Names are filled in as values
 * are: the usage ledger has one of its own for each account.
 */
export function rememberParsed(parse: ExpressionParser['parse']): ExpressionParser['parse'] {
  const remembered = new Map<string, unknown>();
  return (text, options) => {
    const { context } = options;
    const { attrNames = {}, attrVals = {} } = context;
    const names = [...new Set(text.match(/#\w+/g))];
    if (LOOKS_AT_VALUES.test(text) || !areApart(names, attrNames, text)) return parse(text, options);
    const placeholders = text.match(/:\w+/g) ?? [];
    const types = placeholders.map((placeholder) => Object.keys(attrVals[placeholder] ?? {}));
    const key = JSON.stringify([text, context.isKeyCondition, types]);
    if (!remembered.has(key)) {
      const named = { ...context, attrNames: Object.fromEntries(names.map((name) => [name, name])) };
      const tree = parse(text, { context: named });
      // What is wrong is told with the names as they are.
      if (typeof tree === 'string') return parse(text, options);
      if (remembered.size >= MAX_REMEMBERED) remembered.clear();
      const placeholderOf = new Map(Object.entries(attrVals).map(([name, value]) => [value, name]));
      remembered.set(key, leaveGaps(tree, placeholderOf));
    }
    for (const name of names) delete context.unusedAttrNames[name];
    for (const placeholder of placeholders) delete context.unusedAttrVals[placeholder];
    return fillGaps(remembered.get(key), attrVals, attrNames);
  };
}

/** Whether each name is there, and differs from the others and from the words of the text: then nothing else about it matters. */
function areApart(names: readonly string[], attrNames: Readonly<Record<string, string>>, text: string): boolean {
  const taken = new Set<string | undefined>(text.replace(/[#:]\w+/g, '').match(/\w+/g));
  return names.every((name) => {
    const attribute = attrNames[name];
    if (!attribute || taken.has(attribute)) return false;
    taken.add(attribute);
    return true;
  });
}

function leaveGaps(tree: unknown, placeholderOf: ReadonlyMap<unknown, string>): unknown {
  const placeholder = placeholderOf.get(tree);
  if (placeholder !== undefined) return new Gap(placeholder);
  return mapMembers(tree, (member) => leaveGaps(member, placeholderOf));
}

/** A tree of its own, since dynalite changes what it gets. Nothing in a tree but the name of a name begins with "#". */
function fillGaps(
  tree: unknown,
  values: Readonly<Record<string, Value>>,
  names: Readonly<Record<string, string>>,
): unknown {
  const called = (name: string) => (name.startsWith('#') ? (names[name] as string) : name);
  if (tree instanceof Gap) return values[tree.placeholder];
  if (typeof tree === 'string') return called(tree);
  return mapMembers(tree, (member) => fillGaps(member, values, names), called);
}

function mapMembers(tree: unknown, map: (member: unknown) => unknown, called = (name: string) => name): unknown {
  if (Array.isArray(tree)) return tree.map(map);
  if (typeof tree !== 'object' || tree === null) return tree;
  const copy = Object.create(Object.getPrototypeOf(tree) as object | null) as Value;
  for (const [name, member] of Object.entries(tree)) copy[called(name)] = map(member);
  return copy;
}
