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

/** The same parser, for texts, names and types of values that it has parsed before without a complaint. */
export function rememberParsed(parse: ExpressionParser['parse']): ExpressionParser['parse'] {
  const remembered = new Map<string, unknown>();
  return (text, options) => {
    if (LOOKS_AT_VALUES.test(text)) return parse(text, options);
    const { context } = options;
    const names = text.match(/#\w+/g) ?? [];
    const placeholders = text.match(/:\w+/g) ?? [];
    const key = JSON.stringify([
      text,
      context.isKeyCondition,
      names.map((name) => context.attrNames?.[name]),
      placeholders.map((placeholder) => Object.keys(context.attrVals?.[placeholder] ?? {})),
    ]);
    if (remembered.has(key)) {
      for (const name of names) delete context.unusedAttrNames[name];
      for (const placeholder of placeholders) delete context.unusedAttrVals[placeholder];
      return fillGaps(remembered.get(key), context.attrVals ?? {});
    }
    const tree = parse(text, options);
    if (typeof tree === 'string') return tree;
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    const placeholderOf = new Map(Object.entries(context.attrVals ?? {}).map(([name, value]) => [value, name]));
    remembered.set(key, leaveGaps(tree, placeholderOf));
    return tree;
  };
}

function leaveGaps(tree: unknown, placeholderOf: ReadonlyMap<unknown, string>): unknown {
  const placeholder = placeholderOf.get(tree);
  if (placeholder !== undefined) return new Gap(placeholder);
  return mapMembers(tree, (member) => leaveGaps(member, placeholderOf));
}

/** A tree of its own, since dynalite changes what it gets. */
function fillGaps(tree: unknown, values: Readonly<Record<string, Value>>): unknown {
  if (tree instanceof Gap) return values[tree.placeholder];
  return mapMembers(tree, (member) => fillGaps(member, values));
}

function mapMembers(tree: unknown, map: (member: unknown) => unknown): unknown {
  if (Array.isArray(tree)) return tree.map(map);
  if (typeof tree !== 'object' || tree === null) return tree;
  const copy = Object.create(Object.getPrototypeOf(tree) as object | null) as Value;
  for (const [name, member] of Object.entries(tree)) copy[name] = map(member);
  return copy;
}
