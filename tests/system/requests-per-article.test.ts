import { beforeAll, expect, test } from 'vitest';
import {
  type CountedArticle,
  countRequestsPerArticle,
  MAX_LEDGER_REQUESTS,
  MAX_OTHER_REQUESTS_MORE,
  WAYS_IN,
} from '../bench/requests.ts';

let counted: CountedArticle[];
beforeAll(async () => {
  counted = await countRequestsPerArticle();
});

const of = (wayIn: CountedArticle['wayIn'], article: CountedArticle['article']) => {
  const found = counted.find((one) => one.wayIn === wayIn && one.article === article);
  if (!found) throw new Error('Not counted.');
  return found;
};

test.each(WAYS_IN)('an article that comes as %s is cheap for the table, failing sentences or not', (wayIn) => {
  const all = JSON.stringify(counted);
  const plain = of(wayIn, 'first');
  // Reserved and marked in one update, settled and closed in another.
  expect(plain.ledger, all).toBeLessThanOrEqual(3);
  expect(of(wayIn, 'cached').others, all).toBeLessThanOrEqual(2);
  for (const article of ['20 sentences fail the gate once', '20 sentences fail twice'] as const) {
    expect(of(wayIn, article).ledger, all).toBeLessThanOrEqual(MAX_LEDGER_REQUESTS);
    expect(of(wayIn, article).others, all).toBeLessThanOrEqual(plain.others + MAX_OTHER_REQUESTS_MORE);
  }
});
