// What became of each model since an earlier run, as a suite of JUnit XML: a case a model, which is a failure where it got worse.

import { changeText } from '../../shared/comparing/changeText';
import type { ModelComparison } from '../../shared/comparing/compareRuns';
import { accuracyRow } from '../../shared/comparing/differenceRows';
import { lost, regressions, ruleWords, type HeldAgainst } from '../../shared/comparing/regressions';
import { attributes, element, type JunitSuite } from './junitText';
import { unpairedTexts } from './unpairedTexts';

export function baselineSuite({ comparison, rule }: HeldAgainst, benchmarkName: string): JunitSuite {
  const { base, models } = comparison;
  const worse = regressions(comparison, rule);
  const isUntold = (model: ModelComparison): boolean => model.judged === 0 && !worse.includes(model);
  const counts = {
    tests: models.length,
    failures: worse.length,
    errors: 0,
    skipped: models.filter(isUntold).length,
  };
  const cases = models.map((model) => {
    const name = model.base === model.other ? model.other : `${model.base} -> ${model.other}`;
    const head = attributes({ name, classname: `${benchmarkName}.against ${base}` });
    const changes = lost(model).map(changeText).join('\n');
    const body = worse.includes(model)
      ? element('failure', { message: verdictsText(model), type: 'regression' }, changes)
      : isUntold(model)
        ? `<skipped${attributes({ message: 'No prompt was judged on both sides.' })}/>`
        : element('system-out', {}, [verdictsText(model), changes].join('\n').trim());
    return `    <testcase${head}>${body}</testcase>\n`;
  });
  const rest = [`A regression: ${ruleWords[rule]}.`, ...unpairedTexts(comparison, (text) => text)].join('\n');
  return {
    text: [
      `  <testsuite${attributes({ name: `against ${base}`, ...counts })}>\n`,
      ...cases,
      `    ${element('system-out', {}, rest)}\n`,
      '  </testsuite>\n',
    ].join(''),
    counts,
  };
}

/** `accuracy 89.3% (73-96) -> 64.3% (46-79); 8 worse, 1 better; worse, hardly chance (p = 0.039)` */
function verdictsText(model: ModelComparison): string {
  const row = accuracyRow({ ...model, improved: model.improved.length, worsened: model.worsened.length });
  return [
    ...(row === null ? [] : [`accuracy ${row.base} -> ${row.other}`]),
    `${lost(model).length} worse, ${model.improved.length} better`,
    ...(row === null ? [] : [row.reading]),
  ].join('; ');
}
