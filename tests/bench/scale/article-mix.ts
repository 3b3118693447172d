import type { Operation } from '../bill/measure-operations.ts';

/**
 * What one article of a newsroom comes to: half arrive as files in the inbox and half as requests, each is read twice, and
 * one in five comes in a second version.
 */
export const MIX: Readonly<Record<string, number>> = {
  'a request: new article': 0.5,
  'a file in the inbox: new article': 0.5,
  'reading a result': 2,
  'a second version, one sentence more': 0.2,
};

type Countable = { [Name in keyof Operation]: Operation[Name] extends number ? Name : never }[keyof Operation];

export interface Mix {
  /** Of a unit, what one article takes in all. */
  of(unit: Countable): number;
  /** Any figure of the operations, weighed alike. */
  sum(figure: (operation: Operation) => number): number;
}

/** The operations that an article comes to. Throws for one that was not measured. */
export function mixOf(operations: readonly Operation[]): Mix {
  const weighed = Object.entries(MIX).map(([name, times]) => {
    const operation = operations.find((one) => one.name === name);
    if (!operation) throw new Error(`Not measured: ${name}`);
    return { operation, times };
  });
  const sum = (figure: (operation: Operation) => number) =>
    weighed.reduce((total, { operation, times }) => total + times * figure(operation), 0);
  return { sum, of: (unit) => sum((operation) => operation[unit]) };
}
