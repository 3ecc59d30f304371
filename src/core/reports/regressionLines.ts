// What became of each model since another run, as lines of Markdown.

import type { ModelComparison, RunComparison } from '../../shared/comparing/compareRuns';
import { accuracyText, pText } from '../../shared/comparing/differenceRows';
import { regressions } from '../../shared/comparing/regressions';
import { counted } from '../../shared/text/counted';
import { code, shortened, table } from '../../shared/words/markdownText';

/** Prompts of a model that are named one by one. */
const mostNamed = 10;

export function regressionLines(comparison: RunComparison): string[] {
  const { base, models } = comparison;
  const worse = regressions(comparison, 'significant');
  return [
    `### Against ${code(base)}`,
    '',
    table(
      ['model', 'before', 'now', 'better', 'worse', 'is it a regression?'],
      models.map((model) => [
        code(model.other),
        accuracyText(model.accuracy.base),
        accuracyText(model.accuracy.other),
        String(model.improved.length),
        String(model.worsened.length),
        worse.includes(model) ? `**yes**, hardly chance (${pText(model.pValue)})` : 'no',
      ]),
    ),
    ...models.flatMap(worsenedLines),
  ];
}

function worsenedLines({ other, worsened }: ModelComparison): string[] {
  if (worsened.length === 0) return [];
  const named = worsened.slice(0, mostNamed).map(({ label }) => code(shortened(label)));
  const more = worsened.length > mostNamed ? [`and ${counted(worsened.length - mostNamed, 'more')}`] : [];
  return ['', `Not correct any more with ${code(other)}: ${[...named, ...more].join(', ')}.`];
}
