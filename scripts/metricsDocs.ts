// The part of docs/metrics.md that is made from the test types: what each measures of an answer, and the figures of a model's tests of it.

import { facetsOf } from '../src/shared/testTypes/testTypeFacets';
import { measures } from '../src/shared/testTypes/measures';
import { testTypeNames } from '../src/shared/run/benchmark';
import { waitingTest, type TestState } from '../src/shared/run/runState';

const part = /<!-- made: test types -->\n[^]*?<!-- end -->/;

/** The same page with its made part written anew. Throws when it has none. */
export function withTestTypes(page: string): string {
  if (!part.test(page)) throw new Error('docs/metrics.md has no part "<!-- made: test types -->".');
  return page.replace(part, () => `<!-- made: test types -->\n\n${figureTable()}\n\n${measureTable()}\n\n<!-- end -->`);
}

/** A run's tests with and without measures: some figures are there only where a run has such tests. */
const judgedOfRun: TestState[] = [waitingTest(1), { ...waitingTest(2), measures: { f1: 1, exact: 1 } }];

/** The types that accuracy says it all of have no rows. */
function figureTable(): string {
  const rows = testTypeNames.flatMap((name) => {
    const figures = facetsOf(name).scores?.({ tests: [], judged: [], judgedOfRun, prompts: [] }).figures ?? [];
    return figures.map((figure) => `| \`${name}\` | ${figure.name} | ${figure.definition} |`);
  });
  return ['| test type | figure | definition |', '| --- | --- | --- |', ...rows].join('\n');
}

function measureTable(): string {
  const rows = Object.entries(measures).map(([id, { name, definition }]) => `| \`${id}\` | ${name} | ${definition} |`);
  return ['| in `result.json` | shown as | definition |', '| --- | --- | --- |', ...rows].join('\n');
}
