import { useEffect, useState } from 'hono/jsx/dom';
import type { UsageReport } from '../../api-types.ts';
import { fill } from '../../text/messages.ts';
import { useUi } from '../data/ui-context.ts';

const WIDTH = 600;
const HEIGHT = 14;

/** Characters of this month as one bar: billed of the budget, or billed beside saved where there is none. */
export function UsageChart() {
  const { messages, format, api } = useUi();
  const [usage, setUsage] = useState<UsageReport | undefined>(undefined);
  useEffect(() => {
    const controller = new AbortController();
    // The list below says what is wrong when the service does not answer; the chart just stays away.
    api.readUsage(controller.signal).then(setUsage, () => {});
    return () => controller.abort();
  }, []);
  if (!usage) return null;
  const { billedCharacters, savedCharacters, budget } = usage;
  const whole = Math.max(1, budget?.characters ?? billedCharacters + savedCharacters);
  const billedWidth = Math.min(WIDTH, (billedCharacters / whole) * WIDTH);
  const billed = fill(messages.usageBilled, { n: format.count(billedCharacters) });
  const saved = fill(messages.usageSaved, { n: format.count(savedCharacters) });
  const label = budget
    ? fill(messages.usageChart, {
        percent: format.percent(billedCharacters / whole),
        billed: format.count(billedCharacters),
        budget: format.count(budget.characters),
      })
    : `${billed}, ${saved}`;
  const facts = [
    billed,
    saved,
    budget
      ? fill(messages.usageLeft, { n: format.count(budget.leftCharacters), budget: format.count(budget.characters) })
      : messages.usageNoBudget,
    fill(usage.articles === 1 ? messages.usageOneArticle : messages.usageArticles, {
      n: format.count(usage.articles),
      cost: format.costUsd(usage.estimatedCostUsd),
    }),
  ];
  return (
    <section class="usage" aria-labelledby="usage-title">
      <h2 id="usage-title">{fill(messages.usageTitle, { month: format.month(usage.month) })}</h2>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <rect class="whole" width={WIDTH} height={HEIGHT} />
        {billedWidth > 0 && <rect class="billed" width={Math.max(2, billedWidth)} height={HEIGHT} />}
      </svg>
      <ul class="facts">
        {facts.map((fact) => (
          <li>{fact}</li>
        ))}
      </ul>
    </section>
  );
}
