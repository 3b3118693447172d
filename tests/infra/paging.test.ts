import { describe, expect, test } from 'vitest';
import { redeliveryDelaySeconds } from '../../functions/events/redelivery-delay.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { MAX_RECEIVE_COUNT } from '../../shared/config/constants.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import { context, input, setup } from '../app/support/setup.ts';
import { articlePublished, record, setUpEvents } from '../functions/events/setup.ts';
import { readKeptTemplate } from '../support/kept-builds/kept-template.ts';
import { writeArticle } from '../system/write-article.ts';
import { findAlarms } from './find-alarms.ts';

/** Period of every metric of ours, in seconds. */
const PERIOD_SECONDS = 300;

const template = await readKeptTemplate({ stage: 'prod', noAlarmRecipient: true });
const paging = Object.values(findAlarms(template.Resources).paging)
  .map(
    ({ Properties }) =>
      Properties as { Namespace: string; MetricName: string; Threshold: number; EvaluationPeriods: number },
  )
  .filter(({ Namespace }) => Namespace === 'Depeche');

/** Alarms of the service's own metrics that wake somebody up for what was recorded within one of their periods. */
function alarmsFor(recorded: readonly { name: string; value: number }[]): string[] {
  const sum = (name: string) =>
    recorded.reduce((total, metric) => total + (metric.name === name ? metric.value : 0), 0);
  return paging
    .filter(({ MetricName, Threshold, EvaluationPeriods }) => EvaluationPeriods === 1 && sum(MetricName) >= Threshold)
    .map(({ MetricName }) => MetricName);
}

/** How often a message that always fails is delivered within one period, at the soonest. */
function deliveriesInOnePeriod(): number {
  let seconds = 0;
  let deliveries = 1;
  for (;;) {
    seconds += redeliveryDelaySeconds({ receiveCount: deliveries, random: () => 0 });
    if (seconds >= PERIOD_SECONDS) return deliveries;
    deliveries += 1;
  }
}

const LONG = { title: 'Budget de la ville', text: writeArticle(1, 200).text };

describe('one article wakes nobody up', () => {
  test('every sentence of which fails the gate', async () => {
    const { deps, recorded, sumOf } = setup({ engine: { translateSentence: () => '' } });
    await createProcessArticle(deps)(input(LONG), context());
    expect(sumOf('IntegrityFailure')).toBeGreaterThan(200);
    expect(alarmsFor(recorded)).toEqual([]);
  });

  test('that finds no table at any step, delivered again and again', async () => {
    const { deps, recorded, sumOf } = setup();
    const down = () => Promise.reject(new DepecheError('storage-unavailable', 'down'));
    const { store, memory, leases, ledger } = deps;
    const broken = {
      ...deps,
      store: { ...store, getArticle: down, completeResult: down },
      memory: { ...memory, recall: down, remember: down, claim: down },
      leases: { ...leases, acquire: down },
      ledger: { ...ledger, read: down },
    };
    const times = deliveriesInOnePeriod();
    expect(times).toBeGreaterThan(2);
    for (let time = 0; time < times; time += 1) await createProcessArticle(broken)(input(LONG), context());
    expect(sumOf('StoreFailure')).toBe(times);
    expect(alarmsFor(recorded)).toEqual([]);
    // Several are an outage.
    await createProcessArticle(broken)(input(LONG), context());
    expect(alarmsFor(recorded)).toEqual(['StoreFailure']);
  });

  test('that fails at its last delivery, is sent to the queue again and fails once more', async () => {
    const broken = () => Promise.reject(new DepecheError('translator-unavailable', 'down', { retryable: true }));
    const { send, recorded, sumOf } = setUpEvents({ engine: { beforeCall: broken } });
    for (let redrive = 0; redrive < 2; redrive += 1) {
      await send([record(articlePublished({ id: 'port', ...LONG }), MAX_RECEIVE_COUNT)]);
    }
    expect(sumOf('ArticlesGivenUp')).toBe(2);
    expect(alarmsFor(recorded)).toEqual([]);
  });
});
