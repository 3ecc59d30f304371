// What a check is called in lists, figures and hovers, and how its outcome stands among the measures of a test.

import type { TestMeasures } from '../run/testMeasurement';

interface TitledCheck {
  check: string;
  name?: string;
  isNegated?: boolean;
  at?: string;
}

/** Its own name, else `contains`, `not contains`, `equals at $.city`. */
export function checkTitle({ check, name, isNegated, at }: TitledCheck): string {
  return name ?? `${isNegated ? 'not ' : ''}${check}${at === undefined ? '' : ` at ${at}`}`;
}

const named = 'check: ';
const unnamed = /^check \d+: /;

/** The measure that says whether a check held, 1 or 0; `position` is 0-based. */
export function checkMeasure(check: TitledCheck, position: number): string {
  return check.name === undefined ? `check ${position + 1}: ${checkTitle(check)}` : `${named}${check.name}`;
}

/** Whether a measure is the outcome of a check, so that it is no figure of its own. */
export function isCheckMeasure(measure: string): boolean {
  return measure.startsWith(named) || unnamed.test(measure);
}

/** The name that a check has been given, of its measure; null for one without and for any other measure. */
function nameOfMeasure(measure: string): string | null {
  return measure.startsWith(named) ? measure.slice(named.length) : null;
}

/** The named checks of some tests, in the order in which the tests first have them. */
export function namedMeasures(
  tests: readonly { measures: TestMeasures | null }[],
): { name: string; measure: string }[] {
  const all = new Set(tests.flatMap(({ measures }) => Object.keys(measures ?? {})));
  return [...all].flatMap((measure) => {
    const name = nameOfMeasure(measure);
    return name === null ? [] : [{ name, measure }];
  });
}

/** The title of the first check that did not hold; null where all did. */
export function firstFailing(measures: TestMeasures): string | null {
  const measure = Object.keys(measures).find((name) => isCheckMeasure(name) && measures[name] === 0);
  return measure === undefined ? null : (nameOfMeasure(measure) ?? measure.replace(unnamed, ''));
}
