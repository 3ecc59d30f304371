// What the benchmark requires of its models, as a suite of JUnit XML: a case a figure, which is a failure where it is not met.

import { checkedRequirements } from '../../shared/figures/checkedRequirements';
import type { RunState } from '../../shared/run/runState';
import { requirementResult, requirementText } from '../../shared/words/requirementText';
import { attributes, element, type JunitSuite } from './junitText';

/** Null where nothing is required. */
export function requirementsSuite(state: RunState): JunitSuite | null {
  const checked = checkedRequirements(state);
  if (checked.length === 0) return null;
  const counts = {
    tests: checked.length,
    failures: checked.filter(({ isMet }) => !isMet).length,
    errors: 0,
    skipped: 0,
  };
  const cases = checked.map((one) => {
    const head = attributes({
      name: `${one.model}: ${requirementText(one)}`,
      classname: `${state.benchmarkName}.required`,
    });
    return one.isMet
      ? `    <testcase${head}/>\n`
      : `    <testcase${head}>${element('failure', { message: requirementResult(one), type: 'required' }, '')}</testcase>\n`;
  });
  const head = attributes({ name: 'required', ...counts });
  return { text: [`  <testsuite${head}>\n`, ...cases, '  </testsuite>\n'].join(''), counts };
}
